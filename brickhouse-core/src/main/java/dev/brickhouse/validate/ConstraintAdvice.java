package dev.brickhouse.validate;

import dev.brickhouse.sql.Identifiers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keys and foreign keys cannot come back before the rows that break them are corrected, so the advice says that first.
 */
final class ConstraintAdvice {

    private static final Set<String> DEFINITIONS = Set.of("constraints-valid", "indexes-valid");

    /** The checks of what a unique or a foreign key would enforce. */
    private static final Pattern ENFORCED = Pattern.compile(".*-(?:unique|exists)");

    private ConstraintAdvice() {}

    /** The results, with an advice that helps where rows stand in its way. */
    static List<CheckResult> advise(List<CheckResult> results, List<Check> checks, String schema) {
        Map<String, Check> byId = checks.stream().collect(Collectors.toMap(Check::id, Function.identity()));
        List<CheckResult> broken = results.stream()
                .filter(CheckResult::violated)
                .filter(result -> ENFORCED.matcher(result.id()).matches())
                .toList();
        if (broken.isEmpty()) {
            return results;
        }
        String queries = broken.stream()
                .map(result -> byId.get(result.id()).sql().strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining("; and ", "in schema " + Identifiers.quote(schema) + ": ", ""));
        String ids = broken.stream().map(CheckResult::id).collect(Collectors.joining(", "));
        return results.stream()
                .map(result -> DEFINITIONS.contains(result.id()) && result.violated()
                        ? result.advised("correct or delete the rows of " + ids + " first, then " + result.advice()
                                + "; all of these rows are shown by, " + queries)
                        : result)
                .toList();
    }
}
