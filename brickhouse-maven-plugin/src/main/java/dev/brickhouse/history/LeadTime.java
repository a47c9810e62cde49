package dev.brickhouse.history;

/**
 * How long a step of the workflow takes: log-normal in working hours, which gives many quick ones and a long tail, and
 * truncated so that the real time stays between a minimum and a maximum.
 *
 * <p>The distribution function is tabulated and taken as linear between the points of its table; draws invert exactly
 * that function, so a truncated draw never leaves its bounds but for rounding, which is cut off.
 */
final class LeadTime {

    private static final long MICROS_PER_HOUR = DayShape.MICROS_PER_HOUR;

    /** 72 hours hold at most 45 working hours, so the table reaches beyond every bound. */
    private static final int TABLE_HOURS = 64;

    private static final int STEPS_PER_HOUR = 16;
    private static final int STEPS = TABLE_HOURS * STEPS_PER_HOUR;
    private static final int GUIDES = 1024;

    /** Store managers wait six working hours in the median for the review; one in ten waits for more than 14. */
    static final LeadTime REVIEW = new LeadTime(2, 48, 6.0, 0.70);

    /** Picking, loading and the way take 14 working hours in the median, which is a day and a half of real time. */
    static final LeadTime FULFILMENT = new LeadTime(4, 72, 14.0, 0.55);

    private final long minMicros;
    private final long maxMicros;
    private final double[] distribution = new double[STEPS + 1];
    private final int[] guide = new int[GUIDES + 1];

    private LeadTime(int minHours, int maxHours, double medianWorkingHours, double sigma) {
        minMicros = minHours * MICROS_PER_HOUR;
        maxMicros = maxHours * MICROS_PER_HOUR;
        double mu = StrictMath.log(medianWorkingHours);
        for (int step = 1; step <= STEPS; step++) {
            double hours = (double) step / STEPS_PER_HOUR;
            distribution[step] = normalDistribution((StrictMath.log(hours) - mu) / sigma);
        }
        int step = 0;
        for (int i = 0; i <= GUIDES; i++) {
            while (step < STEPS - 1 && distribution[step + 1] <= (double) i / GUIDES) {
                step++;
            }
            guide[i] = step;
        }
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
     * @param limit the end is at this instant at the latest, which is at least {@link #minMicros()} after {@code from}
     * @param unit a random number in [0, 1)
     */
    long end(long from, long limit, double unit) {
        long earliest = from + minMicros;
        long latest = Math.min(from + maxMicros, limit);
        double low = WorkingClock.between(from, earliest);
        double high = WorkingClock.between(from, latest);
        double lowShare = shareUntil(low);
        double highShare = shareUntil(high);
        double spread = highShare - lowShare;
        double hours = spread > 0 ? hoursAt(lowShare + unit * spread) : low + unit * (high - low);
        return Math.min(latest, Math.max(earliest, WorkingClock.plus(from, hours)));
    }

    private double shareUntil(double workingHours) {
        double position = Math.min(workingHours, TABLE_HOURS) * STEPS_PER_HOUR;
        int step = Math.min((int) position, STEPS - 1);
        return distribution[step] + (position - step) * (distribution[step + 1] - distribution[step]);
    }

    private double hoursAt(double share) {
        int step = guide[(int) (share * GUIDES)];
        while (step < STEPS - 1 && distribution[step + 1] < share) {
            step++;
        }
        double width = distribution[step + 1] - distribution[step];
        double part = width > 0 ? Math.min(1, Math.max(0, (share - distribution[step]) / width)) : 0;
        return (step + part) / STEPS_PER_HOUR;
    }

    /** The standard normal distribution function, by formula 7.1.26 of Abramowitz and Stegun (error below 1.5e-7). */
    private static double normalDistribution(double z) {
        double x = Math.abs(z) / StrictMath.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double polynomial =
                t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
        double half = 0.5 * polynomial * StrictMath.exp(-x * x);
        return z >= 0 ? 1 - half : half;
    }
}
