package dev.brickhouse.history;

/**
 * How long a step of the workflow takes: log-logistic in working hours, which gives many quick ones and a long tail. It
 * takes at least a minimum of real time, and what would take longer than the maximum is hurried through just before it.
 *
 * <p>The log-logistic (Fisk) distribution is near the log-normal one that lead times are often described with, but the
 * share of steps done after x working hours, 1 / (1 + (x / median)^-shape), and its inverse need nothing but the
 * arithmetic and the square root that IEEE 754 rounds in the same way on every machine, if the shape is 2 or 4.
 */
final class LeadTime {

    /** Store managers wait six working hours in the median for the review; one in ten waits for more than 18. */
    static final LeadTime REVIEW = new LeadTime(2, 48, 6.0, Shape.TWO);

    /** Picking, loading and the way take 13 working hours in the median, which is a day of real time; one in ten 22. */
    static final LeadTime FULFILMENT = new LeadTime(4, 72, 13.0, Shape.FOUR);

    /** What is overdue is done in this last part of the time between minimum and maximum, also at weekends. */
    private static final double HURRIED_PART = 0.25;

    /** The exponent: the larger, the more alike the times are. */
    private enum Shape {
        TWO,
        FOUR
    }

    /** No step lasts longer than this. */
    static final int LONGEST_DAYS = 3;

    private final long minMicros;
    private final long maxMicros;
    private final double median;
    private final double perMedian;
    private final boolean fourthPower;

    private LeadTime(int minHours, int maxHours, double medianWorkingHours, Shape shape) {
        minMicros = minHours * HourlyProfile.MICROS_PER_HOUR;
        maxMicros = maxHours * HourlyProfile.MICROS_PER_HOUR;
        median = medianWorkingHours;
        perMedian = 1 / medianWorkingHours;
        fourthPower = shape == Shape.FOUR;
    }

    long minMicros() {
        return minMicros;
    }

    long maxMicros() {
        return maxMicros;
    }

    /**
     * When a step that began at {@code from} ends.
     *
     * @param limit the step is known to have ended by this instant, which is at least {@link #minMicros()} after
     *     {@code from}
     * @param unit a random number in [0, 1)
     */
    long end(WorkingCalendar clock, long from, long limit, double unit) {
        long earliest = from + minMicros;
        long latest = Math.min(from + maxMicros, limit);
        double began = clock.at(from);
        double lowest = oddsAfter(clock.at(earliest) - began);
        double longest = clock.at(latest) - began;
        boolean inTime = latest == limit;
        // a share of s is odds of s / (1 - s), which leaves one division of the three that drawing a share takes
        double odds = inTime ? oddsBetween(lowest, oddsAfter(longest), unit) : (lowest + unit) / (1 - unit);
        double hours = hoursUntil(odds);
        if (hours < longest) {
            return Math.min(latest, Math.max(earliest, clock.when(began + hours, from)));
        }
        return inTime ? latest : hurried(earliest, latest, odds, oddsAfter(longest));
    }

    /** The odds of a share that is drawn evenly from those between two others. */
    private static double oddsBetween(double lowest, double highest, double unit) {
        double low = lowest / (1 + lowest);
        double share = low + unit * (highest / (1 + highest) - low);
        return share / (1 - share);
    }

    private static long hurried(long earliest, long latest, double odds, double overdueFrom) {
        double left = Math.min(1, (1 + overdueFrom) / (1 + odds));
        return latest - (long) (left * HURRIED_PART * (latest - earliest));
    }

    /** How many steps are done after so many working hours for one that is not. */
    private double oddsAfter(double workingHours) {
        double odds = workingHours * perMedian;
        odds *= odds;
        return fourthPower ? odds * odds : odds;
    }

    private double hoursUntil(double odds) {
        double root = Math.sqrt(odds);
        return median * (fourthPower ? Math.sqrt(root) : root);
    }
}
