package dev.brickhouse.seed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects the steps of a seed for its result. Thread-safe. */
final class StepRecorder {

    private final List<SeedResult.Step> steps = Collections.synchronizedList(new ArrayList<>());

    /** A step that has just ended and wrote {@code rows}. */
    void wrote(String name, long rows, long startNanos) {
        steps.add(new SeedResult.Step(name, rows, since(startNanos), true));
    }

    /** A step that has just ended and worked on {@code objects}. */
    void did(String name, long objects, long startNanos) {
        steps.add(new SeedResult.Step(name, objects, since(startNanos), false));
    }

    void did(String name, long objects, Duration time) {
        steps.add(new SeedResult.Step(name, objects, time, false));
    }

    List<SeedResult.Step> done() {
        return List.copyOf(steps);
    }

    static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
