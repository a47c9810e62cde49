package dev.brickhouse.schema;

import java.util.Objects;
import java.util.Optional;

/**
 * What bringing a schema up to date came to.
 *
 * @param repairs what was missing or not in force
 * @param baselined whether the tables of the original tool were found and taken over as version 1
 * @param fromVersion the version that the schema had before; empty if its tables did not exist
 * @param toVersion the version that it has now
 * @param migrationsRun how many migrations ran; 0 means that nothing was to be done
 */
public record SchemaReport(
        RepairReport repairs, boolean baselined, Optional<String> fromVersion, String toVersion, int migrationsRun) {

    public SchemaReport {
        Objects.requireNonNull(repairs, "repairs");
        Objects.requireNonNull(fromVersion, "fromVersion");
        Objects.requireNonNull(toVersion, "toVersion");
        if (migrationsRun < 0) {
            throw new IllegalArgumentException("migrationsRun is negative: " + migrationsRun);
        }
    }

    /** Of a schema in which nothing had to be repaired. */
    public SchemaReport(boolean baselined, Optional<String> fromVersion, String toVersion, int migrationsRun) {
        this(RepairReport.NONE, baselined, fromVersion, toVersion, migrationsRun);
    }
}
