package dev.brickhouse.simulate;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * What became of the steps of one operation, and how long they took. Workers record at any time; one thread collects
 * what they recorded.
 */
final class OperationStats {

    /** Latencies are kept in microseconds with three significant digits. */
    static final int DIGITS = 3;

    static final double MICROS_PER_MILLI = 1000;

    private static final long NANOS_PER_MICRO = 1000;

    private final Operation operation;
    private final Recorder recorder = new Recorder(DIGITS);
    private final Histogram latencies = new Histogram(DIGITS);
    private final Recorder waits = new Recorder(DIGITS);
    private final Histogram connectionWaits = new Histogram(DIGITS);
    private final Map<StepOutcome.Kind, LongAdder> outcomes = new EnumMap<>(StepOutcome.Kind.class);
    private final Map<Failure, LongAdder> retries = new EnumMap<>(Failure.class);
    private final LongAdder cases = new LongAdder();
    private final StepErrors errors;
    private Histogram interval;
    private Histogram waitsInterval;

    OperationStats(Operation operation) {
        this.operation = operation;
        this.errors = new StepErrors(operation.label());
        for (StepOutcome.Kind kind : StepOutcome.Kind.values()) {
            outcomes.put(kind, new LongAdder());
        }
        for (Failure failure : Failure.values()) {
            retries.put(failure, new LongAdder());
        }
    }

    /** Records a step that did not fail. */
    void ended(StepOutcome outcome, long nanos) {
        outcomes.get(outcome.kind()).increment();
        if (outcome.kind() == StepOutcome.Kind.DONE) {
            recorder.recordValue(Math.max(0, nanos / NANOS_PER_MICRO));
            cases.add(outcome.cases());
        }
    }

    /** Records how long a step had to wait until it got a connection from the pool. */
    void waited(long nanos) {
        waits.recordValue(nanos / NANOS_PER_MICRO);
    }

    /** Records a failure after which the step is retried. */
    void retried(Failure failure) {
        retries.get(failure).increment();
    }

    /**
     * Records a step that was given up.
     *
     * @param error null if there is none, as other steps got in its way on every attempt
     */
    void gaveUp(Failure failure, SQLException error) {
        if (error == null) {
            errors.add(null, "given up after many attempts: " + failure.label());
        } else {
            errors.add(error);
        }
    }

    /** Moves the latencies recorded since the last call to the total, and also adds them to {@code sum}. */
    void collect(Histogram sum) {
        interval = recorder.getIntervalHistogram(interval);
        latencies.add(interval);
        sum.add(interval);
        waitsInterval = waits.getIntervalHistogram(waitsInterval);
        connectionWaits.add(waitsInterval);
    }

    /** The operation. */
    Operation operation() {
        return operation;
    }

    /** Latencies in microseconds of the steps that were done, as far as they were collected. */
    Histogram latencies() {
        return latencies;
    }

    /**
     * Microseconds until steps had a connection from the pool, each attempt on its own, as far as they were collected.
     */
    Histogram connectionWaits() {
        return connectionWaits;
    }

    /** How many steps were done, as far as they were collected. */
    long done() {
        return latencies.getTotalCount();
    }

    /** How many steps ended, whatever their outcome. */
    long steps() {
        return done() + withoutOrder() + withoutStock() + errors();
    }

    /** The number of milliseconds that this percentage of the steps stayed within; 0 if no step was done. */
    double millis(double percentile) {
        return millis(latencies, percentile);
    }

    static double millis(Histogram latencies, double percentile) {
        return latencies.getTotalCount() == 0 ? 0 : latencies.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    /** How many steps found no order in the status that they look for. */
    long withoutOrder() {
        return outcomes.get(StepOutcome.Kind.NO_ORDER).sum();
    }

    /** How many steps found too few cases. */
    long withoutStock() {
        return outcomes.get(StepOutcome.Kind.NO_STOCK).sum();
    }

    /** How many cases were ordered, moved, sold or received. */
    long cases() {
        return cases.sum();
    }

    /** How many times steps were retried. */
    long retries() {
        return retries.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How many times steps were retried because of each failure. */
    Map<Failure, Long> retriesByReason() {
        Map<Failure, Long> counts = new EnumMap<>(Failure.class);
        retries.forEach((failure, count) -> counts.put(failure, count.sum()));
        return counts;
    }

    /** How many steps were given up. */
    long errors() {
        return errors.total();
    }

    /** Why steps were given up, the commonest reason first. */
    List<StepError> errorKinds() {
        return errors.kinds();
    }
}
