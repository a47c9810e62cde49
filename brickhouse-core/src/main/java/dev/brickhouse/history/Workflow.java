package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.HourlyProfile;
import dev.brickhouse.calendar.WorkingCalendar;
import dev.brickhouse.demand.SlotLines;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;

/** When an order is reviewed and delivered, by the calendars, the queues and the way to its shop. Immutable. */
final class Workflow {

    /** Nobody looks at an order at once, and none leaves the warehouse within so short a time. */
    private static final double EARLIEST_REVIEW_HOURS = 0.3;

    private static final double LATEST_REVIEW_HOURS = 2.5;
    static final long LEAST_PICKING = 3 * HourlyProfile.MICROS_PER_HOUR / 2;

    /** Who reviews approves a visit as a whole, or goes through it: up to so long for a line, as long as it took. */
    private static final double AS_A_WHOLE = 0.35;

    private static final double FASTEST_SITTING = 0.03;
    private static final double SLOWEST_SITTING = 0.17;

    /** Some lines are looked at more closely, for the mean time of so many microseconds. */
    private static final double CLOSER_LOOK = 5e6;

    /** One line in so many is asked back about, and then approved and delivered alone. */
    private static final double QUESTIONED = 0.04;

    /** A load is checked in faster than it was ordered. */
    private static final double UNLOADING = 0.3;

    /** Where little time is left before the end of the history, a step takes at least this part of it. */
    private static final double LEAST_PART = 0.3;

    private static final double LARGEST_PART = 0.95;

    private final Days days;
    private final WorkingCalendar office;
    private final WorkingCalendar warehouse;
    private final OpenOrders open;
    private final DailyLoad load;
    private final Transit transit;
    private final long end;

    Workflow(
            Days days,
            WorkingCalendar office,
            WorkingCalendar warehouse,
            OpenOrders open,
            DailyLoad load,
            Transit transit) {
        this.days = days;
        this.office = office;
        this.warehouse = warehouse;
        this.open = open;
        this.load = load;
        this.transit = transit;
        end = open.end();
    }

    /**
     * When an order was approved: with the other lines of its visit, in the office hours of the shop's time zone.
     *
     * @param lines the lines of the slot
     * @param line which of them
     * @param day the day on which it was placed
     * @param afterFirst what {@link #afterFirst} says of it
     * @param delivered whether it was delivered before the end of the history, too
     */
    long approved(SlotLines lines, int line, int day, long afterFirst, boolean delivered) {
        long sent = days.micros(day) + lines.visitEnd(line);
        long limit = delivered ? sent + (long) ((end - sent) * (1 - LEAST_PART)) : end;
        long begun = reviewed(lines.visitBase(line), lines.shop(line), day, sent, limit);
        if (isQuestioned(lines, line)) {
            return Math.max(begun, reviewed(ownBase(lines, line), lines.shop(line), day, sent, limit));
        }
        return Math.min(limit, begun + afterFirst);
    }

    private long reviewed(long base, int shop, int day, long sent, long limit) {
        double hours = EARLIEST_REVIEW_HOURS
                + (LATEST_REVIEW_HOURS - EARLIEST_REVIEW_HOURS) * unit(base, RandomStreams.VISIT_REVIEW_BEGIN);
        long least = Math.min((long) (hours * HourlyProfile.MICROS_PER_HOUR), (long) ((limit - sent) * LEAST_PART));
        double queue = open.reviews().queue(day);
        long behind = transit.behind(shop);
        return behind
                + LeadTime.REVIEW.end(
                        office,
                        sent - behind,
                        sent - behind + least,
                        limit - behind,
                        queue,
                        open.reviews().pace(day) * load.pace(day),
                        queue == 0 ? 0 : unit(base, RandomStreams.VISIT_REVIEW_QUEUE),
                        unit(base, RandomStreams.VISIT_REVIEW));
    }

    /**
     * When an order was delivered: with what was approved with it, unless the warehouse had to wait for its product.
     *
     * @param lines the lines of the slot
     * @param line which of them
     * @param day the day on which it was placed
     * @param afterFirst what {@link #afterFirst} says of it
     * @param approved when it was approved
     */
    long delivered(SlotLines lines, int line, int day, long afterFirst, long approved) {
        long base = isQuestioned(lines, line) ? ownBase(lines, line) : lines.visitBase(line);
        int shop = lines.shop(line);
        long begun = approved - afterFirst;
        long way = transit.way(shop, unit(base, RandomStreams.VISIT_TRANSIT));
        double picking = unit(base, RandomStreams.VISIT_PICKING);
        long limit = end - way;
        if (limit <= begun + LEAST_PICKING) {
            return approved + (long) ((end - approved) * (LEAST_PART + (LARGEST_PART - LEAST_PART) * picking));
        }
        double queue = open.deliveryQueue(day, lines.product(line));
        long left = LeadTime.PICKING.end(
                warehouse,
                begun,
                begun + LEAST_PICKING,
                limit,
                queue,
                open.deliveries().pace(day) * load.pace(day),
                queue == 0 ? 0 : unit(base, RandomStreams.VISIT_PICKING_QUEUE),
                picking);
        long arrived =
                transit.takenIn(shop, left, left + way, end, CounterRandom.bits(base, RandomStreams.VISIT_ARRIVAL));
        double part = unit(lines.base(line), RandomStreams.ORDER_UNLOADING);
        return arrived + (long) (part * Math.min(end - arrived, UNLOADING * lines.visitDuration(line)));
    }

    private static boolean isQuestioned(SlotLines lines, int line) {
        return unit(lines.base(line), RandomStreams.ORDER_QUESTIONED) < QUESTIONED;
    }

    /** The base of the draws of an order that is approved and delivered alone. */
    private static long ownBase(SlotLines lines, int line) {
        return CounterRandom.base(lines.base(line), RandomStreams.ORDER_QUESTIONED);
    }

    /**
     * How long after the first line of its visit a line is approved in the same sitting, in microseconds; 0 for one that
     * is approved alone.
     *
     * @param placed when it was placed
     */
    long afterFirst(SlotLines lines, int line, int day, long placed) {
        if (isQuestioned(lines, line)) {
            return 0;
        }
        double pace = unit(lines.visitBase(line), RandomStreams.VISIT_SITTING);
        if (pace < AS_A_WHOLE) {
            return 0;
        }
        double part = FASTEST_SITTING + (SLOWEST_SITTING - FASTEST_SITTING) * (pace - AS_A_WHOLE) / (1 - AS_A_WHOLE);
        long sinceBegin = placed - days.micros(day) - (lines.visitEnd(line) - lines.visitDuration(line));
        double look = 1 - unit(lines.base(line), RandomStreams.ORDER_READING);
        return (long) (part * sinceBegin - CLOSER_LOOK * StrictMath.log(look));
    }

    private static double unit(long base, int purpose) {
        return CounterRandom.unit(CounterRandom.bits(base, purpose));
    }
}
