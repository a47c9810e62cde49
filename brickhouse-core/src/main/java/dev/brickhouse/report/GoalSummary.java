package dev.brickhouse.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one run of a goal did, for other programs. A goal adds to it while it works; it is written when the goal ends,
 * successfully or not. No value may contain a password. Safe for use by several threads.
 */
public final class GoalSummary {

    /** The version that the schemas of the summaries describe. */
    private static final int FORMAT_VERSION = 1;

    private static final double NANOS_PER_SECOND = 1e9;

    private final String goal;
    private final String pluginVersion;
    private final Instant start;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final List<Map<String, Object>> steps = new ArrayList<>();

    /**
     * @param goal the goal's name, such as seed
     * @param pluginVersion the version of the plugin
     * @param start when the run began
     */
    public GoalSummary(String goal, String pluginVersion, Instant start) {
        this.goal = Objects.requireNonNull(goal, "goal");
        this.pluginVersion = pluginVersion;
        this.start = Objects.requireNonNull(start, "start");
    }

    /**
     * Adds a fact of this goal.
     *
     * @param value a value that {@link JsonFile#write} accepts
     */
    public synchronized GoalSummary put(String name, Object value) {
        facts.put(name, value);
        return this;
    }

    /** Adds a part of the work: its name, such as that of a table, how many rows it wrote, and how long it took. */
    public synchronized GoalSummary step(String name, long rows, Duration time) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("name", name);
        step.put("rows", rows);
        step.put("seconds", seconds(time));
        steps.add(step);
        return this;
    }

    /**
     * Writes the summary to a JSON file.
     *
     * @param end when the goal ended
     * @param problem the sentence it failed with, or null if it did not fail
     * @throws dev.brickhouse.problem.EnvironmentException if the file cannot be written
     */
    public void write(Path file, Instant end, String problem) {
        write(file, end, problem == null ? "success" : "failure", problem);
    }

    /**
     * As {@link #write}, for a goal that was interrupted.
     *
     * @param sentence what it had done by then
     */
    public void writeInterrupted(Path file, Instant end, String sentence) {
        write(file, end, "interrupted", sentence);
    }

    private synchronized void write(Path file, Instant end, String outcome, String problem) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("goal", goal);
        document.put("formatVersion", FORMAT_VERSION);
        document.put("pluginVersion", pluginVersion);
        document.put("start", start.truncatedTo(ChronoUnit.MILLIS).toString());
        document.put("seconds", seconds(Duration.between(start, end)));
        document.put("outcome", outcome);
        document.put("problem", problem);
        document.putAll(facts);
        document.put("steps", steps);
        JsonFile.write(file, document);
    }

    private static double seconds(Duration time) {
        return Math.round(time.toNanos() / NANOS_PER_SECOND * 1000) / 1000.0;
    }
}
