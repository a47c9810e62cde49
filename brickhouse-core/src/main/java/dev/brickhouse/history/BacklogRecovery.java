package dev.brickhouse.history;

import java.util.function.IntToDoubleFunction;

/**
 * The queue in front of one step of the workflow beyond the end of the history: what had built up is worked off again.
 * Immutable.
 */
final class BacklogRecovery {

    /** It is worked off in this many times the days in which it had built up, so that deliveries rise by about a fourth. */
    private static final double SLOWER = 2;

    private static final double USUAL_PACE = 1;

    private final Backlog backlog;
    private final int days;
    private final double left;

    /**
     * @param backlog the queue of the history
     * @param days how many days the history has
     */
    BacklogRecovery(Backlog backlog, int days) {
        this.backlog = backlog;
        this.days = days;
        left = SLOWER * Math.max(builtUpIn(backlog::queue, 0), builtUpIn(backlog::pace, USUAL_PACE));
    }

    private int builtUpIn(IntToDoubleFunction ofDay, double usual) {
        int day = days;
        while (day > 0 && ofDay.applyAsDouble(day - 1) != usual) {
            day--;
        }
        return days - day;
    }

    /** How many working hours an order of a day waits before the step begins. */
    double queue(int day) {
        return day < days ? backlog.queue(day) : part(day) * ContinuedWorkflow.HURRY * backlog.queue(days - 1);
    }

    /** By how much the step itself takes longer than usual for an order of a day. */
    double pace(int day) {
        return day < days ? backlog.pace(day) : USUAL_PACE + part(day) * (backlog.pace(days - 1) - USUAL_PACE);
    }

    /** From 1, at the end of the history, to 0. */
    private double part(int day) {
        return left == 0 ? 0 : Math.max(0, 1 - (day - days + 1) / left);
    }
}
