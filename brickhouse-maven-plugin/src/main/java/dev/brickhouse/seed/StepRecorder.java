package dev.brickhouse.seed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects the lines of the summary. Safe for use by several threads. */
final class StepRecorder {

    private final List<SeedSummary.Step> steps = Collections.synchronizedList(new ArrayList<>());

    /** A step that has just ended and that wrote {@code rows}. */
    void wrote(String name, long rows, long startNanos) {
        steps.add(new SeedSummary.Step(name, rows, since(startNanos), true));
    }

    /** A step that has just ended and that worked on {@code objects}. */
    void did(String name, long objects, long startNanos) {
        steps.add(new SeedSummary.Step(name, objects, since(startNanos), false));
    }

    void did(String name, long objects, Duration time) {
        steps.add(new SeedSummary.Step(name, objects, time, false));
    }

    List<SeedSummary.Step> done() {
        return List.copyOf(steps);
    }

    static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
