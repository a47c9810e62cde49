package dev.brickhouse.simulate;

import java.time.Duration;
import java.util.List;

/**
 * What a simulation came to.
 *
 * @param time how long it ran
 * @param operations those that took place, in their order
 * @param seconds how it went over time
 * @param refreshes of the views, if they were asked for
 * @param failedRefreshes how many did not succeed
 * @param notBegun how many steps were due before the end and had not begun, since the workers were busy
 */
public record SimulationResult(
        SimulationRequest request,
        Duration time,
        List<OperationResult> operations,
        List<Second> seconds,
        List<Refreshed> refreshes,
        long failedRefreshes,
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

    /** How often a step was begun anew. */
    public long retries() {
        return operations.stream().mapToLong(OperationResult::retries).sum();
    }
}
