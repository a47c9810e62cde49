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
}
