package dev.brickhouse.demand;

import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.Noise;
import java.util.Arrays;

/** Chooses which products each shop carries: as many as its sales are worth, and what its guests like best. */
final class ProductRanges {

    /** What is ordered less often than this on average is not worth its place on the shelf. */
    private static final double ORDERS_A_YEAR = 20;

    /** What no shop would choose is carried by one of them, if there are this many orders for each product. */
    private static final int LEAST_ORDERS = 4;

    private static final int SHOPS_ASKED = 12;

    /** No shop has room for more kinds of drinks. */
    private static final int MOST_PRODUCTS = 1_000;

    /** What the guests of one shop like, the guests of another like less; nobody knows why. */
    private static final double LOCAL_TASTE = 0.4;

    private ProductRanges() {}

    /** The products of each shop, in the order of the catalog. */
    static int[][] of(ShopDemand shops, ProductDemand products, DemandSettings settings, long key) {
        int[] sizes = sizes(shops, products.products(), settings);
        double[] demand = new double[products.products()];
        boolean[] somewhere = new boolean[products.products()];
        int[][] carried = new int[sizes.length][];
        for (int s = 0; s < sizes.length; s++) {
            demandIn(s, shops, products, key, demand);
            carried[s] = chosen(sizes[s], demand);
            for (int p : carried[s]) {
                somewhere[p] = true;
            }
        }
        if (settings.orders() >= (long) LEAST_ORDERS * products.products()) {
            for (int p = 0; p < somewhere.length; p++) {
                if (!somewhere[p]) {
                    int s = whereLiked(p, sizes.length, key);
                    carried[s] = with(carried[s], p);
                }
            }
        }
        return carried;
    }

    /** Of some shops, the one whose guests like a product best. */
    private static int whereLiked(int product, int shops, long key) {
        long base = CounterRandom.base(key, -1L - product);
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < SHOPS_ASKED; i++) {
            int shop = (int) CounterRandom.below(CounterRandom.bits(base, i), shops);
            double taste = Noise.white(CounterRandom.base(key, shop), product);
            if (taste > most) {
                most = taste;
                best = shop;
            }
        }
        return best;
    }

    private static int[] with(int[] products, int product) {
        int[] more = Arrays.copyOf(products, products.length + 1);
        more[products.length] = product;
        Arrays.sort(more);
        return more;
    }

    private static int[] sizes(ShopDemand shops, int products, DemandSettings settings) {
        double years = settings.months() / 12.0;
        double positions = settings.orders() / years / ORDERS_A_YEAR;
        double sum = 0;
        for (int s = 0; s < shops.shops(); s++) {
            sum += Math.sqrt(shops.size(s));
        }
        int[] sizes = new int[shops.shops()];
        for (int s = 0; s < sizes.length; s++) {
            double share = positions * Math.sqrt(shops.size(s)) / sum;
            sizes[s] = (int) Math.max(1, Math.min(Math.min(products, MOST_PRODUCTS), Math.round(share)));
        }
        return sizes;
    }

    /** How much a shop sells of each product that it carries, in the units of {@link ProductDemand#share}. */
    static void demandIn(int shop, ShopDemand shops, ProductDemand products, long key, double[] demand) {
        long tasteKey = CounterRandom.base(key, shop);
        double[] taste = new double[products.categories()];
        for (int category = 0; category < taste.length; category++) {
            taste[category] =
                    products.taste(shops.store(shop).region(), shops.store(shop).type(), category);
        }
        for (int p = 0; p < demand.length; p++) {
            demand[p] = products.share(p)
                    * taste[products.category(p)]
                    * StrictMath.exp(LOCAL_TASTE * Noise.white(tasteKey, p));
        }
    }

    /** The best sellers, in the order of the catalog. */
    private static int[] chosen(int size, double[] demand) {
        if (size == demand.length) {
            int[] all = new int[size];
            Arrays.setAll(all, i -> i);
            return all;
        }
        double[] sorted = demand.clone();
        Arrays.sort(sorted);
        double least = sorted[sorted.length - size];
        int[] chosen = new int[size];
        int found = 0;
        for (int p = 0; p < demand.length && found < size; p++) {
            if (demand[p] >= least) {
                chosen[found++] = p;
            }
        }
        return chosen;
    }
}
