package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.demand.SlotPlan;

/**
 * How much more than usual has to be done on a day, which makes everything take longer: the orders of the last days
 * compared with those of the weeks before. Immutable.
 */
final class DailyLoad {

    /** Work is spread over about this many days, and people are used to what they had in this many. */
    private static final int WORK_DAYS = 3;

    private static final int USUAL_DAYS = 28;

    /**
     * Where people are busy for three quarters of their time, a tenth more work makes it wait for about three tenths
     * longer: by ρ / (1 - ρ) times as much, as in the queue of Erlang (M/M/1).
     */
    private static final int ELASTICITY = 3;

    private static final double LIGHTEST = 0.6;
    private static final double HEAVIEST = 1.7;

    private final double[] pace;

    DailyLoad(SlotPlan slots, Days days) {
        pace = new double[days.count()];
        for (int day = 0; day < pace.length; day++) {
            double recent = mean(slots, day, WORK_DAYS);
            double usual = mean(slots, day, USUAL_DAYS);
            double load = usual == 0 ? 1 : recent / usual;
            pace[day] = Math.min(HEAVIEST, Math.max(LIGHTEST, StrictMath.pow(load, ELASTICITY)));
        }
    }

    private static double mean(SlotPlan slots, int day, int window) {
        int from = Math.max(Math.min(day, Days.LEAD_IN), day + 1 - window);
        long orders = slots.firstOrder(slots.firstSlot(day + 1)) - slots.firstOrder(slots.firstSlot(from));
        return (double) orders / (day + 1 - from);
    }

    /** By how much a step takes longer than usual for an order of a day. */
    double pace(int day) {
        return pace[day];
    }
}
