package dev.brickhouse.simulate;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How a simulation goes second by second, kept for its report and said in the log from time to time. For one thread. */
final class Timeline {

    private static final double SECONDS_BETWEEN_LINES = 10;

    /** What is shorter, as the last moments may be, would show a rate that nobody saw. */
    private static final double LEAST_SECONDS = 0.5;

    private final SimulationRequest request;
    private final Console console;
    private final Progress progress;
    private final List<TimelineSample> seconds = new ArrayList<>();
    private Histogram sinceLine = new Histogram(OperationStats.DIGITS);
    private double lastLook;
    private double lastLine;
    private long retriesBefore;
    private long advanced;

    Timeline(SimulationRequest request, Console console, Progress progress) {
        this.request = request;
        this.console = console;
        this.progress = progress;
    }

    Progress.Task begin() {
        return request.duration() == null
                ? progress.begin("orders", Progress.Unit.ORDERS, request.orders(), 0)
                : progress.begin(
                        "simulation", Progress.Unit.SECONDS, request.duration().toSeconds(), 0);
    }

    /** Takes in what happened since the last look. */
    void look(double now, Map<Operation, OperationStats> meters, Progress.Task task) {
        Histogram since = new Histogram(OperationStats.DIGITS);
        meters.values().forEach(stats -> stats.collect(since));
        long retries =
                meters.values().stream().mapToLong(OperationStats::retries).sum();
        double time = Math.max(1e-3, now - lastLook);
        if (seconds.isEmpty() || time >= LEAST_SECONDS) {
            seconds.add(new TimelineSample(
                    now, since.getTotalCount() / time, millis(since, 50), millis(since, 99), retries - retriesBefore));
        }
        retriesBefore = retries;
        lastLook = now;
        sinceLine.add(since);
        advance(now, meters, task);
        if (now - lastLine >= SECONDS_BETWEEN_LINES) {
            console.info(line(now, retries, meters));
            lastLine = now;
            sinceLine = new Histogram(OperationStats.DIGITS);
        }
    }

    List<TimelineSample> seconds() {
        return List.copyOf(seconds);
    }

    private void advance(double now, Map<Operation, OperationStats> meters, Progress.Task task) {
        long done = request.duration() == null
                ? meters.get(Operation.PLACE).done()
                : Math.min((long) now, request.duration().toSeconds());
        task.advance(done - advanced);
        advanced = done;
    }

    private String line(double now, long retries, Map<Operation, OperationStats> meters) {
        return String.format(
                Locale.ROOT,
                "simulate: %,.0f s, %,.0f steps/s, p50 %.1f ms, p99 %.1f ms, %,d retries, %,d errors",
                now,
                sinceLine.getTotalCount() / Math.max(1e-3, now - lastLine),
                millis(sinceLine, 50),
                millis(sinceLine, 99),
                retries,
                meters.values().stream().mapToLong(OperationStats::errors).sum());
    }

    private static double millis(Histogram latencies, double percentile) {
        return latencies.getTotalCount() == 0
                ? 0
                : latencies.getValueAtPercentile(percentile) / OperationStats.MICROS_PER_MILLI;
    }
}
