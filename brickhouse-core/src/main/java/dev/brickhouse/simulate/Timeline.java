package dev.brickhouse.simulate;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.Progress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The simulation second by second, kept for the result and logged at intervals. For one thread. */
final class Timeline implements AutoCloseable {

    private static final double SECONDS_BETWEEN_LINES = 10;

    /** A rate over less time, as in the last moments, would be noise. */
    private static final double LEAST_SECONDS = 0.5;

    /** More than a page can show; a longer simulation has longer intervals. */
    private static final int MOST_SAMPLES = 600;

    private final SimulationRequest request;
    private final Console console;
    private final Progress.Task task;
    private final List<TimelineSample> samples = new ArrayList<>();
    private final Map<Operation, Histogram> sinceSample = new EnumMap<>(Operation.class);
    private final double secondsPerSample;
    private Histogram sinceLine = new Histogram(OperationStats.DIGITS);
    private double lastSample;
    private double lastLine;
    private long lastRetries;
    private long lastErrors;
    private long advanced;

    Timeline(SimulationRequest request, Console console, Progress progress) {
        this.request = request;
        this.console = console;
        secondsPerSample = request.duration() == null
                ? LEAST_SECONDS
                : Math.max(LEAST_SECONDS, (double) request.duration().toSeconds() / MOST_SAMPLES);
        task = request.duration() == null
                ? progress.begin("orders", Progress.Unit.ORDERS, request.orders(), 0)
                : progress.begin(
                        "simulation", Progress.Unit.SECONDS, request.duration().toSeconds(), 0);
    }

    /** Collects what the workers recorded since the last call. */
    void collect(double now, List<OperationStats> stats) {
        for (OperationStats each : stats) {
            Histogram since = new Histogram(OperationStats.DIGITS);
            each.collect(since);
            sinceSample
                    .computeIfAbsent(each.operation(), operation -> new Histogram(OperationStats.DIGITS))
                    .add(since);
            sinceLine.add(since);
        }
        long retries = stats.stream().mapToLong(OperationStats::retries).sum();
        long errors = stats.stream().mapToLong(OperationStats::errors).sum();
        if (samples.isEmpty() || now - lastSample >= secondsPerSample) {
            samples.add(sample(now, retries - lastRetries, errors - lastErrors));
            sinceSample.clear();
            lastRetries = retries;
            lastErrors = errors;
            lastSample = now;
        }
        advance(now, stats);
        if (now - lastLine >= SECONDS_BETWEEN_LINES) {
            console.info(line(now, retries, errors));
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

    private TimelineSample sample(double now, long retries, long errors) {
        double time = Math.max(1e-3, now - lastSample);
        Histogram all = new Histogram(OperationStats.DIGITS);
        List<TimelineSample.OfOperation> operations = new ArrayList<>();
        sinceSample.forEach((operation, latencies) -> {
            all.add(latencies);
            if (latencies.getTotalCount() > 0) {
                operations.add(new TimelineSample.OfOperation(
                        operation,
                        latencies.getTotalCount() / time,
                        OperationStats.millis(latencies, 50),
                        OperationStats.millis(latencies, 99)));
            }
        });
        return new TimelineSample(
                now,
                all.getTotalCount() / time,
                OperationStats.millis(all, 50),
                OperationStats.millis(all, 99),
                retries,
                errors,
                operations);
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

    private String line(double now, long retries, long errors) {
        return String.format(
                Locale.ROOT,
                "simulate: %,.0f s, %,.0f steps/s, p50 %.1f ms, p99 %.1f ms, %s, %s",
                now,
                sinceLine.getTotalCount() / Math.max(1e-3, now - lastLine),
                OperationStats.millis(sinceLine, 50),
                OperationStats.millis(sinceLine, 99),
                NumberFormats.count(retries, "retry"),
                NumberFormats.count(errors, "error"));
    }
}
