package dev.brickhouse.simulate;

import dev.brickhouse.report.ReportFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a simulation leaves in files, beside the summary of the goal and named like it. */
public final class SimulationFiles {

    private static final double[] PERCENTILES = {50, 95, 99, 100};
    private static final String[] PERCENTILE_NAMES = {"p50", "p95", "p99", "max"};
    private static final int TICKS_PER_HALF_DISTANCE = 5;
    private static final double THOUSAND = 1000;

    private SimulationFiles() {}

    /** The page with the charts. */
    public static Path page(Path directory, Path summary) {
        return directory.resolve(name(summary) + ".html");
    }

    /**
     * Writes the page with the charts, and for each operation the distribution of its latencies in milliseconds as
     * HdrHistogram's own tools read it.
     *
     * @param directory where they go
     * @param summary the file of the goal's summary, whose name they take
     * @throws dev.brickhouse.problem.EnvironmentException if a file cannot be written
     */
    public static void write(SimulationResult result, Path directory, Path summary) {
        for (OperationResult operation : result.operations()) {
            String file = name(summary) + "-" + operation.operation().label() + ".hgrm";
            ReportFile.write(directory.resolve(file), distribution(operation));
        }
        SimulationPage.write(page(directory, summary), result);
    }

    /** The result for a JSON document. */
    public static Map<String, Object> json(SimulationResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        SimulationRequest request = result.request();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("workers", request.workers());
        settings.put("mix", request.mix().toString());
        settings.put("rate", request.rate());
        settings.put("clock", request.clock());
        settings.put(
                "duration",
                request.duration() == null ? null : request.duration().toSeconds());
        settings.put("orders", request.orders());
        settings.put("products", request.products());
        settings.put("seed", request.seed());
        json.put("settings", settings);
        json.put("simulatedSeconds", rounded(result.time().toNanos() / 1e9));
        json.put("done", result.done());
        json.put("perSecond", rounded(result.perSecond(result.done())));
        json.put("retries", result.retries());
        json.put("notBegun", result.notBegun());
        json.put(
                "operations",
                result.operations().stream()
                        .map(operation -> operation(result, operation))
                        .toList());
        json.put(
                "errors",
                result.operations().stream().mapToLong(OperationResult::errors).sum());
        json.put(
                "errorKinds",
                result.errorKinds().stream().map(SimulationFiles::error).toList());
        json.put(
                "timeline",
                result.seconds().stream().map(SimulationFiles::second).toList());
        json.put("refreshes", refreshes(result.refreshes()));
        json.put("failedRefreshes", result.failedRefreshes());
        return json;
    }

    private static Map<String, Object> operation(SimulationResult result, OperationResult operation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("operation", operation.operation().label());
        json.put("done", operation.done());
        json.put("perSecond", rounded(result.perSecond(operation.done())));
        for (int i = 0; i < PERCENTILES.length; i++) {
            json.put(PERCENTILE_NAMES[i] + "Millis", operation.millis(PERCENTILES[i]));
        }
        json.put("cases", operation.cases());
        json.put("noOrder", operation.withoutOrder());
        json.put("noStock", operation.withoutStock());
        json.put("retries", operation.retries());
        Map<String, Object> reasons = new LinkedHashMap<>();
        operation.retriesByReason().forEach((reason, count) -> {
            if (count > 0) {
                reasons.put(reason.label(), count);
            }
        });
        json.put("retriesByReason", reasons);
        json.put("errors", operation.errors());
        return json;
    }

    private static Map<String, Object> error(StepError error) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("operation", error.operation());
        json.put("sqlState", error.sqlState().isEmpty() ? null : error.sqlState());
        json.put("message", error.message());
        json.put("count", error.count());
        return json;
    }

    private static Map<String, Object> second(TimelineSample second) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", rounded(second.at()));
        json.put("perSecond", rounded(second.perSecond()));
        json.put("p50Millis", second.p50());
        json.put("p99Millis", second.p99());
        json.put("retries", second.retries());
        return json;
    }

    private static List<Map<String, Object>> refreshes(List<RefreshSample> refreshes) {
        return refreshes.stream()
                .map(refresh -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("at", rounded(refresh.at()));
                    json.put("seconds", rounded(refresh.seconds()));
                    return json;
                })
                .toList();
    }

    private static String distribution(OperationResult operation) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        operation
                .latencies()
                .outputPercentileDistribution(
                        new PrintStream(text, false, StandardCharsets.UTF_8),
                        TICKS_PER_HALF_DISTANCE,
                        OperationStats.MICROS_PER_MILLI);
        return text.toString(StandardCharsets.UTF_8);
    }

    private static String name(Path summary) {
        return summary.getFileName().toString().replaceFirst("\\.json$", "");
    }

    private static double rounded(double number) {
        return Math.round(number * THOUSAND) / THOUSAND;
    }
}
