package dev.brickhouse.simulate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The result of a simulation as facts for the JSON summary and the page. */
final class SimulationFacts {

    private static final double[] PERCENTILES = {50, 95, 99, 100};
    private static final String[] PERCENTILE_NAMES = {"p50", "p95", "p99", "max"};
    private static final double THOUSAND = 1000;

    private SimulationFacts() {}

    static Map<String, Object> of(SimulationResult result) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("settings", settings(result.request()));
        facts.put("measured", server(result.server()));
        facts.put("simulatedSeconds", rounded(result.time().toNanos() / 1e9));
        facts.put("done", result.done());
        facts.put("perSecond", rounded(result.perSecond(result.done())));
        facts.put("connectionWait", percentiles(result.connectionWaits()));
        facts.put("retries", result.retries());
        facts.put("notBegun", result.notBegun());
        facts.put(
                "operations",
                result.operations().stream()
                        .map(each -> operation(result, each))
                        .toList());
        facts.put("errors", result.errors());
        facts.put(
                "errorKinds",
                result.errorKinds().stream().map(SimulationFacts::error).toList());
        facts.put(
                "timeline",
                result.timeline().stream().map(SimulationFacts::sample).toList());
        facts.put(
                "refreshes",
                result.refreshes().stream().map(SimulationFacts::refresh).toList());
        facts.put("failedRefreshes", result.failedRefreshes());
        facts.put("problems", result.problems());
        return facts;
    }

    private static Map<String, Object> server(ServerFacts server) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("database", server.database());
        facts.put("serverVersion", server.version());
        facts.put("startedAt", server.startedAt().toString());
        facts.put("roundTripMillis", rounded(server.roundTrip()));
        facts.put("slowestRoundTripMillis", rounded(server.slowestRoundTrip()));
        return facts;
    }

    private static Map<String, Object> percentiles(Histogram micros) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (int i = 0; i < PERCENTILES.length; i++) {
            facts.put(PERCENTILE_NAMES[i] + "Millis", OperationStats.millis(micros, PERCENTILES[i]));
        }
        return facts;
    }

    private static Map<String, Object> settings(SimulationRequest request) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("workers", request.workers());
        facts.put("mix", request.mix().toString());
        boolean follows = request.rate() > 0;
        facts.put("pattern", follows ? request.pattern().toString() : null);
        facts.put("rate", request.rate());
        facts.put("clock", follows ? request.clock() : null);
        facts.put("warmUp", request.warmUp().toSeconds());
        facts.put(
                "duration",
                request.duration() == null ? null : request.duration().toSeconds());
        facts.put("orders", request.orders());
        facts.put("products", request.products());
        facts.put("maxP99", request.maxP99().byLabel());
        facts.put("maxErrors", request.maxErrors().percent());
        facts.put("seed", request.seed());
        return facts;
    }

    private static Map<String, Object> operation(SimulationResult result, OperationStats operation) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("operation", operation.operation().label());
        facts.put("done", operation.done());
        facts.put("perSecond", rounded(result.perSecond(operation.done())));
        facts.putAll(percentiles(operation.latencies()));
        facts.put("connectionWait", percentiles(operation.connectionWaits()));
        facts.put("cases", operation.cases());
        facts.put("noOrder", operation.withoutOrder());
        facts.put("noStock", operation.withoutStock());
        facts.put("retries", operation.retries());
        Map<String, Object> reasons = new LinkedHashMap<>();
        operation.retriesByReason().forEach((reason, count) -> {
            if (count > 0) {
                reasons.put(reason.label(), count);
            }
        });
        facts.put("retriesByReason", reasons);
        facts.put("errors", operation.errors());
        return facts;
    }

    private static Map<String, Object> error(StepError error) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("operation", error.operation());
        facts.put("sqlState", error.sqlState().isEmpty() ? null : error.sqlState());
        facts.put("message", error.message());
        facts.put("count", error.count());
        return facts;
    }

    private static Map<String, Object> sample(TimelineSample sample) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("at", rounded(sample.at()));
        facts.put("perSecond", rounded(sample.perSecond()));
        facts.put("p50Millis", sample.p50());
        facts.put("p99Millis", sample.p99());
        facts.put("retries", sample.retries());
        facts.put("errors", sample.errors());
        Map<String, Object> operations = new LinkedHashMap<>();
        sample.operations()
                .forEach(each -> operations.put(
                        each.operation().label(),
                        Map.of(
                                "perSecond", rounded(each.perSecond()),
                                "p50Millis", each.p50(),
                                "p99Millis", each.p99())));
        facts.put("operations", operations);
        return facts;
    }

    private static Map<String, Object> refresh(RefreshSample refresh) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("at", rounded(refresh.at()));
        facts.put("seconds", rounded(refresh.seconds()));
        return facts;
    }

    private static double rounded(double number) {
        return Math.round(number * THOUSAND) / THOUSAND;
    }
}
