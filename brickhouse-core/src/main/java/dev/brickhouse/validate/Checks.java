package dev.brickhouse.validate;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.resource.Resources;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.validate.Check.Holds;
import dev.brickhouse.validate.Check.Needs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The checks to run, in the order of the report. Immutable.
 *
 * <p>A new one is a line of {@code checks.csv} and a statement of its id in the resource that the line names. What the
 * statement returns: the {@code keys} of the violations; a {@code query} that does, as text; or, without a statement of
 * its own, the {@code comparison} of the view that the check needs with the tables.
 */
public final class Checks {

    private final List<Check> checks;

    private Checks(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** All checks. */
    public static Checks all() {
        Map<String, SqlStatements> resources = new HashMap<>();
        List<Check> checks = new ArrayList<>();
        for (NamedCsvRecord line : Resources.csv(Checks.class, "checks.csv")) {
            String id = line.getField("id");
            String needs = line.getField("needs");
            SqlStatements sql = resources.computeIfAbsent(
                    line.getField("resource"), resource -> SqlStatements.read(Checks.class, resource, Map.of()));
            String returns = line.getField("returns");
            checks.add(new Check(
                    id,
                    Severity.valueOf(line.getField("severity").toUpperCase(Locale.ROOT)),
                    Needs.valueOf(needs.toUpperCase(Locale.ROOT)),
                    Holds.valueOf(line.getField("holds").toUpperCase(Locale.ROOT)),
                    sql.get(returns.equals("comparison") ? "view-current" : id),
                    !returns.equals("keys"),
                    line.getField("advice").isEmpty() ? null : line.getField("advice"),
                    line.getField("rule")));
        }
        return new Checks(checks);
    }

    /**
     * Some of these checks.
     *
     * @param selection ids separated by commas, those to leave out with a {@code !} or {@code -} in front; if there are
     *     only such, all others are meant; null or blank means all
     * @throws ConfigurationException if there is no check of such an id, or none is left
     */
    public Checks select(String selection) {
        if (selection == null || selection.isBlank()) {
            return this;
        }
        Map<String, Check> known = new LinkedHashMap<>();
        checks.forEach(check -> known.put(check.id(), check));
        Set<String> picked = new LinkedHashSet<>();
        Set<String> excluded = new LinkedHashSet<>();
        for (String word : selection.split(",")) {
            String wanted = word.strip();
            boolean exclude = wanted.startsWith("!") || wanted.startsWith("-");
            String id = exclude ? wanted.substring(1).strip() : wanted;
            if (!id.isEmpty() && !known.containsKey(id)) {
                throw new ConfigurationException(PropertyNames.VALIDATE_CHECKS + " names \"" + id
                        + "\", but there is no such check; the checks are: " + String.join(", ", known.keySet()) + ".");
            }
            (exclude ? excluded : picked).add(id);
        }
        List<Check> selected = checks.stream()
                .filter(check -> picked.isEmpty() || picked.contains(check.id()))
                .filter(check -> !excluded.contains(check.id()))
                .toList();
        if (selected.isEmpty()) {
            throw new ConfigurationException(PropertyNames.VALIDATE_CHECKS + " is \"" + selection
                    + "\", which leaves no check; name at least one, or leave it out to run all.");
        }
        return new Checks(selected);
    }

    List<Check> list() {
        return checks;
    }
}
