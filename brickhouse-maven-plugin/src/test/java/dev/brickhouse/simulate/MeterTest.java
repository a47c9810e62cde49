package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.brickhouse.problem.ConfigurationException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeterTest {

    private final Meter meter = new Meter();

    @Test
    void everyStepIsInTheTotalAndInOneIntervalOnly() {
        Histogram first = new Histogram(3);
        Histogram second = new Histogram(3);

        done(1_000_000, 2);
        done(2_000_000, 3);
        meter.collect(first);
        done(3_000_000, 4);
        meter.collect(second);

        assertThat(first.getTotalCount()).isEqualTo(2);
        assertThat(second.getTotalCount()).isEqualTo(1);
        OperationResult result = meter.result(Operation.SELL);
        assertThat(result.done()).isEqualTo(3);
        assertThat(result.cases()).isEqualTo(9);
        assertThat(result.millis(50)).isCloseTo(2, within(0.01));
        assertThat(result.millis(100)).isCloseTo(3, within(0.01));
    }

    @Test
    void whatFoundNothingToDoHasNoLatency() {
        meter.ended(Effect.NO_ORDER, 1);
        meter.ended(Effect.NO_STOCK, 1);
        meter.ended(Effect.NO_STOCK, 1);
        meter.retried(Failure.CONFLICT);
        meter.retried(Failure.LOST);
        meter.gaveUp();
        meter.collect(new Histogram(3));

        OperationResult result = meter.result(Operation.APPROVE);
        assertThat(List.of(
                        result.done(), result.withoutOrder(), result.withoutStock(), result.retries(), result.errors()))
                .containsExactly(0L, 1L, 2L, 2L, 1L);
        assertThat(result.retriesByReason()).containsEntry(Failure.CONFLICT, 1L).containsEntry(Failure.DEADLOCK, 0L);
        assertThat(result.millis(99)).isZero();
    }

    @Test
    void aThresholdNamesWhatIsSlowerAndByHowMuch() {
        done(5_000_000, 1);
        meter.collect(new Histogram(3));
        SimulationResult result = new SimulationResult(
                SimulatedDatabase.request(1, null, 0, 0),
                Duration.ofSeconds(1),
                List.of(meter.result(Operation.SELL)),
                List.of(),
                List.of(),
                0,
                0);

        assertThat(Thresholds.parse("4").exceededBy(result)).containsExactly("p99 of sell is 5.0 ms and may be 4.0 ms");
        assertThat(Thresholds.parse("list=1,sell=4.5").exceededBy(result)).hasSize(1);
        assertThat(Thresholds.parse("list=1").exceededBy(result)).isEmpty();
        assertThat(Thresholds.parse("6").exceededBy(result)).isEmpty();
        assertThat(Thresholds.parse(null).exceededBy(result)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "fast", "NaN", "list=", "list=x", "lst=1", "list=1,2"})
    void refusesAThresholdThatIsNone(String text) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Thresholds.parse(text))
                .withMessageStartingWith("brickhouse.simulate.maxP99 is '" + text + "', but");
    }

    private void done(long nanos, long cases) {
        meter.ended(Effect.wrote(cases, 1), nanos);
    }
}
