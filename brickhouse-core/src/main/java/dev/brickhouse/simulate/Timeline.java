package dev.brickhouse.simulate;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The simulation second by second, kept for the result and logged at intervals. For one thread. */
final class Timeline implements AutoCloseable {

    private static final double SECONDS_BETWEEN_LINES = 10;

    /** A rate over less time, as in the last moments, would be noise. */
    private static final double LEAST_SECONDS = 0.5;

    private final SimulationRequest request;
    private final Console console;
    private final Progress.Task task;
    private final List<TimelineSample> samples = new ArrayList<>();
    private Histogram sinceLine = new Histogram(OperationStats.DIGITS);
    private double lastTime;
    private double lastLine;
    private long lastRetries;
    private long advanced;

    Timeline(SimulationRequest request, Console console, Progress progress) {
        this.request = request;
        this.console = console;
        task = request.duration() == null
                ? progress.begin("orders", Progress.Unit.ORDERS, request.orders(), 0)
                : progress.begin(
                        "simulation", Progress.Unit.SECONDS, request.duration().toSeconds(), 0);
    }

    /** Collects what the workers recorded since the last call. */
    void collect(double now, List<OperationStats> stats) {
        Histogram since = new Histogram(OperationStats.DIGITS);
        stats.forEach(each -> each.collect(since));
        long retries = stats.stream().mapToLong(OperationStats::retries).sum();
        double time = Math.max(1e-3, now - lastTime);
        if (samples.isEmpty() || time >= LEAST_SECONDS) {
            samples.add(new TimelineSample(
                    now,
                    since.getTotalCount() / time,
                    OperationStats.millis(since, 50),
                    OperationStats.millis(since, 99),
                    retries - lastRetries));
        }
        lastRetries = retries;
        lastTime = now;
        sinceLine.add(since);
        advance(now, stats);
        if (now - lastLine >= SECONDS_BETWEEN_LINES) {
            console.info(line(now, retries, stats));
            lastLine = now;
            sinceLine = new Histogram(OperationStats.DIGITS);
        }
    }

    List<TimelineSample> samples() {
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        task.close();
    }

    private void advance(double now, List<OperationStats> stats) {
        long done = request.duration() == null
                ? stats.stream()
                        .filter(each -> each.operation() == Operation.PLACE)
                        .mapToLong(OperationStats::done)
                        .sum()
                : Math.min((long) now, request.duration().toSeconds());
        task.advance(done - advanced);
        advanced = done;
    }

    private String line(double now, long retries, List<OperationStats> stats) {
        return String.format(
                Locale.ROOT,
                "simulate: %,.0f s, %,.0f steps/s, p50 %.1f ms, p99 %.1f ms, %s, %s",
                now,
                sinceLine.getTotalCount() / Math.max(1e-3, now - lastLine),
                OperationStats.millis(sinceLine, 50),
                OperationStats.millis(sinceLine, 99),
                NumberFormats.count(retries, "retry"),
                NumberFormats.count(
                        stats.stream().mapToLong(OperationStats::errors).sum(), "error"));
    }
}
