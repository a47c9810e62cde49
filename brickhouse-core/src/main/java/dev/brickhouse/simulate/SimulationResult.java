package dev.brickhouse.simulate;

import dev.brickhouse.report.GoalResult;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The result of a simulation.
 *
 * @param request what was asked for
 * @param server what was measured, and how far away it is
 * @param time how long it ran
 * @param operations the operations of the mix, in their order
 * @param timeline the simulation second by second
 * @param refreshes the successful refreshes of the views
 * @param refreshErrors the refreshes that failed
 * @param notBegun how many steps were due before the end and had not begun, since all workers were busy
 */
public record SimulationResult(
        SimulationRequest request,
        ServerFacts server,
        Duration time,
        List<OperationStats> operations,
        List<TimelineSample> timeline,
        List<RefreshSample> refreshes,
        StepErrors refreshErrors,
        long notBegun)
        implements GoalResult {

    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public List<String> lines() {
        return SimulationTable.of(this);
    }

    @Override
    public Map<String, Object> facts() {
        return SimulationFacts.of(this);
    }

    /** Why the simulation failed, each a sentence without its end; none if it stayed within the limits of the request. */
    public List<String> problems() {
        return Stream.of(request.maxErrors().problem(this), request.maxP99().problem(this))
                .flatMap(Optional::stream)
                .toList();
    }

    /** How many steps were done. */
    public long done() {
        return operations.stream().mapToLong(OperationStats::done).sum();
    }

    /** The number of steps as a rate. */
    public double perSecond(long steps) {
        return steps * NANOS_PER_SECOND / Math.max(1, time.toNanos());
    }

    /** Microseconds until steps of any operation had a connection from the pool. */
    Histogram connectionWaits() {
        Histogram waits = new Histogram(OperationStats.DIGITS);
        operations.forEach(each -> waits.add(each.connectionWaits()));
        return waits;
    }

    /** How many times steps were retried. */
    public long retries() {
        return operations.stream().mapToLong(OperationStats::retries).sum();
    }

    /** How many steps were given up. */
    public long errors() {
        return operations.stream().mapToLong(OperationStats::errors).sum();
    }

    /** How many refreshes failed. */
    public long failedRefreshes() {
        return refreshErrors.total();
    }

    /** Why steps and refreshes failed, the commonest reason first. */
    public List<StepError> errorKinds() {
        return Stream.concat(
                        operations.stream().flatMap(operation -> operation.errorKinds().stream()),
                        refreshErrors.kinds().stream())
                .sorted(Comparator.comparingLong(StepError::count).reversed())
                .toList();
    }
}
