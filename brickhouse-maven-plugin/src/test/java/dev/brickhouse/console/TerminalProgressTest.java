package dev.brickhouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {

    @Test
    void aProcessWhoseOutputIsReadByAnotherHasNoTerminal() throws IOException, InterruptedException {
        Process process = fork("asks");

        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("terminal: false");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void theBarTellsPhaseShareCountAndTime() throws IOException, InterruptedException {
        Process process = fork("draws");
        String drawn = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(drawn)
                .contains("orders")
                .contains("100%")
                .contains("200/200")
                .contains("/s");
    }

    private static Process fork(String task) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TerminalProgressTest.class.getName(),
                        task))
                .start();
    }

    public static void main(String[] arguments) {
        if (arguments[0].equals("asks")) {
            System.out.println("terminal: " + TerminalProgress.isPossible());
            return;
        }
        try (Progress.Task task = new TerminalProgress().begin("orders", 200, 100)) {
            task.advance(100);
        }
    }
}
