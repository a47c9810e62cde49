package dev.brickhouse.demand;

import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Which products each shop carries, how often it orders each of them and how much at once. Immutable.
 *
 * <p>A product in the assortment of a shop is a <i>position</i>. Positions are numbered shop by shop. A shop that sells
 * more of a product orders it more often and more at once, and a shop that is far away orders more at once.
 */
final class Assortment {

    /** A shelf has only so much room: no position sells more than this many times the mean of all. */
    private static final double MOST_DEMAND = 1.8;

    /**
     * How the usual order grows with demand: between the square root of the economic order quantity (Harris, "How Many
     * Parts to Make at Once", 1913), which looks at one product alone, and 1 for a shop that orders everything at every
     * visit.
     */
    private static final double CASES_EXPONENT = 0.7;

    /** The mean order in cases, and the limits of what a position's usual order can be. */
    private static final double MEAN_CASES = 14;

    private static final double FREIGHT_A_DAY = 1.0;

    private static final double FEWEST_CASES = 6;
    private static final double MOST_CASES = 42;

    private final int[] first;
    private final int[] product;
    private final int[] shop;
    private final int[] shelves;
    private final double[] frequency;
    private final double[] cases;

    private Assortment(int[] first, int[] product, int[] shop, int[] shelves, double[] frequency, double[] cases) {
        this.first = first;
        this.product = product;
        this.shop = shop;
        this.shelves = shelves;
        this.frequency = frequency;
        this.cases = cases;
    }

    static Assortment of(ShopDemand shops, ProductDemand products, double[] daysOnTheWay, DemandSettings settings) {
        long key = CounterRandom.key(settings.seed(), RandomStreams.ASSORTMENT);
        int[][] carried = ProductRanges.of(shops, products, settings, key);
        int[] first = new int[carried.length + 1];
        for (int s = 0; s < carried.length; s++) {
            first[s + 1] = first[s] + carried[s].length;
        }
        int positions = first[carried.length];
        int[] product = new int[positions];
        int[] shop = new int[positions];
        double[] demand = new double[positions];
        double[] inShop = new double[products.products()];
        for (int s = 0; s < carried.length; s++) {
            ProductRanges.demandIn(s, shops, products, key, inShop);
            for (int i = 0; i < carried[s].length; i++) {
                product[first[s] + i] = carried[s][i];
                shop[first[s] + i] = s;
                demand[first[s] + i] = shops.size(s) * inShop[carried[s][i]];
            }
        }
        double meanDemand = Arrays.stream(demand).average().orElse(1);
        double[] usual = new double[positions];
        double mean = 0;
        for (int position = 0; position < positions; position++) {
            demand[position] /= 1 + demand[position] / (MOST_DEMAND * meanDemand);
            usual[position] = StrictMath.pow(demand[position], CASES_EXPONENT)
                    * StrictMath.sqrt(freight(daysOnTheWay[shop[position]]));
            mean += usual[position] / positions;
        }
        double[] frequency = new double[positions];
        double[] cases = new double[positions];
        for (int position = 0; position < positions; position++) {
            cases[position] = Math.min(MOST_CASES, Math.max(FEWEST_CASES, MEAN_CASES * usual[position] / mean));
            frequency[position] = demand[position] / cases[position];
        }
        return new Assortment(first, product, shop, shelves(first, product, products, key), frequency, cases);
    }

    /** In each shop the categories stand in an order of its own, and so do the products of a category. */
    private static int[] shelves(int[] first, int[] product, ProductDemand products, long key) {
        int[] shelves = new int[product.length];
        for (int s = 0; s + 1 < first.length; s++) {
            long base = CounterRandom.base(key, Long.MIN_VALUE + s);
            int from = first[s];
            Integer[] ofShop = new Integer[first[s + 1] - from];
            Arrays.setAll(ofShop, i -> from + i);
            Arrays.sort(
                    ofShop,
                    Comparator.comparingLong(
                                    (Integer p) -> CounterRandom.base(base, -1L - products.category(product[p])))
                            .thenComparingLong(p -> CounterRandom.base(base, product[p])));
            for (int i = 0; i < ofShop.length; i++) {
                shelves[from + i] = ofShop[i];
            }
        }
        return shelves;
    }

    /** What an order costs a shop besides its goods, in the costs of one next door: the way is long for some. */
    private static double freight(double daysOnTheWay) {
        return 1 + FREIGHT_A_DAY * daysOnTheWay;
    }

    int shops() {
        return first.length - 1;
    }

    int positions() {
        return product.length;
    }

    /** The first position of a shop; for the number of shops, the number of positions. */
    int first(int ofShop) {
        return first[ofShop];
    }

    int shop(int position) {
        return shop[position];
    }

    int product(int position) {
        return product[position];
    }

    /** The position at a place of a shop's shelves, where the places have the same numbers as the positions. */
    int onShelf(int place) {
        return shelves[place];
    }

    /** How often a position is ordered; only ratios have a meaning. */
    double frequency(int position) {
        return frequency[position];
    }

    /** The usual order in cases. */
    double cases(int position) {
        return cases[position];
    }
}
