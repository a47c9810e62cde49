package dev.brickhouse.history;

import dev.brickhouse.calendar.HourlyProfile;
import dev.brickhouse.calendar.WorkingCalendar;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;

/** When an order is reviewed and delivered, by the calendars, the queues and the way to its shop. Immutable. */
final class Workflow {

    /** Nobody reviews an order at once, and none leaves the warehouse within so short a time. */
    static final long LEAST_REVIEW = 2 * HourlyProfile.MICROS_PER_HOUR;

    static final long LEAST_PICKING = 3 * HourlyProfile.MICROS_PER_HOUR / 2;

    /** Where little time is left before the end of the history, a step takes at least this part of it. */
    private static final double LEAST_PART = 0.3;

    private static final double LARGEST_PART = 0.95;

    private final WorkingCalendar office;
    private final WorkingCalendar warehouse;
    private final OpenOrders open;
    private final DailyLoad load;
    private final Transit transit;
    private final long end;

    Workflow(WorkingCalendar office, WorkingCalendar warehouse, OpenOrders open, DailyLoad load, Transit transit) {
        this.office = office;
        this.warehouse = warehouse;
        this.open = open;
        this.load = load;
        this.transit = transit;
        end = open.end();
    }

    /**
     * When an order was approved.
     *
     * @param day the day on which it was placed
     * @param placed when it was placed
     * @param delivered whether it was delivered before the end of the history, too
     * @param base the base of the order's draws
     */
    long approved(int day, long placed, boolean delivered, long base) {
        long limit = delivered ? placed + (long) ((end - placed) * (1 - LEAST_PART)) : end;
        long earliest = placed + Math.min(LEAST_REVIEW, (long) ((limit - placed) * LEAST_PART));
        double queue = open.reviews().queue(day);
        return LeadTime.REVIEW.end(
                office,
                placed,
                earliest,
                limit,
                queue,
                open.reviews().pace(day) * load.pace(day),
                queue == 0 ? 0 : unit(base, RandomStreams.ORDER_REVIEW_QUEUE),
                unit(base, RandomStreams.ORDER_REVIEW));
    }

    /**
     * When an order was delivered.
     *
     * @param day the day on which it was placed
     * @param approved when it was approved
     * @param shop where it goes
     * @param product what it is for
     * @param base the base of the order's draws
     */
    long delivered(int day, long approved, int shop, int product, long base) {
        long way = transit.way(shop, unit(base, RandomStreams.ORDER_TRANSIT));
        double picking = unit(base, RandomStreams.ORDER_PICKING);
        long limit = end - way;
        if (limit <= approved + LEAST_PICKING) {
            return approved + (long) ((end - approved) * (LEAST_PART + (LARGEST_PART - LEAST_PART) * picking));
        }
        double queue = open.deliveryQueue(day, product);
        long left = LeadTime.PICKING.end(
                warehouse,
                approved,
                approved + LEAST_PICKING,
                limit,
                queue,
                open.deliveries().pace(day) * load.pace(day),
                queue == 0 ? 0 : unit(base, RandomStreams.ORDER_PICKING_QUEUE),
                picking);
        return Transit.takenIn(left + way, end, CounterRandom.bits(base, RandomStreams.ORDER_ARRIVAL));
    }

    private static double unit(long base, int purpose) {
        return CounterRandom.unit(CounterRandom.bits(base, purpose));
    }
}
