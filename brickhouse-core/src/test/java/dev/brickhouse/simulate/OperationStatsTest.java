package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.SqlState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationStatsTest {

    private final OperationStats stats = new OperationStats(Operation.SELL);

    @Test
    void everyStepIsInTheTotalAndInOneIntervalOnly() {
        Histogram first = new Histogram(3);
        Histogram second = new Histogram(3);

        done(1_000_000, 2);
        done(2_000_000, 3);
        stats.collect(first);
        done(3_000_000, 4);
        stats.collect(second);

        assertThat(first.getTotalCount()).isEqualTo(2);
        assertThat(second.getTotalCount()).isEqualTo(1);
        assertThat(stats.done()).isEqualTo(3);
        assertThat(stats.cases()).isEqualTo(9);
        assertThat(stats.millis(50)).isCloseTo(2, within(0.01));
        assertThat(stats.millis(100)).isCloseTo(3, within(0.01));
    }

    @Test
    void theWaitForAConnectionIsKeptApartFromTheLatency() {
        stats.waited(500_000);
        done(2_000_000, 1);
        Histogram latencies = new Histogram(3);

        stats.collect(latencies);

        assertThat(latencies.getTotalCount()).isEqualTo(1);
        assertThat(OperationStats.millis(stats.connectionWaits(), 100)).isCloseTo(0.5, within(0.01));
        assertThat(stats.millis(100)).isCloseTo(2, within(0.01));
    }

    @Test
    void whatFoundNothingToDoHasNoLatency() {
        stats.ended(StepOutcome.NO_ORDER, 1);
        stats.ended(StepOutcome.NO_STOCK, 1);
        stats.ended(StepOutcome.NO_STOCK, 1);
        stats.retried(Failure.CONFLICT);
        stats.retried(Failure.LOST);
        stats.gaveUp(Failure.CONFLICT, null);
        stats.collect(new Histogram(3));

        assertThat(List.of(stats.done(), stats.withoutOrder(), stats.withoutStock(), stats.retries(), stats.errors()))
                .containsExactly(0L, 1L, 2L, 2L, 1L);
        assertThat(stats.retriesByReason()).containsEntry(Failure.CONFLICT, 1L).containsEntry(Failure.DEADLOCK, 0L);
        assertThat(stats.millis(99)).isZero();
    }

    @Test
    void aThresholdNamesWhatIsSlowerAndByHowMuch() {
        done(5_000_000, 1);
        stats.collect(new Histogram(3));
        SimulationResult result = result(0);

        assertThat(Thresholds.parse("4").exceededBy(result)).containsExactly("p99 of sell is 5.0 ms (limit 4.0 ms)");
        assertThat(Thresholds.parse("list=1,sell=4.5").exceededBy(result)).hasSize(1);
        assertThat(Thresholds.parse("list=1").exceededBy(result)).isEmpty();
        assertThat(Thresholds.parse("6").exceededBy(result)).isEmpty();
        assertThat(Thresholds.parse(null).exceededBy(result)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "fast", "NaN", "list=", "list=x", "lst=1", "list=1,2"})
    void refusesAThresholdThatIsNotANumberAboveZero(String text) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Thresholds.parse(text))
                .withMessageStartingWith("brickhouse.simulate.maxP99 is '" + text + "' and ");
    }

    @Test
    void groupsErrorsByReason() {
        for (int i = 0; i < 3; i++) {
            stats.gaveUp(Failure.STEP, new SQLException("order " + i + " is closed", SqlState.RAISE_EXCEPTION));
        }
        stats.gaveUp(Failure.STEP, new SQLException("canceling statement", SqlState.QUERY_CANCELED));
        stats.gaveUp(Failure.DEADLOCK, null);
        for (int i = 0; i < 1000; i++) {
            stats.gaveUp(Failure.STEP, new SQLException("always another " + "x".repeat(i), "P0002"));
        }

        List<StepError> kinds = stats.errorKinds();

        assertThat(kinds)
                .contains(
                        new StepError("sell", SqlState.RAISE_EXCEPTION, "order 0 is closed", 3),
                        new StepError("sell", SqlState.QUERY_CANCELED, "canceling statement", 1),
                        new StepError("sell", "", "given up after many attempts: deadlock", 1));
        assertThat(kinds).hasSizeBetween(100, 101);
        assertThat(kinds.get(0).message()).isEqualTo("other messages");
        assertThat(kinds.stream().mapToLong(StepError::count).sum())
                .isEqualTo(stats.errors())
                .isEqualTo(1005);
    }

    @Test
    void aLimitOfErrorsCountsThemAgainstAllSteps() {
        for (int i = 0; i < 98; i++) {
            done(1, 1);
        }
        stats.ended(StepOutcome.NO_STOCK, 1);
        stats.gaveUp(Failure.STEP, new SQLException("closed", SqlState.RAISE_EXCEPTION));
        stats.collect(new Histogram(3));
        assertThat(new ErrorLimit(1).exceededBy(result(0))).isEmpty();
        assertThat(new ErrorLimit(0.9).exceededBy(result(0))).containsExactly("1 of 100 steps (1.0 %)");

        stats.gaveUp(Failure.STEP, new SQLException("closed", SqlState.RAISE_EXCEPTION));
        assertThat(new ErrorLimit(1).exceededBy(result(0))).containsExactly("2 of 101 steps (2.0 %)");
        assertThat(new ErrorLimit(100).exceededBy(result(1))).isEmpty();
        assertThat(new ErrorLimit(2).exceededBy(result(1))).containsExactly("all refreshes of the views");
        assertThat(new ErrorLimit(1).problem(result(0)))
                .contains("Too many errors: 2 of 101 steps (2.0 %), where brickhouse.simulate.maxErrors allows 1 %;"
                        + " most often sell failed with \"closed\" (SQLSTATE P0001)");
    }

    @Test
    void anOperationThatOnlyFailsIsTooMuchHoweverRareItIs() {
        stats.gaveUp(Failure.STEP, new SQLException("closed", SqlState.RAISE_EXCEPTION));
        stats.collect(new Histogram(3));

        assertThat(new ErrorLimit(99).exceededBy(result(0)))
                .containsExactly("1 of 1 steps (100.0 %)", "all steps of sell");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "100.5", "NaN"})
    void refusesALimitThatIsNotAPercentage(String percent) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new ErrorLimit(Double.parseDouble(percent)))
                .withMessage("brickhouse.simulate.maxErrors is '" + percent
                        + "', but it has to be a percentage from 0 to 100.");
    }

    private SimulationResult result(int failedRefreshes) {
        StepErrors refreshErrors = new StepErrors("refresh");
        for (int i = 0; i < failedRefreshes; i++) {
            refreshErrors.add(null, "failed");
        }
        return new SimulationResult(
                SimulatedDatabase.request(1, null, 0, 0),
                new ServerFacts("postgres", "18.6", Instant.parse("2026-11-26T12:00:00Z"), 0.05, 0.2),
                Duration.ofSeconds(1),
                List.of(stats),
                List.of(),
                List.of(),
                refreshErrors,
                0);
    }

    private void done(long nanos, long cases) {
        stats.ended(StepOutcome.wrote(cases, 1), nanos);
    }
}
