package dev.brickhouse.demand;

import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.Noise;
import dev.brickhouse.random.RandomStreams;

/**
 * When a position is ordered again, and how much: order <i>k</i> is due when the need of the position, counted in usual
 * orders, passes <i>k</i> plus a deviation of its own.
 *
 * <p>So orders follow demand (busy weeks have shorter intervals), each interval differs from the usual one, and what is
 * ordered after a long interval is more, since it fills the shelf again. Any order can be found alone, and the orders
 * up to any need can be counted without looking at each: nothing has to be simulated from the beginning. Immutable.
 */
final class ReorderPoints {

    /** Below 0.5, so that order k + 1 never comes before order k. */
    private static final double LARGEST_DEVIATION = 0.4;

    /** What is ordered at nearly every visit is ordered regularly, so that it is hardly ever ordered twice at once. */
    private static final double DEVIATION_PER_ORDER_A_VISIT = 0.45;

    private static final double LEAST_DEVIATION = 0.06;

    /** People do not count cases exactly, and round up for a special offer or down for a full storeroom. */
    private static final double QUANTITY_NOISE = 0.15;

    static final int MIN_CASES = 5;
    static final int MAX_CASES = 50;

    /** People prefer to order in fives and tens. */
    private static final double ROUNDED_TO_FIVE = 0.4;

    private static final double ROUNDED_TO_TEN = 0.15;
    private static final int FEWEST_ROUNDED = 8;

    /**
     * Now and then a shop orders far more at once, for a party, a fair or by a slip of the hand: one order in this many, a
     * power of two up to 2^11, is for LARGE_CASES or more.
     */
    private static final int ORDERS_OF_A_LARGE_ONE = 1_024;

    static final int LARGE_CASES = 36;

    private static final int BITS_OF_ORDER = 34;

    /** Sums and differences of needs may be off by less than this. */
    private static final double ROUNDING = 1e-6;

    private final long key;
    private final double[] largestDeviation;

    /** @param ordersAVisit how often each position is ordered at a visit, on average */
    ReorderPoints(double[] ordersAVisit, long seed) {
        key = CounterRandom.key(seed, RandomStreams.REORDER);
        largestDeviation = new double[ordersAVisit.length];
        for (int p = 0; p < largestDeviation.length; p++) {
            double deviation = LARGEST_DEVIATION - DEVIATION_PER_ORDER_A_VISIT * ordersAVisit[p];
            largestDeviation[p] = Math.max(LEAST_DEVIATION, deviation);
        }
    }

    /** The base of all draws for order {@code k} of a position. */
    long base(int position, long k) {
        return CounterRandom.base(key, ((long) position << BITS_OF_ORDER) + k);
    }

    /** The need at which order {@code k} of a position is due. */
    double due(int position, long k) {
        return due(position, k, base(position, k));
    }

    /** The same for a caller that knows the base of the order's draws. */
    double due(int position, long k, long base) {
        double unit = CounterRandom.unit(base, RandomStreams.REORDER_DEVIATION);
        return k + largestDeviation[position] * (2 * unit - 1);
    }

    /** How many orders of a position are due up to a need; only differences have a meaning. */
    long dueUpTo(int position, double need) {
        long whole = (long) need;
        double part = need - whole;
        long count = whole;
        if (part < largestDeviation[position] + ROUNDING && due(position, whole) > need) {
            count--;
        }
        if (part > 1 - largestDeviation[position] - ROUNDING && due(position, whole + 1) <= need) {
            count++;
        }
        return count;
    }

    /** The first order of a position that can be due after a need. */
    long firstAfter(int position, double need) {
        return (long) Math.ceil(need - largestDeviation[position] - ROUNDING);
    }

    /** The last order of a position that can be due up to a need. */
    long lastUpTo(int position, double need) {
        return (long) Math.floor(need + largestDeviation[position] + ROUNDING);
    }

    /**
     * How many cases an order is for.
     *
     * @param base the base of its draws
     * @param interval by how much it is due after the one before
     * @param usual the usual order of the position
     * @param roundness how much the manager likes round numbers, 1 being usual
     */
    static int cases(long base, double interval, double usual, double roundness) {
        double noise = 1 + QUANTITY_NOISE * Noise.normal(CounterRandom.bits(base, RandomStreams.REORDER_QUANTITY));
        double exact = usual * interval * Math.max(0.3, noise);
        long rounding = CounterRandom.bits(base, RandomStreams.REORDER_ROUNDING);
        // the bits that a unit does not use
        if ((rounding & ORDERS_OF_A_LARGE_ONE - 1) == 0) {
            return largeCases(rounding);
        }
        double preference = CounterRandom.unit(rounding) / roundness;
        long cases = nearest(exact);
        if (cases >= FEWEST_ROUNDED) {
            if (preference < ROUNDED_TO_TEN && cases > 2 * FEWEST_ROUNDED) {
                cases = 10 * nearest(exact / 10);
            } else if (preference < ROUNDED_TO_TEN + ROUNDED_TO_FIVE) {
                cases = 5 * nearest(exact / 5);
            }
        }
        return (int) Math.min(MAX_CASES, Math.max(MIN_CASES, cases));
    }

    /**
     * How many cases an order is for that is far larger than usual: most are for round numbers.
     *
     * @param bits random ones, of which the higher half is used
     */
    static int largeCases(long bits) {
        int cases = LARGE_CASES + (int) CounterRandom.below(bits, MAX_CASES - LARGE_CASES + 1L);
        return (bits >>> Integer.SIZE & 1) == 0 ? cases : Math.min(MAX_CASES, (cases + 4) / 5 * 5);
    }

    /** As {@link Math#round(double)} from 0.5 on, which also minds what is smaller and takes longer. */
    private static long nearest(double positive) {
        return (long) (positive + 0.5);
    }
}
