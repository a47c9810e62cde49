package dev.brickhouse.validate;

import dev.brickhouse.report.GoalResult;
import dev.brickhouse.schema.RetailSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What all checks found.
 *
 * @param schema the schema of the tables and that of the views
 * @param asOf the day at whose first instant the seeded history ends, as yyyy-mm-dd; null if there is no journal
 * @param unfinished that the seed is not finished and what to do, a sentence without its full stop; null if it is
 *     finished
 * @param startedAt when the checks began
 * @param time how long they took together
 * @param results one for each check
 */
public record ValidationReport(
        RetailSchema schema,
        String asOf,
        String unfinished,
        Instant startedAt,
        Duration time,
        List<CheckResult> results)
        implements GoalResult {

    private static final double MILLIS = 1e3;

    public ValidationReport {
        results = List.copyOf(results);
    }

    /** The checks of this severity that were violated. */
    public List<CheckResult> violated(Severity severity) {
        return results.stream()
                .filter(result -> result.violated() && result.severity() == severity)
                .toList();
    }

    /** The checks that could not be run. */
    public List<CheckResult> skipped() {
        return results.stream().filter(CheckResult::skipped).toList();
    }

    /** How many checks were run and found nothing. */
    public long passed() {
        return results.stream()
                .filter(result -> !result.skipped() && !result.violated())
                .count();
    }

    /** The checks that were skipped, with the reason, and a summary. {@link ReportTable} shows the violations. */
    @Override
    public List<String> lines() {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (CheckResult result : skipped()) {
            byReason.computeIfAbsent(result.skipReason(), reason -> new ArrayList<>())
                    .add(result.id());
        }
        List<String> lines = new ArrayList<>();
        byReason.forEach((reason, ids) -> lines.add("Skipped, because " + reason + ": " + String.join(", ", ids)));
        lines.add(passed() + " of " + results.size() + " checks passed"
                + ifAny(violated(Severity.ERROR), " failed")
                + ifAny(violated(Severity.WARNING), " warned")
                + ifAny(skipped(), " skipped")
                + String.format(Locale.ROOT, " (%.1f s)", time.toMillis() / MILLIS));
        return lines;
    }

    private static String ifAny(List<CheckResult> results, String what) {
        return results.isEmpty() ? "" : ", " + results.size() + what;
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("checks", results.size());
        summary.put("passed", passed());
        summary.put("errors", violated(Severity.ERROR).size());
        summary.put("warnings", violated(Severity.WARNING).size());
        summary.put("skipped", skipped().size());

        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("schema", schema.name());
        facts.put("analyticsSchema", schema.analytics());
        facts.put("asOf", asOf);
        facts.put("unfinished", unfinished);
        facts.put("startedAt", startedAt.toString());
        facts.put("milliseconds", time.toMillis());
        facts.put("summary", summary);
        facts.put("checks", results.stream().map(CheckResult::facts).toList());
        return facts;
    }
}
