package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.WorkingCalendar;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;

/**
 * How long a step of the workflow takes: log-logistic in working hours, which gives many quick ones and a long tail,
 * after a wait in a queue where there is one.
 *
 * <p>The log-logistic (Fisk) distribution is near the log-normal one that lead times are often described with, but the
 * share of steps done after x working hours, 1 / (1 + (x / median)^-shape), and its inverse need nothing but the
 * arithmetic and the square root that IEEE 754 rounds in the same way on every machine, if the shape is 2 or 4.
 */
final class LeadTime {

    /** An order waits two office hours in the median for its review; one in ten waits for six, which is half a day. */
    static final LeadTime REVIEW =
            new LeadTime(2.0, 8, false, RandomStreams.VISIT_REVIEW, RandomStreams.VISIT_REVIEW_QUEUE);

    /** Picking and loading take four hours of the warehouse in the median; one in ten takes seven. */
    static final LeadTime PICKING =
            new LeadTime(4.0, 4, true, RandomStreams.VISIT_PICKING, RandomStreams.VISIT_PICKING_QUEUE);

    /** In a queue some are lucky and others are not. */
    private static final double SHORTEST_QUEUE = 0.8;

    private static final double LONGEST_QUEUE = 1.2;

    /** What is open when the history ends has been less unlucky than some of what is done. */
    private static final double LONGEST_OPEN_QUEUE = 1.03;

    /** What is open when the history ends has waited for less than this part of the longest time. */
    private static final double OPEN_PART = 0.6;

    /** Midpoints at which the queue's spread is averaged. */
    private static final int QUEUE_SAMPLES = 5;

    /** In this many microseconds there are more working hours than any step takes that has no queue. */
    private static final long FAR = 40 * Days.MICROS_PER_DAY;

    private final double median;
    private final double longest;
    private final boolean fourthPower;
    private final int purpose;
    private final int queuePurpose;
    private final double doneAtLongest;

    private LeadTime(
            double medianWorkingHours, double longestInMedians, boolean fourthPower, int purpose, int queuePurpose) {
        median = medianWorkingHours;
        longest = longestInMedians;
        this.fourthPower = fourthPower;
        this.purpose = purpose;
        this.queuePurpose = queuePurpose;
        doneAtLongest = doneAfter(longest);
    }

    /**
     * What is known of when a step takes place.
     *
     * @param from when it began
     * @param earliest it has not ended before, from {@code from} on
     * @param limit it has ended by this instant, after {@code earliest}
     */
    record Window(long from, long earliest, long limit) {}

    /**
     * When a step ends.
     *
     * @param queue how many working hours the queue is long
     * @param pace by how much the step itself takes longer than usual
     * @param base of the draws of what takes the step
     */
    long end(WorkingCalendar clock, Window window, double queue, double pace, long base) {
        double queueUnit = queue == 0 ? 0 : CounterRandom.unit(base, queuePurpose);
        return end(clock, window, queue, pace, queueUnit, CounterRandom.unit(base, purpose));
    }

    /**
     * As {@link #end(WorkingCalendar, Window, double, double, long)}.
     *
     * @param queueUnit a random number in [0, 1)
     * @param unit another one
     */
    long end(WorkingCalendar clock, Window window, double queue, double pace, double queueUnit, double unit) {
        double began = clock.at(window.from);
        boolean far = queue == 0 && window.limit - window.from > FAR;
        double available = far ? Double.POSITIVE_INFINITY : clock.at(window.limit) - began;
        double waited = 0;
        if (queue > 0) {
            waited = Math.min(available, queue * SHORTEST_QUEUE);
            waited += queueUnit * (Math.min(available, queue * LONGEST_QUEUE) - waited);
        }
        double scale = median * pace;
        double least = Math.max(0, clock.at(window.earliest) - began - waited);
        double most = Math.min(longest * scale, available - waited);
        if (most <= least) {
            return window.earliest + (long) (unit * (window.limit - window.earliest));
        }
        double medians = between(least / scale, most < longest * scale ? doneAfter(most / scale) : doneAtLongest, unit);
        long end = clock.when(began + waited + scale * medians, window.from);
        return Math.min(window.limit, Math.max(window.earliest, end));
    }

    /** The share of steps that are still open after the given working hours. */
    double openAfter(double workingHours, double queue, double pace) {
        double open = 0;
        for (int i = 0; i < QUEUE_SAMPLES; i++) {
            double part = (i + 0.5) / QUEUE_SAMPLES;
            double waited = queue * (SHORTEST_QUEUE + part * (LONGEST_OPEN_QUEUE - SHORTEST_QUEUE));
            double medians = Math.max(0, workingHours - waited) / (median * pace);
            open += medians >= OPEN_PART * longest ? 0 : 1 - doneAfter(medians);
        }
        return open / QUEUE_SAMPLES;
    }

    /** The median in working hours. */
    double median() {
        return median;
    }

    /**
     * A time in medians, drawn from those after {@code least}.
     *
     * @param done the share of steps that are done after the longest time
     */
    private double between(double least, double done, double unit) {
        // with odds instead of shares one division is enough: from s = l / (1 + l) + unit * (done - l / (1 + l))
        double odds = odds(least);
        double part = unit * (done * (1 + odds) - odds);
        double root = Math.sqrt((odds + part) / (1 - part));
        return fourthPower ? Math.sqrt(root) : root;
    }

    /** How many steps are done after the given number of medians for one that is not. */
    private double odds(double medians) {
        double odds = medians * medians;
        return fourthPower ? odds * odds : odds;
    }

    private double doneAfter(double medians) {
        double odds = odds(medians);
        return odds / (1 + odds);
    }
}
