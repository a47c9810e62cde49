package dev.brickhouse.history;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Shares out a whole number of things by weights, so that the shares are whole numbers and add up exactly.
 *
 * <p>Rounding follows the largest-remainder method (Hamilton's): each receiver gets the whole part of its exact share,
 * and what is left goes one by one to the largest fractions, the earlier one first if they are equal.
 */
final class Apportionment {

    private Apportionment() {}

    /**
     * No receiver gets more than its cap (up to rounding) as long as another one with a weight is still below its own.
     * If all the caps together are too small, what is left over is shared out by weight again, so the total is always
     * reached.
     *
     * @param total what is shared out, 0 or more
     * @param weights one for each receiver, not negative; at least one above zero unless total is 0
     */
    static long[] byWeight(long total, double[] weights, double[] caps) {
        long[] shares = new long[weights.length];
        if (total == 0) {
            return shares;
        }
        double[] exact = new double[weights.length];
        double left = fillToCaps(total, weights, caps, exact);
        if (left > 0) {
            addByWeight(left, weights, exact);
        }
        long given = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (long) exact[i];
            given += shares[i];
        }
        giveRemainders(total - given, exact, weights, shares);
        return shares;
    }

    private static double fillToCaps(double total, double[] weights, double[] caps, double[] exact) {
        boolean[] full = new boolean[weights.length];
        double left = total;
        boolean anyBecameFull = true;
        while (anyBecameFull && left > 0) {
            anyBecameFull = false;
            double openWeight = 0;
            for (int i = 0; i < weights.length; i++) {
                openWeight += full[i] ? 0 : weights[i];
            }
            if (openWeight <= 0) {
                break;
            }
            double perWeight = left / openWeight;
            for (int i = 0; i < weights.length; i++) {
                if (!full[i] && weights[i] > 0 && weights[i] * perWeight >= caps[i]) {
                    full[i] = true;
                    exact[i] = caps[i];
                    left -= caps[i];
                    anyBecameFull = true;
                }
            }
            if (!anyBecameFull) {
                for (int i = 0; i < weights.length; i++) {
                    if (!full[i]) {
                        exact[i] = weights[i] * perWeight;
                    }
                }
                left = 0;
            }
        }
        return left;
    }

    private static void addByWeight(double amount, double[] weights, double[] exact) {
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            exact[i] += amount * weights[i] / sum;
        }
    }

    private static void giveRemainders(long remainder, double[] exact, double[] weights, long[] shares) {
        Integer[] receivers = IntStream.range(0, shares.length)
                .filter(i -> weights[i] > 0)
                .boxed()
                .sorted((a, b) -> Double.compare(exact[b] - shares[b], exact[a] - shares[a]))
                .toArray(Integer[]::new);
        if (receivers.length == 0) {
            throw new IllegalArgumentException("All weights are zero, but there is something to share out");
        }
        long left = remainder;
        for (int i = 0; left > 0; i = (i + 1) % receivers.length) {
            shares[receivers[i]]++;
            left--;
        }
        // the exact shares add up to the total but for rounding errors, which can leave a few too many
        for (int i = receivers.length - 1; left < 0; i = i == 0 ? receivers.length - 1 : i - 1) {
            if (shares[receivers[i]] > 0) {
                shares[receivers[i]]--;
                left++;
            }
        }
    }
}
