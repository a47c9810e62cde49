package dev.brickhouse.simulate;

/**
 * What a step did in its transaction, before its commit.
 *
 * @param kind whether there was anything to do
 * @param cases how many cases were moved
 * @param transaction the id of the transaction; 0 if it only read
 */
record StepOutcome(Kind kind, long cases, long transaction) {

    /** How a step ends that did not fail. */
    enum Kind {
        DONE,
        /** There was no order in the state that the step is about. */
        NO_ORDER,
        /** There were too few cases in stock. */
        NO_STOCK
    }

    static final StepOutcome READ = new StepOutcome(Kind.DONE, 0, 0);
    static final StepOutcome NO_ORDER = new StepOutcome(Kind.NO_ORDER, 0, 0);
    static final StepOutcome NO_STOCK = new StepOutcome(Kind.NO_STOCK, 0, 0);

    static StepOutcome wrote(long cases, long transaction) {
        return new StepOutcome(Kind.DONE, cases, transaction);
    }
}
