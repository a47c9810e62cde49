package dev.brickhouse.demand;

import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;

/**
 * The weeks in which a product is promoted: three to six a year, at one and a half to two and a half times its demand.
 * Immutable.
 *
 * <p>The year is cut into quarters of thirteen weeks. Most have a promotion of one week or two.
 */
final class Promotions {

    private static final int WEEKS_PER_QUARTER = 13;

    /** One quarter in three has none. */
    private static final double NONE = 0.33;

    /** Most promotions run for two weeks, which makes 4.4 promoted weeks a year with the quarters that have none. */
    private static final double SECOND_WEEK = 0.65;

    private static final double LEAST_LIFT = 0.5;
    private static final double LARGEST_LIFT = 1.5;

    /** Who stocked up buys less in the week after. */
    private static final double AFTERMATH = 0.92;

    private final long key;

    Promotions(long seed) {
        key = CounterRandom.key(seed, RandomStreams.PROMOTIONS);
    }

    /** By how much a product's demand of a week is multiplied. */
    double lift(int product, int week) {
        long base = CounterRandom.base(CounterRandom.base(key, product), week / WEEKS_PER_QUARTER);
        if (CounterRandom.unit(base, RandomStreams.PROMOTION_NONE) < NONE) {
            return 1;
        }
        int weeks = CounterRandom.unit(base, RandomStreams.PROMOTION_SECOND_WEEK) < SECOND_WEEK ? 2 : 1;
        int first = (int)
                CounterRandom.below(CounterRandom.bits(base, RandomStreams.PROMOTION_WEEK), WEEKS_PER_QUARTER - weeks);
        int since = week % WEEKS_PER_QUARTER - first;
        if (since < 0 || since > weeks) {
            return 1;
        }
        if (since == weeks) {
            return AFTERMATH;
        }
        double unit = CounterRandom.unit(base, RandomStreams.PROMOTION_LIFT);
        return 1 + LEAST_LIFT + (LARGEST_LIFT - LEAST_LIFT) * unit;
    }
}
