package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.WorkingCalendar;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.demand.CatalogDates;
import dev.brickhouse.demand.Demand;
import dev.brickhouse.demand.SlotPlan;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The orders of a retail business: order number n is a pure function of (settings, catalog, n), so any range of orders
 * can be made anywhere, in any order, in parallel and twice, and is the same to the byte.
 *
 * <p>Immutable and safe for use by several threads; each thread takes a {@link #cursor()} of its own. Memory does not
 * depend on the number of orders.
 */
public final class History {

    /**
     * The version of the generator. A change that alters any row needs a new one, since it breaks "the same bytes"; so
     * does another version of Datafaker, which names the shops and people beyond the standard catalog.
     */
    public static final int GENERATOR_VERSION = 2;

    final HistorySettings settings;
    final Days days;
    final Demand demand;
    final SlotPlan slots;
    final OpenOrders open;
    final Workflow workflow;
    final Transit transit;
    final ApprovalRota rota;
    final CancellationCauses causes;
    final CancellationNotes notesInReview = new CancellationNotes("review");
    final CancellationNotes notesAfterApproval = new CancellationNotes("approved");
    final int warehouseId;
    final int[] shopId;
    final int[] shopRegion;
    final RequestRota requests;

    private History(HistorySettings settings, Catalog catalog) {
        this.settings = settings;
        long seed = settings.seed();
        List<Store> shops = catalog.shops();
        days = new Days(settings.demand().start(), settings.demand().end());
        transit = new Transit(catalog, days);
        demand = Demand.of(catalog, settings.demand(), transit.days());
        slots = demand.slots();
        WorkingCalendar office = new WorkingCalendar(WorkingCalendar.Hours.OFFICE, days.date(0), settings.asOf());
        WorkingCalendar warehouse = new WorkingCalendar(WorkingCalendar.Hours.WAREHOUSE, days.date(0), settings.asOf());
        ShortageClasses shortages =
                new ShortageClasses(demand::share, catalog.products().size(), seed);
        open = new OpenOrders(days, slots, settings.counts(), office, warehouse, shortages, seed);
        workflow = new Workflow(office, warehouse, open, new DailyLoad(slots, days), transit);
        rota = new ApprovalRota(catalog, days, seed);
        warehouseId = catalog.warehouse().storeId();
        shopId = shops.stream().mapToInt(Store::storeId).toArray();
        shopRegion = shops.stream()
                .mapToInt(shop -> catalog.regions().indexOf(shop.region()))
                .toArray();
        requests = new RequestRota(catalog, demand.catalogDates(), seed);
        int[] managers = shops.stream()
                .mapToInt(shop -> catalog.managerOf(shop).userId())
                .toArray();
        causes = new CancellationCauses(days, demand, open, transit, requests, managers, seed);
    }

    /** Why orders are cancelled, after their approval or before. */
    CancellationNotes notes(boolean afterApproval) {
        return afterApproval ? notesAfterApproval : notesInReview;
    }

    /** Plans the history; the orders themselves are made by the cursors. */
    public static History of(HistorySettings settings, Catalog catalog) {
        return new History(settings, catalog);
    }

    /** What the history was made from. */
    public HistorySettings settings() {
        return settings;
    }

    /** The number of orders. */
    public long size() {
        return settings.counts().total();
    }

    /** A new cursor, for one thread. */
    public OrderCursor cursor() {
        return new OrderCursor(this);
    }

    /** When the rows of the catalog came into being. */
    public CatalogDates catalogDates() {
        return demand.catalogDates();
    }

    /** The number of the first order placed on {@code day} or later; {@link #size()} if there is none. */
    public long firstOrderFrom(LocalDate day) {
        long number = Math.max(0, Math.min(days.count(), days.number(day)));
        return slots.firstOrder(slots.firstSlot((int) number));
    }

    /** Whether an order placed before {@code day} can still be open, pending or approved, when the history ends. */
    public boolean hasOpenBefore(LocalDate day) {
        long number = Math.max(0, Math.min(days.count(), days.number(day)));
        return IntStream.range(0, slots.firstSlot((int) number)).anyMatch(open::hasOpen);
    }
}
