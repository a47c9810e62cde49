package dev.brickhouse.simulate;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a simulation came to.
 *
 * @param time how long it ran
 * @param operations those that took place, in their order
 * @param seconds how it went over time
 * @param refreshes of the views, if they were asked for
 * @param failedRefreshes how many did not succeed
 * @param refreshErrors why, the commonest first
 * @param notBegun how many steps were due before the end and had not begun, since the workers were busy
 */
public record SimulationResult(
        SimulationRequest request,
        Duration time,
        List<OperationResult> operations,
        List<TimelineSample> seconds,
        List<RefreshSample> refreshes,
        long failedRefreshes,
        List<StepError> refreshErrors,
        long notBegun) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** How many steps were done. */
    public long done() {
        return operations.stream().mapToLong(OperationResult::done).sum();
    }

    /** How many times a second something was done. */
    public double perSecond(long steps) {
        return steps * NANOS_PER_SECOND / Math.max(1, time.toNanos());
    }

    /** Why steps and refreshes were given up, the commonest first. */
    public List<StepError> errorKinds() {
        return Stream.concat(
                        operations.stream().flatMap(operation -> operation.errorKinds().stream()),
                        refreshErrors.stream())
                .sorted(Comparator.comparingLong(StepError::count).reversed())
                .toList();
    }

    /** How often a step was begun anew. */
    public long retries() {
        return operations.stream().mapToLong(OperationResult::retries).sum();
    }
}
