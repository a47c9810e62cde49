package dev.brickhouse.console;

/** Shows how far a goal has come. Implementations are safe for use by several threads. */
public interface Progress {

    /** Shows nothing. */
    Progress NONE = (phase, total, done) -> new Task() {
        @Override
        public void advance(long steps) {}

        @Override
        public void close() {}
    };

    /** What the steps of a phase are. */
    enum Unit {
        ROWS(true),
        ORDERS(true),
        INDEXES(false),
        KEYS(false),
        TABLES(false),
        VIEWS(false),
        SECONDS(false),
        STEPS(false);

        private final boolean alike;

        Unit(boolean alike) {
            this.alike = alike;
        }

        /** Whether one takes about as long as another, so that a rate says something. */
        boolean isAlike() {
            return alike;
        }

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** One phase of the work; closing it ends its display. */
    interface Task extends AutoCloseable {

        /** Says that so many more steps are done; a negative number takes back what has to be done again. */
        void advance(long steps);

        @Override
        void close();
    }

    /**
     * Begins a phase.
     *
     * @param phase its name, such as "orders"
     * @param total how many steps it has
     * @param done how many of them an earlier run has done already
     */
    Task begin(String phase, long total, long done);

    /** As {@link #begin(String, long, long)}, with a word for what is counted. */
    default Task begin(String phase, Unit unit, long total, long done) {
        return begin(phase, total, done);
    }
}
