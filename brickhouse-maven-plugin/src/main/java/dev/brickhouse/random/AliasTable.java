package dev.brickhouse.random;

import java.util.Arrays;

/**
 * Draws one of n outcomes with given weights in constant time, by Walker's alias method in Vose's form (Vose, "A Linear
 * Algorithm for Generating Random Numbers with a Given Distribution", IEEE TSE 1991).
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class AliasTable {

    private static final double TWO_POW_32 = 0x1.0p32;

    private final long[] threshold;
    private final int[] alias;
    private final double[] probability;

    private AliasTable(long[] threshold, int[] alias, double[] probability) {
        this.threshold = threshold;
        this.alias = alias;
        this.probability = probability;
    }

    /**
     * @param weights one for each outcome, finite and not negative, at least one of them above zero
     * @throws IllegalArgumentException if they are not
     */
    public static AliasTable of(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0) || weight == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(
                        "Weights must be finite and not negative: " + Arrays.toString(weights));
            }
            sum += weight;
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("At least one weight must be above zero: " + Arrays.toString(weights));
        }
        int n = weights.length;
        double[] probability = new double[n];
        double[] scaled = new double[n];
        int[] small = new int[n];
        int[] large = new int[n];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < n; i++) {
            probability[i] = weights[i] / sum;
            scaled[i] = probability[i] * n;
            if (scaled[i] < 1) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        long[] threshold = new long[n];
        int[] alias = new int[n];
        while (smalls > 0 && larges > 0) {
            int less = small[--smalls];
            int more = large[--larges];
            threshold[less] = (long) (scaled[less] * TWO_POW_32);
            alias[less] = more;
            scaled[more] = scaled[more] + scaled[less] - 1;
            if (scaled[more] < 1) {
                small[smalls++] = more;
            } else {
                large[larges++] = more;
            }
        }
        // what is left is 1 but for rounding, so it never needs its alias
        while (larges > 0) {
            fill(threshold, alias, large[--larges]);
        }
        while (smalls > 0) {
            fill(threshold, alias, small[--smalls]);
        }
        return new AliasTable(threshold, alias, probability);
    }

    private static void fill(long[] threshold, int[] alias, int outcome) {
        threshold[outcome] = 1L << 32;
        alias[outcome] = outcome;
    }

    /** The outcome, from 0 to n - 1, that these 64 random bits stand for. */
    public int draw(long bits) {
        int column = (int) (((bits >>> 32) * threshold.length) >>> 32);
        return (bits & 0xFFFFFFFFL) < threshold[column] ? column : alias[column];
    }

    /** How likely {@code outcome} is, from 0 to 1. */
    public double probability(int outcome) {
        return probability[outcome];
    }

    /** The number of outcomes. */
    public int size() {
        return alias.length;
    }
}
