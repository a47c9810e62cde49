package dev.brickhouse.validate;

import dev.brickhouse.schema.RetailSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Results of every kind, with keys that need escaping. */
final class SampleReport {

    static final CheckResult PASSED = result("orders-quantity", Severity.ERROR, 0, null);
    static final CheckResult FAILED = result(
            "stores-code-unique", Severity.ERROR, 7, null, "store_code=<A&B>\"'", "store_code=\u0001\uD83C\uDF7A");
    static final CheckResult WARNED = result("inventory-low-share", Severity.WARNING, 1, null, "]]> 0 of 3900");
    static final CheckResult SKIPPED = result("journal-complete", Severity.ERROR, 0, "there is no journal");

    private SampleReport() {}

    static ValidationReport of(CheckResult... results) {
        return new ValidationReport(
                RetailSchema.DEFAULT,
                "2026-11-24",
                null,
                Instant.parse("2026-11-24T10:15:30.123456Z"),
                Duration.ofMillis(1234),
                Arrays.asList(results));
    }

    private static CheckResult result(
            String id, Severity severity, long violations, String skipReason, String... keys) {
        return new CheckResult(
                id,
                severity,
                "Rule of " + id + ".",
                id.startsWith("stores") ? "run brickhouse:schema" : null,
                violations,
                List.of(keys),
                skipReason,
                Duration.ofMillis(12));
    }
}
