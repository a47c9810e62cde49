package dev.brickhouse.simulate;

/**
 * What a step did in its transaction, before the commit.
 *
 * @param kind whether the step could be done
 * @param cases how many cases it ordered, moved, sold or received
 * @param transaction the id of the transaction; 0 if it only read
 */
record StepOutcome(Kind kind, long cases, long transaction) {

    /** The ways in which a step ends without an error. */
    enum Kind {
        DONE,
        /** There was no order in the status that the step looks for. */
        NO_ORDER,
        /** There were too few cases in stock. */
        NO_STOCK,
        /** Another step changed a row that this one had read; the transaction must be rolled back and tried again. */
        CONFLICT
    }

    static final StepOutcome READ = new StepOutcome(Kind.DONE, 0, 0);
    static final StepOutcome NO_ORDER = new StepOutcome(Kind.NO_ORDER, 0, 0);
    static final StepOutcome NO_STOCK = new StepOutcome(Kind.NO_STOCK, 0, 0);
    static final StepOutcome CONFLICT = new StepOutcome(Kind.CONFLICT, 0, 0);

    static StepOutcome wrote(long cases, long transaction) {
        return new StepOutcome(Kind.DONE, cases, transaction);
    }
}
