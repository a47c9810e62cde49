package dev.brickhouse.demand;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import java.time.LocalDate;
import java.util.stream.IntStream;

/**
 * What the shops order, when and how much: from what their guests drink over the needs that grow from it to the order
 * lines of each visit. What becomes of an order is not its business.
 *
 * <p>A product in the assortment of a shop is a <i>position</i>. Shops and products are given by their index in the
 * catalog's lists. Immutable and safe for use by several threads; memory grows with the number of positions and days,
 * not of orders.
 */
public final class Demand {

    /** The most cases that are ordered at once. */
    public static final int MAX_CASES = ReorderPoints.MAX_CASES;

    /** An order that is far larger than usual is for this many cases or more. */
    public static final int LARGE_CASES = ReorderPoints.LARGE_CASES;

    private final Catalog catalog;
    private final DemandSettings settings;
    private final Days days;
    private final Lifecycle lifecycle;
    private final Seasons seasons;
    private final CatalogDates catalogDates;
    private final double[] room;
    private final ProductDemand products;
    private final Assortment assortment;
    private final NeedPlan needs;
    private final SlotPlan slots;

    private Demand(Catalog catalog, DemandSettings settings, double[] daysOnTheWay) {
        this.catalog = catalog;
        this.settings = settings;
        long seed = settings.seed();
        days = new Days(settings.start(), settings.end());
        lifecycle = new Lifecycle(
                days, seed, catalog.products().size(), catalog.shops().size());
        catalogDates = new CatalogDates(catalog, lifecycle, seed);
        seasons = new Seasons(settings.seasonality());
        ShopDemand shops = new ShopDemand(catalog, days, lifecycle, seasons, seed);
        products = new ProductDemand(catalog, lifecycle, settings);
        assortment = Assortment.of(shops, products, daysOnTheWay, settings);
        NeedRates rates = new NeedRates(catalog, settings, days, assortment, shops, products, seasons);
        double meanSize = IntStream.range(0, shops.shops())
                .mapToDouble(shops::size)
                .average()
                .orElse(1);
        room = IntStream.range(0, shops.shops())
                .mapToDouble(shop -> Math.sqrt(shops.size(shop) / meanSize))
                .toArray();
        needs = new NeedPlan(days, assortment, rates, ShopClocks.of(catalog, days), settings.orders(), seed);
        slots = SlotPlan.of(needs);
    }

    private Demand(Demand past, LocalDate end) {
        catalog = past.catalog;
        settings = past.settings;
        days = new Days(settings.start(), end);
        lifecycle = past.lifecycle;
        seasons = past.seasons;
        catalogDates = past.catalogDates;
        room = past.room;
        products = past.products;
        assortment = past.assortment;
        ShopDemand shops = new ShopDemand(catalog, days, lifecycle, seasons, settings.seed());
        NeedRates rates = new NeedRates(catalog, settings, days, assortment, shops, products, seasons);
        needs = new NeedPlan(past.needs, days, rates);
        slots = SlotPlan.of(needs);
    }

    /**
     * Plans the orders without making them.
     *
     * @param daysOnTheWay how many days a delivery takes to each shop
     */
    public static Demand of(Catalog catalog, DemandSettings settings, double[] daysOnTheWay) {
        return new Demand(catalog, settings, daysOnTheWay);
    }

    /**
     * The same business for longer: every order that it has already, and those that follow from what its guests drink
     * afterwards. Products that are there stay, and no shop opens any more. However far it goes on, a day has the same
     * orders.
     *
     * @param end the day at whose first instant it ends, not before the present one
     */
    public Demand continuedTo(LocalDate end) {
        return new Demand(this, end);
    }

    /** The days on which it orders, and those before. */
    public Days days() {
        return days;
    }

    /** When the rows of the catalog came into being. */
    public CatalogDates catalogDates() {
        return catalogDates;
    }

    /** How many orders fall into each slot of time. */
    public SlotPlan slots() {
        return slots;
    }

    NeedPlan needs() {
        return needs;
    }

    /** The order lines of one slot after the other, for one thread. */
    public SlotLines lines() {
        return new SlotLines(needs, slots);
    }

    /** What the positions sell, one day after the other, for one thread. */
    public DailySales sales() {
        return new DailySales(needs);
    }

    /** What the positions need when the history ends. */
    public ClosingDemand closing() {
        return new ClosingDemand(needs);
    }

    /**
     * How many cases an order is for that is far larger than usual, from {@link #LARGE_CASES} to {@link #MAX_CASES}.
     *
     * @param bits random ones, of which the higher half is used
     */
    public static int largeCases(long bits) {
        return ReorderPoints.largeCases(bits);
    }

    /** A product's share of all that is drunk, over the year and everywhere alike; only ratios have a meaning. */
    public double share(int product) {
        return products.share(product);
    }

    /** How much room the shelves of a shop have, compared with the mean one. */
    public double room(int shop) {
        return room[shop];
    }

    /** The day on which a product was delisted; {@link Integer#MAX_VALUE} if it was not. */
    public int delisted(int product) {
        return lifecycle.delisted(product);
    }

    /** Whether a product is promoted in the week of a day, and not in the next one. */
    public boolean isLastWeekOfPromotion(int product, int day) {
        int week = day / Days.PER_WEEK;
        return products.isPromoted(product, week) && !products.isPromoted(product, week + 1);
    }

    /** The number of positions. */
    public int positions() {
        return assortment.positions();
    }

    /** The shop of a position. */
    public int shop(int position) {
        return assortment.shop(position);
    }

    /** The product of a position. */
    public int product(int position) {
        return assortment.product(position);
    }

    /** The usual order of a position in cases. */
    public double usualCases(int position) {
        return assortment.cases(position);
    }
}
