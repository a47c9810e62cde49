package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The tests fork, since what they look at ends a process; the signal is one that also comes where Ctrl-C is switched
 * off.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class InterruptionTest {

    @Test
    void isToldAndNothingElseIs() throws IOException, InterruptedException {
        Process process = fork("waits");
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("at work");

            new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertThat(output.lines()).containsExactly("told");
        }
        assertThat(process.waitFor()).isNotZero();
    }

    @Test
    void isNotToldOnceTheGoalHasEnded() throws IOException, InterruptedException {
        Process process = fork("ends");
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines()).containsExactly("at work", "ended");
        }
        assertThat(process.waitFor()).isZero();
    }

    private static Process fork(String task) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        InterruptionTest.class.getName(),
                        task))
                .redirectErrorStream(true)
                .start();
    }

    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Interruption interruption = Interruption.watch(() -> {
            interrupted.countDown();
            System.out.println("told");
        });
        System.out.println("at work");
        if (arguments[0].equals("waits")) {
            interrupted.await();
        }
        interruption.end();
        System.out.println("ended");
    }
}
