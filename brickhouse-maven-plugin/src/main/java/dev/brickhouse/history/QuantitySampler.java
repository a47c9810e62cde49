package dev.brickhouse.history;

import dev.brickhouse.random.AliasTable;
import java.util.Arrays;

/**
 * How many cases are ordered at once: from 5 to 50, falling off exponentially, slower for fast movers, and with a preference
 * for round numbers. Immutable.
 */
final class QuantitySampler {

    static final int MIN_CASES = 5;
    static final int MAX_CASES = 50;

    /** The scale of the exponential in cases, for the quarter of products that sells least up to the one that sells most. */
    private static final double[] SCALE = {6, 9, 13, 18};

    /** People prefer to order in fives and tens. */
    private static final double MULTIPLE_OF_FIVE = 2.0;

    private static final double MULTIPLE_OF_TEN = 3.0;

    private final AliasTable[] byVelocity = new AliasTable[SCALE.length];
    private final byte[] velocity;

    /** @param share the part of all orders that are for a product, by product id, from id 1 */
    QuantitySampler(double[] share) {
        for (int i = 0; i < SCALE.length; i++) {
            double[] weights = new double[MAX_CASES - MIN_CASES + 1];
            for (int j = 0; j < weights.length; j++) {
                int cases = MIN_CASES + j;
                double preference = cases % 10 == 0 ? MULTIPLE_OF_TEN : cases % 5 == 0 ? MULTIPLE_OF_FIVE : 1;
                weights[j] = preference * StrictMath.exp(-j / SCALE[i]);
            }
            byVelocity[i] = AliasTable.of(weights);
        }
        double[] sorted = Arrays.copyOfRange(share, 1, share.length);
        Arrays.sort(sorted);
        velocity = new byte[share.length];
        for (int product = 1; product < share.length; product++) {
            int position = firstPosition(sorted, share[product]);
            velocity[product] = (byte) Math.min(SCALE.length - 1, (long) position * SCALE.length / sorted.length);
        }
    }

    /** Of several equal shares the first one, so that the class does not depend on the course of the search. */
    private static int firstPosition(double[] sorted, double share) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < share) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Draws a number of cases. */
    int draw(int productId, long bits) {
        return MIN_CASES + byVelocity[velocity[productId]].draw(bits);
    }

    /** The quarter that a product belongs to, from 0 for the slowest movers to 3. */
    int velocity(int productId) {
        return velocity[productId];
    }

    /** How likely an order for a product of this velocity is for so many cases. */
    double probability(int velocity, int cases) {
        return byVelocity[velocity].probability(cases - MIN_CASES);
    }
}
