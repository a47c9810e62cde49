package dev.brickhouse.history;

import java.util.function.ToDoubleFunction;

/**
 * The queue in front of one step of the workflow: how long it must have become by the end of the history for the wanted
 * number of orders to be open then. It grows over some weeks, so that it can be seen coming. Immutable.
 *
 * <p>Where fewer orders are open than a usual day leaves behind, there is no queue, and the step was done faster at the
 * end.
 */
final class Backlog {

    /** A backlog builds up over this many times its own length, so that deliveries fall by less than a third. */
    private static final double BUILDS_UP = 1.5;

    /** It does not come overnight. */
    private static final double SHORTEST_BUILD_UP_DAYS = 21;

    /** Even the fastest step takes some time. */
    private static final double FASTEST_PACE = 0.02;

    private static final int BISECTIONS = 60;

    /** In working hours; below zero, and not below -1, the part by which the step was done faster. */
    private final double lengthAtEnd;

    /** From 0, long before the end, to 1 at the end. */
    private final double[] built;

    private Backlog(double lengthAtEnd, double hoursADay, int days) {
        this.lengthAtEnd = lengthAtEnd;
        double buildUp = Math.max(SHORTEST_BUILD_UP_DAYS, BUILDS_UP * Math.max(0, lengthAtEnd) / hoursADay);
        built = new double[days];
        for (int day = (int) Math.max(0, days - buildUp - 1); day < days; day++) {
            built[day] = Math.max(0, 1 - (days - day - 0.5) / buildUp);
        }
    }

    /**
     * Finds the queue that leaves the given number of orders open.
     *
     * @param open how many orders a backlog leaves open on average, which grows with it
     * @param wanted how many are to be open
     * @param hoursADay working hours in a mean day, weekends included
     * @param days how many days the history has
     */
    static Backlog leaving(ToDoubleFunction<Backlog> open, double wanted, double hoursADay, int days) {
        double low = -1;
        double high = hoursADay * days * 4;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (open.applyAsDouble(new Backlog(middle, hoursADay, days)) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Backlog(high, hoursADay, days);
    }

    /** How many working hours an order of a day waits before the step begins. */
    double queue(int day) {
        return Math.max(0, lengthAtEnd) * built[day];
    }

    /** By how much the step itself takes longer than usual for an order of a day. */
    double pace(int day) {
        return Math.max(FASTEST_PACE, 1 + Math.min(0, lengthAtEnd) * built[day]);
    }
}
