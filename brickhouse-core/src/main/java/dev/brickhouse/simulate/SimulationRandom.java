package dev.brickhouse.simulate;

import dev.brickhouse.random.CounterRandom;

/** The random choices of step n, each a pure function of (seed, n, purpose). Immutable. */
final class SimulationRandom {

    /** The numbers of the streams are far from those of the history, which are small. */
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
        PAUSE
    }

    private final long base;

    private SimulationRandom(long base) {
        this.base = base;
    }

    static SimulationRandom of(long seed, long step) {
        return new SimulationRandom(CounterRandom.base(CounterRandom.key(seed, STEPS), step));
    }

    long bits(Purpose purpose) {
        return CounterRandom.bits(base, purpose.ordinal());
    }

    double unit(Purpose purpose) {
        return CounterRandom.unit(bits(purpose));
    }

    int below(Purpose purpose, int bound) {
        return (int) CounterRandom.below(bits(purpose), bound);
    }
}
