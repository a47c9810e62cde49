package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.WorkingCalendar;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.demand.Demand;
import dev.brickhouse.history.LeadTime.Window;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.time.LocalDate;
import java.util.function.LongUnaryOperator;

/**
 * What becomes of orders beyond the end of a {@link History}, each of which is known by its {@code order_id}: when it is
 * reviewed and delivered, by whom, and whether it is cancelled. All of it is a function of the order alone, whenever it
 * is asked for. Immutable.
 *
 * <p>Instants are microseconds since 1970-01-01T00:00, without a time zone.
 */
public final class ContinuedWorkflow {

    /** No step takes longer than this, queue included. */
    private static final int LONGEST_DAYS = 500;

    private static final long LONGEST_STEP = LONGEST_DAYS * Days.MICROS_PER_DAY / 2;

    private static final long LEAST_REVIEW = Days.MICROS_PER_HOUR;

    /** What has to be late is looked for this many times; what is later still than the model knows comes soon. */
    private static final int TRIES = 24;

    private static final double SOON_WORKING_HOURS = 30;

    /**
     * A backlog stops growing with the end of the history: from then on, what was placed before is done in this part of
     * the time that it would have waited yet, so that the shelves do not run empty on what nobody has promised to deliver in time.
     */
    static final double HURRY = 0.45;

    private final Days days;
    private final DailyLoad load;
    private final WorkingCalendar office;
    private final WorkingCalendar warehouse;
    private final BacklogRecovery reviews;
    private final BacklogRecovery deliveries;
    private final ShortageClasses shortages;
    private final Transit transit;
    private final ApprovalRota rota;
    private final RequestRota requests;
    private final CancellationNotes notesInReview;
    private final CancellationNotes notesAfterApproval;
    private final long seededTo;
    private final double cancelledShare;
    private final long key;

    /** @param demand that of the history, continued */
    ContinuedWorkflow(History past, Demand demand, Catalog catalog) {
        days = demand.days();
        load = new DailyLoad(demand.slots(), days);
        LocalDate last = days.date(days.count()).plusDays(LONGEST_DAYS);
        office = new WorkingCalendar(WorkingCalendar.Hours.OFFICE, days.date(0), last);
        warehouse = new WorkingCalendar(WorkingCalendar.Hours.WAREHOUSE, days.date(0), last);
        reviews = new BacklogRecovery(past.open.reviews(), past.days.count());
        deliveries = new BacklogRecovery(past.open.deliveries(), past.days.count());
        HistorySettings settings = past.settings();
        shortages = new ShortageClasses(demand::share, catalog.products().size(), settings.seed());
        transit = new Transit(catalog, days);
        rota = new ApprovalRota(catalog, days, settings.seed());
        requests = past.requests;
        seededTo = past.open.end();
        notesInReview = past.notesInReview;
        notesAfterApproval = past.notesAfterApproval;
        OrderCounts counts = settings.counts();
        cancelledShare = counts.total() == 0 ? 0 : (double) counts.cancelled() / counts.total();
        key = CounterRandom.key(settings.seed(), RandomStreams.CONTINUED_ORDERS);
    }

    /**
     * When an order is reviewed.
     *
     * @param placed when it was placed
     * @param notBefore it is known not to be reviewed until then
     */
    public long reviewed(long order, long placed, long notBefore) {
        int day = dayOf(placed);
        double queue = reviews.queue(day);
        double pace = reviews.pace(day) * load.pace(day);
        Window window = new Window(placed, placed + LEAST_REVIEW, placed + LONGEST_STEP);
        return drawnAfter(notBefore, office, order, base -> {
            long end = LeadTime.REVIEW.end(office, window, queue, pace, base);
            return hurried(office, placed, placed, end);
        });
    }

