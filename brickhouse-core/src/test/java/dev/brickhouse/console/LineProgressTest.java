package dev.brickhouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LineProgressTest {

    private final RecordingConsole console = new RecordingConsole();
    private final AtomicLong clock = new AtomicLong();

    /** Shows something only when the test says so. */
    private final LineProgress progress = new LineProgress(console, Duration.ofDays(1), clock::get);

    @Test
    void aLineTellsPhaseShareRateAndTimeLeft() {
        try (Progress.Task task = progress.begin("orders", Progress.Unit.ROWS, 200_000, 0)) {
            afterSeconds(5);
            task.advance(50_000);
            progress.tick();
        }
        assertThat(console.info()).containsExactly("orders: 50,000 of 200,000 rows (25 %), 10,000/s, 15 s left");
    }

    @Test
    void asManyAsThereAreIdsAreCounted() {
        try (Progress.Task task = progress.begin("orders", Progress.Unit.ROWS, Integer.MAX_VALUE, 2_000_000_000)) {
            afterSeconds(5);
            task.advance(1_000_000);
            progress.tick();
        }
        assertThat(console.info())
                .containsExactly("orders: 2,001,000,000 of 2,147,483,647 rows (93 %), 200,000/s, 12 min 13 s left");
    }

    @Test
    void theTimeLeftFollowsTheLatestRate() {
        try (Progress.Task task = progress.begin("orders", Progress.Unit.ROWS, 1_000_000, 0)) {
            for (int i = 0; i < 10; i++) {
                afterSeconds(5);
                task.advance(i < 5 ? 1_000 : 50_000);
                progress.tick();
            }
        }
        assertThat(console.info())
                .last()
                .isEqualTo("orders: 255,000 of 1,000,000 rows (25 %), 10,000/s, 1 min 15 s left");
    }

    @Test
    void theStepUnderWayIsNamedUntilAllAreDone() {
        try (Progress.Task task = progress.begin("checks", Progress.Unit.CHECKS, 2, 0)) {
            task.advance(1);
            task.at("orders-id-unique");
            afterSeconds(12);
            progress.tick();
            task.advance(1);
            progress.tick();
        }
        assertThat(console.info())
                .containsExactly(
                        "checks: 1 of 2 checks (50 %) after 12 s, at orders-id-unique",
                        "checks: 2 checks (100 %) after 12 s");
    }

    @Test
    void aRateThatSaysNothingIsNotTold() {
        try (Progress.Task rows = progress.begin("orders", Progress.Unit.ROWS, 100, 0);
                Progress.Task keys = progress.begin("foreign keys", Progress.Unit.KEYS, 5, 0)) {
            rows.advance(10);
            afterSeconds(1);
            progress.tick();
            afterSeconds(19);
            keys.advance(1);
            rows.advance(-10);
            progress.tick();
        }
        assertThat(console.info())
                .containsExactly(
                        "orders: 10 of 100 rows (10 %) after 1 s",
                        "foreign keys: 0 of 5 keys (0 %) after 1 s",
                        "orders: 0 of 100 rows (0 %) after 20 s",
                        "foreign keys: 1 of 5 keys (20 %) after 20 s");
    }

    @Test
    void whatWasDoneBeforeCountsForTheShareAndNotForTheRate() {
        try (Progress.Task task = progress.begin("orders", Progress.Unit.ROWS, 100, 60)) {
            afterSeconds(5);
            task.advance(15);
            progress.tick();
            afterSeconds(5);
            task.advance(25);
            progress.tick();
        }
        assertThat(console.info())
                .containsExactly("orders: 75 of 100 rows (75 %), 3/s, 9 s left", "orders: 100 rows (100 %), 4/s");
    }

    @Test
    void aPhaseThatDoesNotAdvanceIsHeardOfToo() throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(3);
        Consumer<String> counted = line -> {
            assertThat(line).startsWith("indexes: 0 of 7 indexes (0 %)");
            heard.countDown();
        };
        Console counting = Console.of(counted, line -> {}, line -> {}, line -> {});
        try (Progress.Task task =
                new LineProgress(counting, Duration.ofMillis(1)).begin("indexes", Progress.Unit.INDEXES, 7, 0)) {
            task.advance(0);
            assertThat(heard.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void shortPhasesInARowAreHeardOfAfterAllOfThem() {
        LineProgress usual = new LineProgress(console, Duration.ofSeconds(5), clock::get);
        for (int i = 0; i < 12; i++) {
            try (Progress.Task task = usual.begin("table " + i, Progress.Unit.ROWS, 10, 0)) {
                afterMillis(900);
                task.advance(10);
            }
        }
        assertThat(console.info()).containsExactly("table 5: 10 rows (100 %)", "table 11: 10 rows (100 %)");
    }

    @Test
    void aPhaseThatHasOnlyJustBegunHasNothingToTell() {
        try (Progress.Task task = progress.begin("indexes", Progress.Unit.INDEXES, 7, 0)) {
            afterMillis(900);
            progress.tick();
            assertThat(console.all()).isEmpty();
            afterMillis(100);
            progress.tick();
            task.advance(7);
        }
        assertThat(console.info()).containsExactly("indexes: 0 of 7 indexes (0 %) after 1 s");
    }

    @Test
    void aShortPhaseNeedsNoLine() {
        try (Progress.Task task = progress.begin("orders", Progress.Unit.ROWS, 10, 0)) {
            task.advance(10);
        }
        assertThat(console.all()).isEmpty();
    }

    @Test
    void anEmptyPhaseIsDone() {
        try (Progress.Task task = progress.begin("orders", Progress.Unit.ROWS, 0, 0)) {
            task.advance(0);
            progress.tick();
        }
        assertThat(console.info()).containsExactly("orders: 0 rows (100 %)");
    }

    private void afterSeconds(long seconds) {
        afterMillis(1_000 * seconds);
    }

    private void afterMillis(long millis) {
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
