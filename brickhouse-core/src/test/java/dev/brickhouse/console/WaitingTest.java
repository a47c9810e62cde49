package dev.brickhouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final RecordingConsole console = new RecordingConsole();
    private final CountDownLatch told = new CountDownLatch(3);

    @Test
    void tellsAtOnceAndAgainUntilItIsClosed() throws InterruptedException {
        Waiting waiting = Waiting.begin(console, this::what, Duration.ZERO, SHORT);
        assertThat(console.info()).first().isEqualTo("Waiting for others");
        told.await();
        waiting.close();
        int lines = console.info().size();

        assertThat(lines).isGreaterThanOrEqualTo(2);
        assertThat(console.info()).allMatch(line -> line.matches("Waiting for others(, for \\d+ s now)?"));
    }

    @Test
    void saysNothingOfAWaitThatEndsSoon() {
        Waiting.begin(console, this::what, LONG, LONG).close();

        assertThat(console.all()).isEmpty();
    }

    private String what() {
        told.countDown();
        return "others";
    }
}