    /**
     * When an order is delivered.
     *
     * @param placed when it was placed
     * @param approved when it was approved
     * @param notBefore it is known not to be delivered until then
     * @param shop where it goes, by its index in the catalog's list
     * @param product what it is for, by its index in the catalog's list
     */
    public long delivered(long order, long placed, long approved, long notBefore, int shop, int product) {
        int day = dayOf(placed);
        double queue = deliveries.queue(day) * shortages.queue(shortages.classOf(product));
        double pace = deliveries.pace(day) * load.pace(day);
        Window window = new Window(approved, approved + Workflow.LEAST_PICKING, approved + LONGEST_STEP);
        return drawnAfter(notBefore, warehouse, order, base -> {
            long picked = LeadTime.PICKING.end(warehouse, window, queue, pace, base);
            long left = hurried(warehouse, placed, approved, picked);
            long arrival = left + transit.way(shop, CounterRandom.unit(base, RandomStreams.VISIT_TRANSIT));
            return transit.takenIn(
                    shop, left, arrival, Long.MAX_VALUE, CounterRandom.bits(base, RandomStreams.VISIT_ARRIVAL));
        });
    }

    /** @param endOf when the step ends, by the base of its draws */
    private long drawnAfter(long notBefore, WorkingCalendar clock, long order, LongUnaryOperator endOf) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            long end = endOf.applyAsLong(base(order, attempt));
            if (end > notBefore) {
                return end;
            }
        }
        return soon(clock, order, notBefore);
    }

    /** @param begun when the step began, or the order was placed */
    private long hurried(WorkingCalendar clock, long placed, long begun, long end) {
        long from = Math.max(seededTo, begun);
        if (placed >= seededTo || end <= from) {
            return end;
        }
        double then = clock.at(from);
        return clock.when(then + HURRY * (clock.at(end) - then), from);
    }

    /** Within the next working days, for what is later than it can be by the model. */
    private long soon(WorkingCalendar clock, long order, long after) {
        // drawn anew each day, or what is not done today would be put off forever
        long today = CounterRandom.base(base(order, 0), Math.floorDiv(after, Days.MICROS_PER_DAY));
        double hours = SOON_WORKING_HOURS * CounterRandom.unit(today, RandomStreams.ORDER_OVERDUE);
        return Math.max(after + 1, clock.when(clock.at(after) + hours, after));
    }

    /** Whether an order is cancelled in review. */
    public boolean isCancelledInReview(long order) {
        return cancelling(order) < cancelledShare * (1 - OrderCursor.CANCELLED_AFTER_APPROVAL);
    }

    /** Whether an order is cancelled after its approval, instead of being delivered. */
    public boolean isCancelledAfterApproval(long order) {
        return !isCancelledInReview(order) && cancelling(order) < cancelledShare;
    }

    private double cancelling(long order) {
        return CounterRandom.unit(base(order, 0), RandomStreams.ORDER_CANCELLED);
    }

    /**
     * Why an order was cancelled.
     *
     * @param cases its quantity, since not every order is too large
     */
    public String note(long order, int cases) {
        CancellationNotes notes = isCancelledInReview(order) ? notesInReview : notesAfterApproval;
        long bits = CounterRandom.bits(base(order, 0), RandomStreams.ORDER_NOTE);
        int drawn = notes.draw(bits);
        return switch (notes.cause(drawn)) {
            case QUANTITY -> cases >= Demand.LARGE_CASES ? notes.note(drawn) : notes.drawFitting(bits);
            case BULKY -> cases >= CancellationCauses.BULKY_CASES ? notes.note(drawn) : notes.drawFitting(bits);
            case OTHER -> notes.note(drawn);
            // what else it says is not known of an order alone
            default -> notes.drawFitting(bits);
        };
    }

    /**
     * The user who approves for a region on the day of an instant.
     *
     * @param region its index in the catalog's list
     */
    public int approver(int region, long instant) {
        return rota.approver(region, instant);
    }

    /**
     * The user who orders for a shop on a day.
     *
     * @param shop its index in the catalog's list
     * @param day its number
     */
    public int requester(int shop, int day) {
        return requests.requester(shop, days.date(day).toEpochDay(), days.micros(day));
    }

    private int dayOf(long instant) {
        long day = Math.floorDiv(instant - days.micros(0), Days.MICROS_PER_DAY);
        return (int) Math.max(0, Math.min(days.count() - 1, day));
    }

    private long base(long order, int attempt) {
        return CounterRandom.base(CounterRandom.base(key, order), attempt);
    }
}
