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

    private static final long LOW_32 = 0xFFFFFFFFL;

    /** For each column how much of it is its own, in 2^-32, in the high half, and the alias in the low half. */
    private final long[] columns;

    private AliasTable(long[] columns) {
        this.columns = columns;
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
        double[] scaled = new double[n];
        int[] small = new int[n];
        int[] large = new int[n];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < n; i++) {
            scaled[i] = weights[i] / sum * n;
            if (scaled[i] < 1) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        long[] columns = new long[n];
        while (smalls > 0 && larges > 0) {
            int less = small[--smalls];
            int more = large[--larges];
            columns[less] = (long) (scaled[less] * TWO_POW_32) << 32 | more;
            scaled[more] = scaled[more] + scaled[less] - 1;
            if (scaled[more] < 1) {
                small[smalls++] = more;
            } else {
                large[larges++] = more;
            }
        }
        // what is left is 1 but for rounding, and so its own alias
        while (larges > 0) {
            int whole = large[--larges];
            columns[whole] = whole;
        }
        while (smalls > 0) {
            int whole = small[--smalls];
            columns[whole] = whole;
        }
        return new AliasTable(columns);
    }

    /** Draws an outcome, from 0 to n - 1, by 64 random bits. */
    public int draw(long bits) {
        int own = (int) (((bits >>> 32) * columns.length) >>> 32);
        long column = columns[own];
        // all ones where the own part was hit; a branch would be guessed wrong by the processor half the time
        int hit = (int) (((bits & LOW_32) - (column >>> 32)) >> 63);
        return (own & hit) | ((int) column & ~hit);
    }
}
