package dev.brickhouse.demand;

import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;

/** How long the lines of a visit take, in the usual time for one: somebody walks along the shelves and enters them. */
final class LinePace {

    /**
     * How long one product takes compared with another: most are quick, some have to be counted or looked for. The law of
     * Pareto with exponent 1, shifted and cut off, so that the slowest takes about ten times as long as the quickest.
     */
    private static final double LEAST_GAP = 0.3;

    private static final double GAP_SCALE = 0.35;
    private static final double GAP_CUT_OFF = 1.06;

    /** Some parts of the shelves are in order and others are not; they change after this many products at most. */
    private static final int SECTION = 8;

    private static final double TIDY_SECTION = 0.45;
    private static final double UNTIDY_SECTION = 1.75;

    /** What is left to do after the last line, in the usual time for one. */
    static final double LAST_LOOK = 0.5;

    private LinePace() {}

    /** Whether another section of the shelves begins with a line, by its place in the slot. */
    static boolean beginsSection(int place) {
        return place % SECTION == 0;
    }

    /** How much longer than usual the lines of a section take, by the base of the draws for its first line. */
    static double ofSection(long base) {
        double untidy = CounterRandom.unit(base, RandomStreams.ORDER_SECTION);
        return TIDY_SECTION + (UNTIDY_SECTION - TIDY_SECTION) * untidy * untidy;
    }

    /** The time for one line in a section that is like most, by the base of its draws. */
    static double ofLine(long base) {
        return LEAST_GAP
                + GAP_SCALE / (GAP_CUT_OFF - CounterRandom.unit(CounterRandom.bits(base, RandomStreams.ORDER_TIME)));
    }
}
