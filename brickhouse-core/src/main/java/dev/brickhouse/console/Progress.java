package dev.brickhouse.console;

/** Shows the progress of a goal. Implementations are safe for use by several threads. */
public interface Progress {

    /** Shows nothing. */
    Progress NONE = (phase, total, done) -> new Task() {
        @Override
        public void advance(long steps) {}

        @Override
        public void close() {}
    };

    /** What the steps of a phase are, for the display. */
    enum Unit {
        ROWS("row", true),
        ORDERS("order", true),
        INDEXES("index", false),
        KEYS("key", false),
        TABLES("table", false),
        VIEWS("view", false),
        CHECKS("check", false),
        QUERIES("query", false),
        SECONDS("second", false),
        STEPS("step", false);

        private final String noun;
        private final boolean uniform;

        Unit(String noun, boolean uniform) {
            this.noun = noun;
            this.uniform = uniform;
        }

        String noun() {
            return noun;
        }

        /** Whether all take about the same time, so that a rate means something. */
        boolean isUniform() {
            return uniform;
        }
    }

    /** One phase of the work; closing it ends its display. */
    interface Task extends AutoCloseable {

        /** Counts further steps as done; a negative number takes back steps that have to be repeated. */
        void advance(long steps);

        /** Names the step that begins, for the display, where a single one can take long. */
        default void at(String step) {}

        @Override
        void close();
    }

    /**
     * Begins a phase.
     *
     * @param phase its name, such as "orders"
     * @param total how many steps it has
     * @param done how many of them an earlier run has done
     */
    Task begin(String phase, long total, long done);

    /** As {@link #begin(String, long, long)}, for steps that have a name. */
    default Task begin(String phase, Unit unit, long total, long done) {
        return begin(phase, total, done);
    }
}
