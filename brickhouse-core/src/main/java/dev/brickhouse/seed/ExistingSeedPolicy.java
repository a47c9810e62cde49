package dev.brickhouse.seed;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;

/** What to do about a seed that exists or is running. */
public enum ExistingSeedPolicy {
    /** Replace a complete one, complete an unfinished one, refuse to start while one is running. */
    REPLACE,
    /** As {@link #REPLACE}, but replace an unfinished one too, whatever its settings. */
    RESTART,
    /** Keep a complete one with the same settings, refuse to replace one with others. */
    SEED_ONCE,
    /** As {@link #SEED_ONCE}, but work on one that is running together with its runs. */
    JOIN;

    /**
     * The policy by the three parameters; none of them replaces a complete seed.
     *
     * @throws ConfigurationException if two of them contradict each other
     */
    static ExistingSeedPolicy of(boolean restart, boolean seedOnce, boolean join) {
        if (restart && (join || seedOnce)) {
            throw new ConfigurationException(PropertyNames.RESTART + " and "
                    + (join ? PropertyNames.JOIN : PropertyNames.SEED_ONCE)
                    + " cannot both be true, since one replaces a seed and the other keeps it; leave one of them"
                    + " out.");
        }
        if (restart) {
            return RESTART;
        }
        if (join) {
            return JOIN;
        }
        return seedOnce ? SEED_ONCE : REPLACE;
    }

    /** Whether a complete seed is kept. */
    boolean keepsComplete() {
        return this == SEED_ONCE || this == JOIN;
    }
}
