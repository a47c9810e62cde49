package dev.brickhouse.simulate;

import dev.brickhouse.random.Draws;

/** The random choices of step n, each a pure function of (seed, n, purpose). Immutable. */
final class SimulatedDraws {

    /** The streams stand apart from those of the history, whose numbers are small. */
    static final int ARRIVALS = 101;

    private static final int STEPS = 102;

    /** What is drawn for a step. */
    enum Purpose {
        OPERATION,
        ORDER,
        CASES,
        STATUS,
        NOTE,
        PAGE,
        SHOP,
        PAUSE
    }

    private final long base;

    private SimulatedDraws(long base) {
        this.base = base;
    }

    static SimulatedDraws of(long seed, long step) {
        return new SimulatedDraws(Draws.base(Draws.key(seed, STEPS), step));
    }

    long bits(Purpose purpose) {
        return Draws.bits(base, purpose.ordinal());
    }

    double unit(Purpose purpose) {
        return Draws.unit(bits(purpose));
    }

    int below(Purpose purpose, int bound) {
        return (int) Draws.below(bits(purpose), bound);
    }
}
