package dev.brickhouse.random;

/**
 * Random functions of time that can be asked at any time alone, each a pure function of (key, time).
 *
 * <p>They have mean 0 and variance 1 and are close to normal: a sum of four uniform numbers (Irwin–Hall), which needs
 * no function that machines may round differently.
 */
public final class Noise {

    private static final int SUMMANDS = 4;
    private static final int BITS = 16;
    private static final double PER_UNIT = 1.0 / (1 << BITS);

    /** The sum of n uniform numbers has a variance of n / 12. */
    private static final double SCALE = Math.sqrt(12.0 / SUMMANDS);

    /** The mean square of a line between two independent numbers is 2/3. */
    private static final double INTERPOLATED = Math.sqrt(1.5);

    private Noise() {}

    /** A number for each time, independent of its neighbors. */
    public static double white(long key, long time) {
        return normal(CounterRandom.base(key, time));
    }

    /**
     * A number that wanders: drawn anew every {@code period}, and on a straight line in between, stretched so that its
     * variance is 1 on average.
     */
    public static double wandering(long key, int time, int period) {
        int from = Math.floorDiv(time, period);
        double part = (double) Math.floorMod(time, period) / period;
        double before = white(key, from);
        double after = white(key, from + 1L);
        return (before + part * (after - before)) * INTERPOLATED;
    }

    /** Turns 64 random bits into a number that is close to normal, between -3.5 and 3.5. */
    public static double normal(long bits) {
        long mask = (1L << BITS) - 1;
        long sum = (bits & mask) + (bits >>> BITS & mask) + (bits >>> 2 * BITS & mask) + (bits >>> 3 * BITS);
        return (sum * PER_UNIT - SUMMANDS / 2.0) * SCALE;
    }
}
