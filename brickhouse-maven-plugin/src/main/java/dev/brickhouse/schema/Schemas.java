package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Transactions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Creates the tables and the analytics views and brings them up to date.
 *
 * <p>Nothing is ever dropped. Each call may run at the same time as others, in this process or elsewhere, on the same
 * schemas or on different ones of one database.
 */
public final class Schemas {

    /** How many connections a migration uses at the same time: Flyway looks after its history with one of them. */
    public static final int CONNECTIONS = 2;

    /** Its presence in a schema says that the plugin has set that schema up. */
    public static final String HISTORY_TABLE = "brickhouse_schema_history";

    /** The version at which the tables are the original tool's and no more. */
    private static final String ORIGINAL_VERSION = "1";

    private static final String NOTHING_VERSION = "0";

    /** Seconds to wait for another migration of the same schema; views over a large database take their time. */
    private static final int LOCK_ATTEMPTS = 600;

    private Schemas() {}

    /**
     * Brings the schema to the newest version, from nothing, from an older version or from the original tool's tables,
     * and makes what somebody dropped or left invalid since then again: indexes, keys, constraints, NOT NULL, defaults,
     * sequences and views. What could not be made again stands in the report, and nothing else is lost by it.
     *
     * @param schema where the tables are or shall be; made if it is missing
     * @param analyticsSchema where the materialized views are or shall be; made if it is missing
     * @throws ConfigurationException if a name cannot be that of a schema
     * @throws RefusedException if other tables or another schema's views stand there under the same names
     * @throws DatabaseException if the server refuses, for want of a privilege for example; nothing is half-done then
     */
    public static SchemaReport migrate(DataSource dataSource, String schema, String analyticsSchema, Console console) {
        Target target = new Target(schema, analyticsSchema);
        try {
            Survey before = Survey.takeBeforeMigration(dataSource, target);
            Flyway flyway = flyway(dataSource, target, before.isOriginal() ? ORIGINAL_VERSION : NOTHING_VERSION);
            MigrateResult result = flyway.migrate();
            requireAll(Survey.take(dataSource, target).missing(), target);
            SchemaReport report = new SchemaReport(
                    Repair.run(dataSource, target, console),
                    before.isOriginal(),
                    Optional.ofNullable(result.initialSchemaVersion)
                            .filter(version -> !version.isEmpty() && !version.equals(NOTHING_VERSION)),
                    flyway.info().current().getVersion().getVersion(),
                    result.migrationsExecuted);
            console.info(describe(report, target));
            return report;
        } catch (SQLException | FlywayException e) {
            throw problem(e, target);
        }
    }

    /**
     * Makes again what somebody dropped or left invalid since the schema was migrated, and nothing else.
     *
     * @throws DatabaseException if the server refuses to show what is there
     */
    public static Repairs repair(DataSource dataSource, String schema, String analyticsSchema, Console console) {
        Target target = new Target(schema, analyticsSchema);
        try {
            return Repair.run(dataSource, target, console);
        } catch (SQLException e) {
            throw problem(e, target);
        }
    }

    /**
     * Makes those analytics views and indexes again that somebody dropped since the schema was migrated.
     *
     * @throws ConfigurationException if a name cannot be that of a schema, or the schema was never migrated
     * @throws RefusedException if another schema's views stand there under the same names
     * @throws DatabaseException if the server refuses
     */
    public static void restoreAnalytics(DataSource dataSource, String schema, String analyticsSchema, Console console) {
        Target target = new Target(schema, analyticsSchema);
        try {
            requireMigrated(dataSource, target);
            List<String> restored = createMissingViews(dataSource, target);
            if (!restored.isEmpty()) {
                console.info("Made what was missing in schema " + target.quotedAnalyticsSchema() + ": "
                        + String.join(", ", restored));
            }
        } catch (SQLException e) {
            throw SchemaProblems.translate(e, "make the views in schema " + target.quotedAnalyticsSchema());
        }
    }

    private static Flyway flyway(DataSource dataSource, Target target, String baselineVersion) {
        return Flyway.configure(Schemas.class.getClassLoader())
                .loggers("slf4j")
                .dataSource(dataSource)
                .defaultSchema(target.schema())
                .createSchemas(true)
                .table(HISTORY_TABLE)
                .locations("classpath:dev/brickhouse/schema/migration")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .javaMigrations(new AnalyticsMigration(new AnalyticsViews(target)))
                .callbacks(new TargetSearchPath(target))
                .placeholderReplacement(false)
                .baselineOnMigrate(true)
                .baselineVersion(baselineVersion)
                .group(true)
                .lockRetryCount(LOCK_ATTEMPTS)
                .cleanDisabled(true)
                .load();
    }

    private static void requireAll(List<String> missing, Target target) {
        if (!missing.isEmpty()) {
            throw new RefusedException("Schema " + target.quotedSchema()
                    + " was set up by this plugin, but somebody has dropped " + String.join(", ", missing)
                    + " since, with the rows in it; restore a backup, or drop the schema and run this again, or choose"
                    + " another with " + PropertyNames.SCHEMA + ".");
        }
    }

    private static void requireMigrated(DataSource dataSource, Target target) throws SQLException {
        Survey survey = Survey.take(dataSource, target);
        if (!survey.managed()) {
            throw new ConfigurationException("Schema " + target.quotedSchema()
                    + " has not been set up by this plugin; run the goal brickhouse:schema first, or name the right one"
                    + " in " + PropertyNames.SCHEMA + " (" + PropertyNames.ENV_SCHEMA + ").");
        }
        requireAll(survey.missingTables(), target);
    }

    private static List<String> createMissingViews(DataSource dataSource, Target target) throws SQLException {
        return Transactions.call(dataSource, new AnalyticsViews(target)::createMissing);
    }

    private static BrickhouseException problem(Exception e, Target target) {
        return SchemaProblems.translate(e, "create or upgrade schema " + target.quotedSchema());
    }

    private static String describe(SchemaReport report, Target target) {
        String schema = "Schema " + target.quotedSchema();
        if (report.baselined()) {
            return schema + " held the original tool's tables; they were taken over, and it is now at version "
                    + report.toVersion();
        }
        if (report.migrationsRun() == 0) {
            Repairs repairs = report.repairs();
            if (!repairs.repaired().isEmpty() || !repairs.unrepaired().isEmpty()) {
                return schema + " is at version " + report.toVersion() + "; repaired "
                        + repairs.repaired().size() + " of "
                        + (repairs.repaired().size() + repairs.unrepaired().size())
                        + " definitions that were missing or not in force";
            }
            return schema + " is at version " + report.toVersion() + ", the newest";
        }
        return report.fromVersion()
                .map(from -> schema + " was brought from version " + from + " to version " + report.toVersion())
                .orElseGet(() -> schema + " was created at version " + report.toVersion());
    }
}
