package dev.brickhouse.simulate;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Counts what the steps of one operation came to. Workers record at any time; what was recorded is collected by one thread.
 */
final class OperationStats {

    /** Latencies are kept in microseconds with three significant digits. */
    static final int DIGITS = 3;

    static final double MICROS_PER_MILLI = 1000;

    private static final long NANOS_PER_MICRO = 1000;

    private final Recorder recorder = new Recorder(DIGITS);
    private final Histogram all = new Histogram(DIGITS);
    private final Map<StepOutcome.Kind, LongAdder> ends = new EnumMap<>(StepOutcome.Kind.class);
    private final Map<Failure, LongAdder> failures = new EnumMap<>(Failure.class);
    private final LongAdder cases = new LongAdder();
    private final StepErrors errors = new StepErrors();
    private Histogram interval;

    OperationStats() {
        for (StepOutcome.Kind kind : StepOutcome.Kind.values()) {
            ends.put(kind, new LongAdder());
        }
        for (Failure failure : Failure.values()) {
            failures.put(failure, new LongAdder());
        }
    }

    /** A step ended well after so many nanoseconds. */
    void ended(StepOutcome outcome, long nanos) {
        ends.get(outcome.kind()).increment();
        if (outcome.kind() == StepOutcome.Kind.DONE) {
            recorder.recordValue(Math.max(0, nanos / NANOS_PER_MICRO));
            cases.add(outcome.cases());
        }
    }

    /** A step failed and will be tried again. */
    void retried(Failure failure) {
        failures.get(failure).increment();
    }

    /** A step was given up, since it cannot be done. */
    void gaveUp(SQLException reason) {
        errors.add(reason);
    }

    /** A step was given up that somebody else's was in the way of, each time that it was tried. */
    void gaveUp(Failure failure) {
        errors.add(null, "given up after many attempts: " + failure.label());
    }

    /** Moves what was recorded since the last call to the total, and also adds it to {@code sum}. */
    void collect(Histogram sum) {
        interval = recorder.getIntervalHistogram(interval);
        all.add(interval);
        sum.add(interval);
    }

    /** How many steps are done that were collected. */
    long done() {
        return all.getTotalCount();
    }

    long retries() {
        return failures.values().stream().mapToLong(LongAdder::sum).sum();
    }

    long errors() {
        return errors.total();
    }

    OperationResult result(Operation operation) {
        Map<Failure, Long> retries = new EnumMap<>(Failure.class);
        failures.forEach((failure, count) -> retries.put(failure, count.sum()));
        return new OperationResult(
                operation,
                all,
                ends.get(StepOutcome.Kind.NO_ORDER).sum(),
                ends.get(StepOutcome.Kind.NO_STOCK).sum(),
                cases.sum(),
                retries,
                errors.total(),
                errors.of(operation.label()));
    }
}
