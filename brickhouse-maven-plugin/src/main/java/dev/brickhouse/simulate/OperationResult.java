package dev.brickhouse.simulate;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What all steps of one operation came to.
 *
 * @param latencies of the steps that were done, in microseconds
 * @param withoutOrder how many found no order in the state that they were about
 * @param withoutStock how many found too few cases
 * @param cases how many cases the steps that were done ordered, moved, sold or received
 * @param retriesByReason how often a step was begun anew
 * @param errors how many steps were given up
 * @param errorKinds why, the commonest first
 */
public record OperationResult(
        Operation operation,
        Histogram latencies,
        long withoutOrder,
        long withoutStock,
        long cases,
        Map<Failure, Long> retriesByReason,
        long errors,
        List<StepError> errorKinds) {

    /** How many steps were done. */
    public long done() {
        return latencies.getTotalCount();
    }

    /** How many steps ended, however they did. */
    public long steps() {
        return done() + withoutOrder + withoutStock + errors;
    }

    /** How often a step was begun anew, for whatever reason. */
    public long retries() {
        return retriesByReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many milliseconds this part of the steps took at most; 0 if there are none. */
    public double millis(double percentile) {
        return done() == 0 ? 0 : latencies.getValueAtPercentile(percentile) / OperationStats.MICROS_PER_MILLI;
    }
}
