package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.WorkingCalendar;
import dev.brickhouse.history.LeadTime.Window;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;

/**
 * How long the steps of a visit and of its orders take, by the calendars, the queues and the way to its shop. Immutable.
 *
 * <p>Instants and durations are microseconds, instants since 1970-01-01T00:00.
 */
final class Workflow {

    /** Nobody looks at an order at once, and none leaves the warehouse within so short a time. */
    private static final double EARLIEST_REVIEW_HOURS = 0.3;

    private static final double LATEST_REVIEW_HOURS = 2.5;
    static final long LEAST_PICKING = 3 * Days.MICROS_PER_HOUR / 2;

    /** Who reviews approves a visit as a whole, or goes through it: up to this long for a line, as long as it took. */
    private static final double BULK_APPROVED_SHARE = 0.35;

    private static final double FASTEST_READING = 0.03;
    private static final double SLOWEST_READING = 0.17;

    /** Some lines are looked at more closely, for the mean time of this many microseconds. */
    private static final double CLOSER_LOOK = 5e6;

    /** One line in this many is queried, and then approved and delivered alone. */
    private static final double QUESTIONED = 0.04;

    /** A load is checked in faster than it was ordered. */
    private static final double UNLOADING = 0.3;

    /** Where little time is left before the end of the history, a step takes at least this part of it. */
    private static final double LEAST_PART = 0.3;

    private static final double LARGEST_PART = 0.95;

    /** More than what the last bit of a logarithm makes of a closer look, in microseconds. */
    private static final double LOG_DOUBT = 1e-4;

    /** What {@link #arrived} returns if there is not enough time for the step. */
    static final long IN_A_HURRY = Long.MAX_VALUE;

    /** What {@link #readingPace} returns for a visit that is approved as a whole. */
    static final double BULK_APPROVAL = -1;

    private final WorkingCalendar office;
    private final WorkingCalendar warehouse;
    private final OpenOrders open;
    private final DailyLoad load;
    private final Transit transit;
    private final long end;
    private final long lastTakenIn;

    Workflow(WorkingCalendar office, WorkingCalendar warehouse, OpenOrders open, DailyLoad load, Transit transit) {
        this.office = office;
        this.warehouse = warehouse;
        this.open = open;
        this.load = load;
        this.transit = transit;
        end = open.end();
        lastTakenIn = transit.lastTakenIn();
    }

    /**
     * By when a visit or an order has been reviewed, by all that is known of it.
     *
     * @param sent when it was sent
     * @param delivered whether it was delivered before the end of the history, too
     */
    long reviewLimit(long sent, boolean delivered) {
        return delivered ? sent + (long) ((end - sent) * (1 - LEAST_PART)) : end;
    }

    /**
     * When a visit, or an order that is queried, is reviewed: in the office hours of the shop's time zone.
     *
     * @param base of the draws of the visit or order
     * @param day the day on which it was placed
     * @param sent when it was sent
     * @param limit what {@link #reviewLimit} says of it
     */
    long reviewed(long base, int shop, int day, long sent, long limit) {
        double hours = EARLIEST_REVIEW_HOURS
                + (LATEST_REVIEW_HOURS - EARLIEST_REVIEW_HOURS)
                        * CounterRandom.unit(base, RandomStreams.VISIT_REVIEW_BEGIN);
        long least = Math.min((long) (hours * Days.MICROS_PER_HOUR), (long) ((limit - sent) * LEAST_PART));
        long behind = transit.behind(shop, day);
        return behind
                + LeadTime.REVIEW.end(
                        office,
                        new Window(sent - behind, sent - behind + least, limit - behind),
                        open.reviews().queue(day),
                        open.reviews().pace(day) * load.pace(day),
                        base);
    }

    /**
     * When a delivery arrives and is taken in: with what was approved with it, unless the warehouse had to wait for its
     * product.
     *
     * @param base of the draws of the visit or order
     * @param day the day on which it was placed
     * @param shortageClass the class of its product, see {@link ShortageClasses}
     * @param begun when its picking could begin
     * @return {@link #IN_A_HURRY} if there is not the time before the end of the history that it takes
     */
    long arrived(long base, int shop, int day, int shortageClass, long begun) {
        long way = transit.way(shop, CounterRandom.unit(base, RandomStreams.VISIT_TRANSIT));
        long limit = end - way;
        if (limit <= begun + LEAST_PICKING) {
            return IN_A_HURRY;
        }
        long left = LeadTime.PICKING.end(
                warehouse,
                new Window(begun, begun + LEAST_PICKING, limit),
                open.deliveryQueue(day, shortageClass),
                open.deliveries().pace(day) * load.pace(day),
                base);
        return transit.takenIn(shop, left, left + way, end, CounterRandom.bits(base, RandomStreams.VISIT_ARRIVAL));
    }

    /** When an order was delivered whose delivery was {@link #IN_A_HURRY}. */
    long deliveredInAHurry(long base, long approved) {
        double part = LEAST_PART + (LARGEST_PART - LEAST_PART) * CounterRandom.unit(base, RandomStreams.VISIT_PICKING);
        return approved + (long) (((approved < lastTakenIn ? lastTakenIn : end) - approved) * part);
    }

    /**
     * When an order has been checked in that has arrived.
     *
     * @param base of the draws of the order
     * @param visitWork how long its visit took without interruptions, in microseconds
     */
    long unloaded(long base, long arrived, long visitWork) {
        double part = CounterRandom.unit(base, RandomStreams.ORDER_UNLOADING);
        return arrived + (long) (part * Math.min(end - arrived, UNLOADING * visitWork));
    }

    /** Whether an order is queried, and so approved and delivered alone. */
    static boolean isQuestioned(long base) {
        return CounterRandom.unit(base, RandomStreams.ORDER_QUESTIONED) < QUESTIONED;
    }

    /** The base of the draws of an order that is approved and delivered alone. */
    static long ownBase(long base) {
        return CounterRandom.base(base, RandomStreams.ORDER_QUESTIONED);
    }

    /**
     * How long it takes to review a visit line by line, as a part of the time that the visit took; {@link #BULK_APPROVAL}
     * for one that is approved as a whole.
     */
    static double readingPace(long visitBase) {
        double pace = CounterRandom.unit(visitBase, RandomStreams.VISIT_READING_PACE);
        if (pace < BULK_APPROVED_SHARE) {
            return BULK_APPROVAL;
        }
        return FASTEST_READING
                + (SLOWEST_READING - FASTEST_READING) * (pace - BULK_APPROVED_SHARE) / (1 - BULK_APPROVED_SHARE);
    }

    /**
     * How long after the first line of its visit a line is approved that is reviewed together with it, in microseconds.
     *
     * @param base of the draws of the order
     * @param readingPace what {@link #readingPace} says of its visit, not {@link #BULK_APPROVAL}
     * @param worked how much of the work of its visit was done when it was placed
     */
    static long afterFirst(long base, double readingPace, long worked) {
        double look = 1 - CounterRandom.unit(base, RandomStreams.ORDER_READING);
        double reached = readingPace * worked;
        double after = reached - CLOSER_LOOK * Math.log(look);
        // the last bit of Math.log is not the same on every machine, which matters where a microsecond hangs on it
        if ((long) (after - LOG_DOUBT) != (long) (after + LOG_DOUBT)) {
            after = reached - CLOSER_LOOK * StrictMath.log(look);
        }
        return (long) after;
    }
}
