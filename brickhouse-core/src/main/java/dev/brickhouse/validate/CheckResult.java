package dev.brickhouse.validate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one check found.
 *
 * @param id the check's
 * @param severity how bad a violation is
 * @param rule one sentence that says what must hold
 * @param advice what to do about a violation, in the imperative; null if that depends on the rows
 * @param violations how many violations there are, 0 or more
 * @param sampleKeys up to {@link Validator#SAMPLE_KEYS} violations: a key, a colon, what was found and what is wanted
 * @param skipReason why the check could not be run, a part of a sentence; null if it was run
 * @param time how long it took
 */
public record CheckResult(
        String id,
        Severity severity,
        String rule,
        String advice,
        long violations,
        List<String> sampleKeys,
        String skipReason,
        Duration time) {

    public CheckResult {
        Objects.requireNonNull(id, "id");
        sampleKeys = List.copyOf(sampleKeys);
        if (violations < sampleKeys.size()) {
            throw new IllegalArgumentException(violations + " violations, but the keys " + sampleKeys);
        }
    }

    static CheckResult of(Check check, long violations, List<String> sampleKeys, Duration time) {
        return new CheckResult(
                check.id(), check.severity(), check.rule(), check.advice(), violations, sampleKeys, null, time);
    }

    /**
     * Of a check that cannot be run because something that its query names is not there. That is an error, whatever the
     * check is about.
     *
     * @param reason a part of a sentence
     */
    static CheckResult impossible(Check check, String reason, Duration time) {
        return new CheckResult(
                check.id(),
                Severity.ERROR,
                check.rule(),
                "run brickhouse:schema, which creates what is missing or names it",
                1,
                List.of(reason),
                null,
                time);
    }

    static CheckResult skipped(Check check, String reason) {
        return new CheckResult(
                check.id(), check.severity(), check.rule(), check.advice(), 0, List.of(), reason, Duration.ZERO);
    }

    /** The same with another advice. */
    CheckResult advised(String other) {
        return new CheckResult(id, severity, rule, other, violations, sampleKeys, skipReason, time);
    }

    public boolean skipped() {
        return skipReason != null;
    }

    public boolean violated() {
        return violations > 0;
    }

    /** The result in one word: passed, skipped, or the severity of the violation. */
    public String outcome() {
        return skipped() ? "skipped" : violated() ? severity.label() : "passed";
    }

    /** How many violations there are besides the samples. */
    public long more() {
        return violations - sampleKeys.size();
    }

    /** The number of violations in words. */
    String count() {
        return violations + (violations == 1 ? " violation" : " violations");
    }

    /** The advice as a sentence; empty if there is none. */
    Optional<String> fix() {
        return Optional.ofNullable(advice).map(text -> "To fix it, " + text + ".");
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", id);
        facts.put("severity", severity.label());
        facts.put("rule", rule);
        facts.put("advice", advice);
        facts.put("result", skipped() ? "skipped" : violated() ? "violated" : "passed");
        facts.put("violations", skipped() ? null : violations);
        facts.put("sampleKeys", sampleKeys);
        facts.put("skipReason", skipReason);
        facts.put("milliseconds", time.toMillis());
        return facts;
    }
}
