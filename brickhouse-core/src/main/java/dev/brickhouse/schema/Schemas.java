package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.load.Journal;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlProblems.Purpose;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;
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

    /** The version at which the tables are the original tool's and no more. */
    private static final String ORIGINAL_VERSION = "1";

    static final String NOTHING_VERSION = "0";

    /** The version that makes the last table; migrations after it may run a second time. */
    private static final String LAST_TABLES_VERSION = "2";

    /** The version at which a schema has everything. */
    static final String NEWEST_VERSION = CommentsMigration.VERSION;

    /** Seconds to wait for another migration of the same schema; views over a large database take their time. */
    private static final int LOCK_ATTEMPTS = 600;

    private Schemas() {}

    /**
     * Brings the schema to the newest version, from nothing, from an older version or from the original tool's tables,
     * and repairs what was dropped or left invalid since then: indexes, keys, constraints, NOT NULL, defaults,
     * sequences and views. The report lists what could not be repaired; everything else is repaired all the same.
     *
     * @param target created where it does not exist
     * @param requested the layout of the orders; null for the one that is there, or else {@link Layout#PLAIN}
     * @throws RefusedException if other tables or another schema's views have the same names, or the orders have
     *     another layout
     * @throws DatabaseException if the server refuses, for lack of a privilege for example; no migration is half-done
     *     then
     */
    public static SchemaReport migrate(DataSource dataSource, RetailSchema target, Layout requested, Console console) {
        try {
            SchemaContents before = MigrationPreconditions.require(dataSource, target, requested);
            Layout layout = Layouts.of(before.layout(), target, requested);
            boolean original =
                    !before.isManaged() && RetailSchema.TABLES.stream().anyMatch(before::hasTable);
            Flyway flyway = flyway(dataSource, target, layout, original ? ORIGINAL_VERSION : NOTHING_VERSION);
            if (isUnrecorded(before, flyway)) {
                flyway = flyway(dataSource, target, layout, LAST_TABLES_VERSION);
                forgetHistory(dataSource, target);
            }
            MigrateResult result = flyway.migrate();
            requireNothingDropped(contents(dataSource, target), target);
            if (layout == Layout.PARTITIONED) {
                MonthlyPartitions.createAhead(dataSource, target, console);
            }
            SchemaReport report = new SchemaReport(
                    target,
                    Repair.run(dataSource, target, console),
                    original,
                    Optional.ofNullable(result.initialSchemaVersion)
                            .filter(version -> !version.isEmpty() && !version.equals(NOTHING_VERSION)),
                    flyway.info().current().getVersion().getVersion(),
                    result.migrationsExecuted);
            report.lines().forEach(console::info);
            return report;
        } catch (SQLException | FlywayException e) {
            throw problem(e, target);
        }
    }

    /**
     * Repairs what was dropped or left invalid since the schema was migrated, and does nothing else.
     *
     * @throws DatabaseException if the catalog cannot be read
     */
    public static RepairReport repair(DataSource dataSource, RetailSchema target, Console console) {
        try {
            return Repair.run(dataSource, target, console);
        } catch (SQLException e) {
            throw problem(e, target);
        }
    }

    /**
     * Recreates the analytics views and their indexes that were dropped since the schema was migrated.
     *
     * @throws ConfigurationException if the schema was never migrated
     * @throws RefusedException if another schema's views have the same names
     * @throws DatabaseException if the server refuses
     */
    public static void restoreAnalytics(DataSource dataSource, RetailSchema target, Console console) {
        try {
            SchemaContents contents = contents(dataSource, target);
            contents.requireManaged();
            requireTables(missingTables(contents), target);
            List<String> restored = Transactions.call(dataSource, new AnalyticsViews(target)::createMissing);
            if (!restored.isEmpty()) {
                console.info("Recreated missing objects in schema " + target.quotedAnalytics() + ": "
                        + String.join(", ", restored));
            }
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "create the views in schema " + target.quotedAnalytics(), Purpose.MIGRATION);
        }
    }

    private static Flyway flyway(DataSource dataSource, RetailSchema target, Layout layout, String baselineVersion) {
        List<JavaMigration> migrations = new ArrayList<>(List.of(
                new CommentsMigration(new Comments(target)),
                new AnalyticsMigration(new AnalyticsViews(target), new Comments(target))));
        layoutMigration(layout).ifPresent(migrations::add);
        return Flyway.configure(Schemas.class.getClassLoader())
                .loggers("slf4j")
                .dataSource(FlywayConnections.of(dataSource))
                .defaultSchema(target.name())
                .createSchemas(true)
                .table(RetailSchema.HISTORY_TABLE)
                .locations("classpath:dev/brickhouse/schema/migration")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .javaMigrations(migrations.toArray(JavaMigration[]::new))
                .callbacks(new TargetSearchPath(target))
                .placeholderReplacement(false)
                // those of a layout that a user, or a restore, has given to the orders or taken from them; and a newer
                // plugin's
                .ignoreMigrationPatterns("*:ignored", "*:missing", "*:future")
                .baselineOnMigrate(true)
                .baselineVersion(baselineVersion)
                .group(true)
                .lockRetryCount(LOCK_ATTEMPTS)
                .cleanDisabled(true)
                .load();
    }

    private static Optional<JavaMigration> layoutMigration(Layout layout) {
        return switch (layout) {
            case PLAIN -> Optional.empty();
            case PARTITIONED -> Optional.of(new PartitioningMigration());
            case CITUS -> Optional.of(new CitusMigration());
        };
    }

    /**
     * Whether all migrations that make tables are done, but none is recorded. Flyway commits them together on one
     * connection and their record right after on another, which holds its lock; a process that is killed in between
     * leaves this behind.
     */
    private static boolean isUnrecorded(SchemaContents contents, Flyway flyway) {
        return contents.isManaged()
                && Stream.concat(RetailSchema.TABLES.stream(), Journal.TABLES.stream())
                        .allMatch(contents::hasTable)
                && Optional.ofNullable(flyway.info().current())
                        .map(MigrationInfo::getVersion)
                        .map(MigrationVersion::getVersion)
                        .filter(version -> !version.equals(NOTHING_VERSION))
                        .isEmpty();
    }

    /** Without its table Flyway takes what is there for the baseline. */
    private static void forgetHistory(DataSource dataSource, RetailSchema target) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Sql.execute(connection, "DROP TABLE " + target.table(RetailSchema.HISTORY_TABLE));
        }
    }

    private static SchemaContents contents(DataSource dataSource, RetailSchema target) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return SchemaContents.of(connection, target);
        }
    }

    /** The application's tables and their columns, and the journal: a migration does not repair those. */
    private static void requireNothingDropped(SchemaContents contents, RetailSchema target) {
        List<String> missing = missingTables(contents);
        for (String name : RetailSchema.TABLES) {
            contents.table(name).stream()
                    .flatMap(table -> ColumnDefinition.of(name)
                            .map(ColumnDefinition::name)
                            .filter(column -> !table.columns().containsKey(column)))
                    .forEach(column -> missing.add(name + '.' + column));
        }
        Journal.TABLES.stream().filter(name -> !contents.hasTable(name)).forEach(missing::add);
        requireTables(missing, target);
    }

    private static List<String> missingTables(SchemaContents contents) {
        return RetailSchema.TABLES.stream()
                .filter(name -> !contents.hasTable(name))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static void requireTables(List<String> missing, RetailSchema target) {
        if (!missing.isEmpty()) {
            throw new RefusedException(dropped(missing, target.quoted(), ""));
        }
    }

    /**
     * That tables or columns are gone which this plugin once made, and what to do.
     *
     * @param schema its name, quoted
     * @param consequence such as "nothing was changed; ", or empty
     */
    public static String dropped(List<String> missing, String schema, String consequence) {
        return "Schema " + schema + " was set up by this plugin, but "
                + String.join(", ", missing) + (missing.size() == 1 ? " was" : " were")
                + " dropped since, with the rows in it; " + consequence
                + "restore a backup, drop the schema and run this again, or choose another schema with "
                + PropertyNames.SCHEMA + ".";
    }

    private static BrickhouseException problem(Exception e, RetailSchema target) {
        return SqlProblems.explain(e, "create or upgrade schema " + target.quoted(), Purpose.MIGRATION);
    }
}
