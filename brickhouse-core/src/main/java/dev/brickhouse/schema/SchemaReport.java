package dev.brickhouse.schema;

import dev.brickhouse.report.GoalResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What bringing a schema up to date came to.
 *
 * @param schema the schema
 * @param repairs what was missing or not in force
 * @param baselined whether the tables of the original tool were found and adopted as version 1
 * @param fromVersion the version that the schema had before; empty if its tables did not exist
 * @param toVersion the version that it has now
 * @param migrationsRun how many migrations ran; 0 means that the schema was up to date
 */
public record SchemaReport(
        RetailSchema schema,
        RepairReport repairs,
        boolean baselined,
        Optional<String> fromVersion,
        String toVersion,
        int migrationsRun)
        implements GoalResult {

    public SchemaReport {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(repairs, "repairs");
        Objects.requireNonNull(fromVersion, "fromVersion");
        Objects.requireNonNull(toVersion, "toVersion");
        if (migrationsRun < 0) {
            throw new IllegalArgumentException("migrationsRun is negative: " + migrationsRun);
        }
    }

    @Override
    public List<String> lines() {
        return List.of("Schema " + schema.quoted() + " " + outcome());
    }

    private String outcome() {
        if (baselined) {
            return "held the original tool's tables, which were adopted; it is now at version " + toVersion;
        }
        if (migrationsRun > 0) {
            return fromVersion
                    .map(from -> "was upgraded from version " + from + " to version " + toVersion)
                    .orElse("was created at version " + toVersion);
        }
        int repaired = repairs.repaired().size();
        int damaged = repaired + repairs.unrepaired().size();
        return "is at version " + toVersion
                + (damaged == 0
                        ? ", the newest"
                        : "; repaired " + repaired + " of " + damaged
                                + " definitions that were missing or not in force");
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("baselined", baselined);
        facts.put("fromVersion", fromVersion.orElse(null));
        facts.put("toVersion", toVersion);
        facts.put("migrationsRun", migrationsRun);
        facts.put("repaired", repairs.repaired());
        facts.put("unrepaired", repairs.unrepaired());
        return facts;
    }
}
