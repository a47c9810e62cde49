package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.demand.DailySales;
import dev.brickhouse.demand.Demand;
import dev.brickhouse.demand.SlotLines;
import java.time.LocalDate;

/**
 * The business of a {@link History} beyond its end, by the same model: what its shops need, when they order and what
 * becomes of an order. However far it goes on, a day is the same. What depends on the rows of a database, its stock and
 * its open orders, is the caller's to know. Immutable.
 *
 * <p>Shops and products are given by their index in the catalog's lists, days by their number in {@link #days()}.
 */
public final class Continuation {

    private final History past;
    private final Demand demand;
    private final ContinuedWorkflow workflow;
    private final ContinuedStock stock;

    private Continuation(History past, Catalog catalog, LocalDate to) {
        this.past = past;
        // rates are means over weeks, which have to be whole for a day to be the same wherever the continuation ends
        demand = past.demand.continuedTo(to.plusDays(Days.PER_WEEK));
        workflow = new ContinuedWorkflow(past, demand, catalog);
        stock = new ContinuedStock(past, demand);
    }

    /**
     * Plans it, which takes about as long as planning the history.
     *
     * @param to the day at whose first instant it ends, not before the history does
     */
    public static Continuation of(HistorySettings settings, Catalog catalog, LocalDate to) {
        return new Continuation(History.of(settings, catalog), catalog, to);
    }

    /** What the shops demand. */
    Demand demand() {
        return demand;
    }

    /** The days of the history and those after it. */
    public Days days() {
        return demand.days();
    }

    /** The first slot of {@link #lines()} of a day; the next day's first one is the end. */
    public int firstSlot(int day) {
        return demand.slots().firstSlot(day);
    }

    /** What the shops order by their need alone, for one thread. */
    public SlotLines lines() {
        return demand.lines();
    }

    /** What the shops sell, for one thread. */
    public DailySales sales() {
        return demand.sales();
    }

    /** The number of positions, see {@link Demand}. */
    public int positions() {
        return demand.positions();
    }

    /** The shop of a position. */
    public int shop(int position) {
        return demand.shop(position);
    }

    /** The product of a position. */
    public int product(int position) {
        return demand.product(position);
    }

    /** The {@code store_id} of a shop. */
    public int storeId(int shop) {
        return past.shopId[shop];
    }

    /** The {@code store_id} of the warehouse. */
    public int warehouseId() {
        return past.warehouseId;
    }

    /** The index of a shop's region in the catalog's list. */
    public int region(int shop) {
        return past.shopRegion[shop];
    }

    /** What becomes of orders. */
    public ContinuedWorkflow workflow() {
        return workflow;
    }

    /** What becomes of stock. */
    public ContinuedStock stock() {
        return stock;
    }
}
