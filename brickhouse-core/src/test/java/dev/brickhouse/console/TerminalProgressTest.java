package dev.brickhouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final AtomicLong clock = new AtomicLong();

    /** Shows something only when the test says so, or every day. */
    private final TerminalProgress progress = new TerminalProgress(terminal, Duration.ofDays(1), clock::get);

    @Test
    void aProcessWhoseOutputIsReadByAnotherHasNoTerminal() throws IOException, InterruptedException {
        Process process = fork();

        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("terminal: false");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void eachPhaseLeavesOneLine() {
        try (Progress.Task keys = progress.begin("foreign keys", Progress.Unit.KEYS, 5, 0)) {
            progress.tick();
            try (Progress.Task views = progress.begin("analytics", Progress.Unit.VIEWS, 3, 0)) {
                views.advance(2);
                progress.tick();
                assertThat(screen()).containsExactly("foreign keys 0 of 5 keys, analytics 2 of 3 views");
                views.advance(1);
                clock.addAndGet(Duration.ofSeconds(3).toNanos());
            }
            keys.advance(5);
        }
        assertThat(screen())
                .containsExactly("analytics    100 % 3 views in 3 s", "foreign keys 100 % 5 keys in 3 s", "");
    }

    @Test
    void theBarTellsPhaseShareCountRateAndTimeLeft() {
        try (Progress.Task task = progress.begin("orders", Progress.Unit.ROWS, 242_291, 0)) {
            clock.addAndGet(Duration.ofSeconds(3).toNanos());
            task.advance(121_146);
            progress.tick();
            assertThat(screen())
                    .containsExactly("orders        50 % |####    | 121,146 of 242,291 rows, 40,382/s, 3 s left");
        }
    }

    @Test
    void noLineIsWiderThanATerminal() {
        try (Progress.Task task = progress.begin("orders", Progress.Unit.ROWS, 2_000_000_000, 0)) {
            clock.addAndGet(Duration.ofSeconds(3).toNanos());
            task.advance(1_000_000_000);
            progress.tick();
            assertThat(screen()).singleElement().asString().hasSizeLessThan(80);
        }
    }

    @Test
    void linesOfTheLogStandAboveTheBar() {
        Console log = Console.of(terminal::println, line -> {}, line -> {}, line -> {});
        try (Progress.Task task = progress.begin("indexes", Progress.Unit.INDEXES, 7, 0)) {
            task.advance(0);
            progress.tick();
            progress.above(log).info("waiting");
            assertThat(screen()).containsExactly("waiting", "indexes        0 % |        | 0 of 7 indexes");
        }
    }

    @Test
    void nothingIsShownAfterTheStop() {
        try (Progress.Task task = progress.begin("orders", Progress.Unit.ROWS, 10, 0)) {
            task.advance(0);
            progress.tick();
            progress.stop();
            progress.tick();
        }
        assertThat(screen()).containsExactly("");
    }

    /** What the terminal shows: each line as overwritten, without trailing blanks. */
    private List<String> screen() {
        terminal.flush();
        List<String> lines = new ArrayList<>();
        for (String line : written.toString(StandardCharsets.UTF_8).split("\n", -1)) {
            StringBuilder cells = new StringBuilder();
            for (String over : line.split("\r", -1)) {
                cells.replace(0, Math.min(over.length(), cells.length()), over);
            }
            lines.add(cells.toString().stripTrailing());
        }
        return lines;
    }

    private static Process fork() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TerminalProgressTest.class.getName()))
                .start();
    }

    public static void main(String[] arguments) {
        System.out.println("terminal: " + TerminalProgress.isPossible());
    }
}
