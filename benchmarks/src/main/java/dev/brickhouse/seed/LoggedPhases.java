package dev.brickhouse.seed;

import dev.brickhouse.console.Progress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** Passes progress on, and notes how much write-ahead log there is when a phase begins and when it ends. */
final class LoggedPhases implements Progress {

    private final Progress shown;
    private final DoubleSupplier log;
    private final Map<String, Double> byPhase = new ConcurrentHashMap<>();

    LoggedPhases(Progress shown, DoubleSupplier log) {
        this.shown = shown;
        this.log = log;
    }

    /** Of a phase of this name; not a number if there was none. */
    static double of(Progress progress, String phase) {
        return ((LoggedPhases) progress).byPhase.getOrDefault(phase, Double.NaN);
    }

    @Override
    public Task begin(String phase, long total, long done) {
        return begin(phase, Unit.STEPS, total, done);
    }

    @Override
    public Task begin(String phase, Unit unit, long total, long done) {
        Task task = shown.begin(phase, unit, total, done);
        double before = log.getAsDouble();
        return new Task() {
            @Override
            public void advance(long steps) {
                task.advance(steps);
            }

            @Override
            public void at(String step) {
                task.at(step);
            }

            @Override
            public void close() {
                task.close();
                byPhase.merge(phase, log.getAsDouble() - before, Double::sum);
            }
        };
    }
}
