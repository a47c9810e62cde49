package dev.brickhouse.demand;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import java.time.LocalDate;

/**
 * How fast the need of each position grows: what a shop's guests drink of a product, in usual orders.
 *
 * <p>Need is given in units of no meaning until {@link NeedPlan} has found how many of them make an order. Immutable.
 */
final class NeedRates {

    /** The mean length of a Gregorian month, by which growth per month becomes growth per day. */
    static final double DAYS_PER_MONTH = 365.2425 / 12;

    private final Days days;
    private final Assortment assortment;
    private final ShopDemand shops;
    private final ProductDemand products;
    private final Seasons seasons;
    private final String[] regions;
    private final double[] growth;

    NeedRates(
            Catalog catalog,
            DemandSettings settings,
            Days days,
            Assortment assortment,
            ShopDemand shops,
            ProductDemand products,
            Seasons seasons) {
        this.days = days;
        this.assortment = assortment;
        this.shops = shops;
        this.products = products;
        this.seasons = seasons;
        regions = catalog.regions().toArray(String[]::new);
        growth = new double[days.weeks()];
        double fullSize = openSize(Integer.MAX_VALUE);
        for (int week = 0; week < growth.length; week++) {
            double months = ((week + 0.5) * Days.PER_WEEK - Days.LEAD_IN) / DAYS_PER_MONTH;
            // a new shop takes its guests from the others, so that the chain as a whole grows by the given rate
            growth[week] = StrictMath.pow(1 + settings.growthRate(), months) * fullSize / openSize(week);
        }
    }

    private double openSize(int week) {
        double sum = 0;
        for (int shop = 0; shop < shops.shops(); shop++) {
            sum += shops.size(shop) * shops.open(shop, week);
        }
        return sum;
    }

    /** Writes how much the need of each position grows in a week for each unit of {@link #daysOf}. */
    void inWeek(int week, double[] rates) {
        LocalDate middle = days.date(week * Days.PER_WEEK + Days.PER_WEEK / 2);
        double[] category = new double[products.categories()];
        for (int c = 0; c < category.length; c++) {
            category[c] = seasons.ofCategory(products.categoryName(c), middle);
        }
        double[] product = new double[products.products()];
        for (int p = 0; p < product.length; p++) {
            product[p] = products.inWeek(p, week) * category[products.category(p)];
        }
        double[] region = new double[regions.length];
        for (int r = 0; r < region.length; r++) {
            region[r] = seasons.ofRegion(regions[r], middle) * growth[week];
        }
        for (int shop = 0; shop < shops.shops(); shop++) {
            double inShop = shops.inWeek(shop, week) * region[shops.region(shop)];
            for (int position = assortment.first(shop); position < assortment.first(shop + 1); position++) {
                rates[position] = assortment.frequency(position) * product[assortment.product(position)] * inShop;
            }
        }
    }

    /**
     * Writes how much of a week's demand has come at a shop by the beginning of each of its days, and by its end.
     *
     * @param upTo one more than the days of a week
     */
    void daysOf(int shop, int week, double[] upTo) {
        upTo[0] = 0;
        for (int i = 0; i < Days.PER_WEEK; i++) {
            int day = week * Days.PER_WEEK + i;
            upTo[i + 1] = upTo[i] + (day < days.count() ? shops.onDay(shop, day) : 0);
        }
    }
}
