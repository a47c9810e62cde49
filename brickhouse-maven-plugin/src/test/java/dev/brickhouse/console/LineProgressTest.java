package dev.brickhouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineProgressTest {

    private final RecordingConsole console = new RecordingConsole();

    @Test
    void aLineTellsPhaseShareRateAndTimeLeft() {
        try (Progress.Task task = new LineProgress(console, Duration.ZERO).begin("orders", 200_000, 0)) {
            task.advance(50_000);
        }
        assertThat(console.info())
                .singleElement()
                .asString()
                .matches("orders: 50,000 of 200,000 \\(25 %\\), [\\d,]+/s, \\d+ s left");
    }

    @Test
    void whatWasDoneBeforeCountsForTheShare() {
        try (Progress.Task task = new LineProgress(console, Duration.ZERO).begin("orders", 100, 60)) {
            task.advance(15);
            task.advance(25);
        }
        assertThat(console.info()).hasSize(2);
        assertThat(console.info().get(0)).startsWith("orders: 75 of 100 (75 %), ");
        assertThat(console.info().get(1))
                .startsWith("orders: 100 of 100 (100 %), ")
                .endsWith("/s, 0 s left");
    }

    @Test
    void aShortPhaseNeedsNoLine() {
        try (Progress.Task task = new LineProgress(console, Duration.ofDays(1)).begin("orders", 10, 0)) {
            task.advance(10);
        }
        assertThat(console.all()).isEmpty();
    }

    @Test
    void anEmptyPhaseIsDone() {
        try (Progress.Task task = new LineProgress(console, Duration.ZERO).begin("orders", 0, 0)) {
            task.advance(0);
        }
        assertThat(console.info()).containsExactly("orders: 0 of 0 (100 %), 0/s, 0 s left");
    }
}
