package dev.brickhouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalSummaryTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00.123456Z");

    @TempDir
    Path folder;

    @Test
    void aSuccessHoldsWhatTheGoalDid() {
        new GoalSummary("seed", "0.1.0", START)
                .put("schema", "public")
                .step("orders", 242_291, Duration.ofMillis(812))
                .write(folder.resolve("seed.json"), START.plusMillis(1_500), null);

        Map<String, Object> read = JsonFile.read(folder.resolve("seed.json"));
        assertThat(read)
                .containsEntry("goal", "seed")
                .containsEntry("pluginVersion", "0.1.0")
                .containsEntry("start", "2026-11-24T10:00:00.123Z")
                .containsEntry("seconds", 1.5)
                .containsEntry("outcome", "success")
                .containsEntry("problem", null)
                .containsEntry("schema", "public")
                .containsEntry("steps", List.of(Map.of("name", "orders", "rows", 242_291, "seconds", 0.812)));
    }

    @Test
    void aFailureHoldsItsSentence() {
        new GoalSummary("seed", "0.1.0", START).write(folder.resolve("seed.json"), START, "The disk is full.");

        assertThat(JsonFile.read(folder.resolve("seed.json")))
                .containsEntry("outcome", "failure")
                .containsEntry("problem", "The disk is full.")
                .containsEntry("steps", List.of());
    }

    @Test
    void anInterruptedGoalSaysSo() {
        new GoalSummary("seed", "0.1.0", START)
                .writeInterrupted(folder.resolve("seed.json"), START, "Interrupted: 5 of 9 orders");

        assertThat(JsonFile.read(folder.resolve("seed.json")))
                .containsEntry("outcome", "interrupted")
                .containsEntry("problem", "Interrupted: 5 of 9 orders");
    }
}
