package dev.brickhouse.validate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What all checks found.
 *
 * @param schema the schema of the tables, unquoted
 * @param analyticsSchema the schema of the views, unquoted
 * @param asOf the day at whose first instant the seeded history ends, as yyyy-mm-dd; null if there is no journal
 * @param unfinished that the seed is not finished and what to do, a sentence without its full stop; null if it is
 * @param startedAt when the checks began
 * @param time how long they took together
 * @param results one for each check
 */
public record ValidationReport(
        String schema,
        String analyticsSchema,
        String asOf,
        String unfinished,
        Instant startedAt,
        Duration time,
        List<CheckResult> results) {

    public ValidationReport {
        results = List.copyOf(results);
    }

    /** The checks of this severity that were violated. */
    public List<CheckResult> violated(Severity severity) {
        return results.stream()
                .filter(result -> result.violated() && result.severity() == severity)
                .toList();
    }

    /** The checks that could not be made. */
    public List<CheckResult> skipped() {
        return results.stream().filter(CheckResult::skipped).toList();
    }

    /** How many checks were made and found nothing. */
    public long passed() {
        return results.stream()
                .filter(result -> !result.skipped() && !result.violated())
                .count();
    }
}
