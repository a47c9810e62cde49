package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brickhouse.advance.Advance;
import dev.brickhouse.backup.BackupRequest;
import dev.brickhouse.backup.BackupTask;
import dev.brickhouse.backup.RestoreRequest;
import dev.brickhouse.backup.RestoreTask;
import dev.brickhouse.backup.WriterKind;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.grant.Account;
import dev.brickhouse.grant.GrantRequest;
import dev.brickhouse.grant.Grants;
import dev.brickhouse.inspect.Inspection;
import dev.brickhouse.maintain.Maintenance;
import dev.brickhouse.maintain.MaintenanceRequest;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.seed.Seeder;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.SettingsResolver;
import dev.brickhouse.simulate.Simulation;
import dev.brickhouse.simulate.SimulationRequest;
import dev.brickhouse.sql.Transactions;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Validator;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behind PgBouncer in transaction mode every transaction has our settings, and nobody else's has. */
class PoolerIT {

    private static final List<String> SETTINGS = List.of(
            "statement_timeout", "lock_timeout", "standard_conforming_strings", "row_security", "IntervalStyle");

    @TempDir
    Path temporary;

    private TestDatabase database;

    @BeforeEach
    void makeADatabaseWithSettingsOfItsOwn() throws SQLException {
        database = TestDatabase.create();
        String alter = "ALTER DATABASE " + database.dataSource().getDatabaseName() + " SET ";
        database.execute(alter + "statement_timeout = '77s'; " + alter + "IntervalStyle = 'iso_8601'");
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void ourTransactionsHaveOurSettingsAndThoseOfOthersTheirs() throws Exception {
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, 1);
                Connection somebody = bouncer.connect()) {
            List<String> theirs = settings(somebody);

            try (Database opened = open(bouncer, 1)) {
                List<String> ours = Transactions.call(opened.dataSource(), PoolerIT::settings);
                assertThat(ours).containsExactly("50s", "5min", "on", "off", "postgres");
                List<String> isolation = Transactions.snapshot(
                        opened.dataSource(), connection -> TestDatabase.rows(connection, "SHOW transaction_isolation"));
                assertThat(isolation).containsExactly("repeatable read");
                assertThat(settings(somebody)).isEqualTo(theirs);
            }
            assertThat(settings(somebody)).isEqualTo(theirs).contains("77s", "iso_8601");
        }
    }

    @Test
    void aSeedThroughItIsWhole() throws SQLException, IOException {
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, 8);
                Database opened = open(bouncer, 6)) {
            SeedFixture.seeder(opened.dataSource()).seed(SeedFixture.smallRequest());
            SeedFixture.seeder(opened.dataSource()).seed(SeedFixture.smallRequest());

            assertThat(new Validator(RetailSchema.DEFAULT, Checks.all())
                            .validate(opened.dataSource(), Console.SILENT, Progress.NONE)
                            .results())
                    .filteredOn(result -> !result.outcome().equals("passed"))
                    .isEmpty();
        }
    }

    /** The sessions of the pool go to other applications next. */
    @Test
    void noGoalLeavesASettingInASession() throws Exception {
        RetailSchema shop = new RetailSchema("shop2", "shop2's views");
        int sessions = 6;
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, sessions);
                Database opened = open(bouncer, sessions)) {
            List<String> untouched = sessions(bouncer, sessions);
            assertThat(untouched).hasSize(1);
            DataSource pool = opened.dataSource();
            SeedTarget target = new SeedTarget(pool, shop);
            List<Path> backups = new ArrayList<>();
            Map<String, Runnable> goals = new LinkedHashMap<>();
            goals.put("schema", () -> TestSchemas.migrate(pool, shop, Console.SILENT));
            goals.put("schema again", () -> TestSchemas.migrate(pool, shop, Console.SILENT));
            goals.put(
                    "seed",
                    () -> new Seeder(target, Catalog.standard(), Console.SILENT, Progress.NONE)
                            .seed(SeedFixture.smallRequest()));
            goals.put(
                    "validate", () -> new Validator(shop, Checks.all()).validate(pool, Console.SILENT, Progress.NONE));
            goals.put("inspect", () -> Inspection.take(pool, shop.name(), true, Console.SILENT, Progress.NONE));
            goals.put("grant", () -> Grants.grant(pool, accounts(shop), Console.SILENT));
            goals.put("revoke", () -> Grants.revoke(pool, accounts(shop), Console.SILENT));
            goals.put(
                    "maintain",
                    () -> Maintenance.run(pool, new MaintenanceRequest(shop, true, true, true), Console.SILENT));
            goals.put("refresh-analytics", () -> AnalyticsRefresh.refresh(pool, shop, true, Console.SILENT));
            goals.put(
                    "simulate",
                    () -> new Simulation(target, Console.SILENT, Progress.NONE)
                            .run(SimulationRequest.builder()
                                    .workers(3)
                                    .orders(10L)
                                    .build()));
            goals.put(
                    "advance",
                    () -> new Advance(target, Console.SILENT, Progress.NONE)
                            .run(SeedFixture.AS_OF.plusDays(1), SeedFixture.AS_OF.plusDays(1)));
            goals.put(
                    "backup",
                    () -> backups.add(BackupTask.backup(
                                    pool,
                                    BackupRequest.builder()
                                            .schema(shop)
                                            .writer(WriterKind.BUILTIN)
                                            .directory(temporary.resolve("backup"))
                                            .clientEnvironment(opened::clientEnvironment)
                                            .build(),
                                    Console.SILENT)
                            .backup()));
            goals.put(
                    "restore",
                    () -> RestoreTask.restore(
                            pool,
                            new RestoreRequest(
                                    shop, backups.get(0), true, Optional.empty(), opened::clientEnvironment)));
            for (Map.Entry<String, Runnable> goal : goals.entrySet()) {
                goal.getValue().run();
                assertThat(sessions(bouncer, sessions)).as(goal.getKey()).isEqualTo(untouched);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"transaction, 1, 100", "transaction, 2, 100", "session, 1, 100", "session, 2, 100", "session, 9, 2"})
    void tooSmallAPoolIsToldWithinSeconds(String mode, int sessions, int clients) throws IOException {
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, sessions, mode, clients)) {
            long begun = System.nanoTime();
            Throwable failure = catchThrowable(
                    () -> open(bouncer, ConnectionNeed.between(3, 6).explained("even with brickhouse.threads=1", ""))
                            .close());

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(9));
            assertThat(failure)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("This goal needs 3 connections at the same time even with"
                            + " brickhouse.threads=1, and the connection pooler in between lets only "
                            + Math.min(sessions, clients)
                            + " through; raise the pooler's limits (in PgBouncer pool_size,"
                            + " max_db_connections or max_client_conn), or connect to the server itself (brickhouse.host,"
                            + " brickhouse.port) (");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pgbouncer | the database pgbouncer is PgBouncer's own console, which holds no tables; name another one with brickhouse.database (DB_NAME).
            nothing   | the connection pooler in between cannot log in to the server; check brickhouse.database (DB_NAME), or correct what the pooler's configuration says of it.
            """)
    void aDatabaseThatThePoolerDoesNotServe(String name, String sentence) throws IOException {
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, 1)) {
            assertThat(catchThrowable(() -> open(bouncer.url().replaceFirst("[^/]+$", name), ConnectionNeed.of(1))
                            .close()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("): " + sentence + " (");
        }
    }

    @ParameterizedTest
    @CsvSource({"transaction, 3, 100", "session, 3, 100", "transaction, 9, 3"})
    void aSeedDoesWithAsManyAsThePoolHas(String mode, int sessions, int clients) throws SQLException, IOException {
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, sessions, mode, clients);
                Database opened = open(bouncer, ConnectionNeed.between(3, 6))) {
            assertThat(opened.connections()).isEqualTo(3);
            SeedFixture.seeder(opened.dataSource())
                    .seed(SeedFixture.smallRequest().withThreads(1));
        }
    }

    @Test
    void aPoolThatOthersHaveUsedUpIsAPossibleCause() throws SQLException, IOException {
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, 1, "session", 100);
                Connection somebody = bouncer.connect()) {
            assertThat(settings(somebody)).isNotEmpty();

            assertThat(catchThrowable(() -> open(bouncer, 1).close()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("whether a connection pooler in between has a connection left");
        }
    }

    private static final String SESSION = """
            SELECT (SELECT string_agg(name || '=' || setting, E'\\n' ORDER BY name) FROM pg_settings
                     WHERE name NOT LIKE 'transaction%'),
                   current_setting('role'), session_user,
                   (SELECT count(*) FROM pg_prepared_statements),
                   (SELECT count(*) FROM pg_cursors WHERE is_holdable),
                   (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()),
                   (SELECT count(*) FROM pg_class WHERE relnamespace = pg_my_temp_schema())
            """;

    /** How the sessions of the pool differ from each other, as all of them together show it to others. */
    private static List<String> sessions(PgBouncer bouncer, int count) throws SQLException {
        List<Connection> others = new ArrayList<>();
        Set<String> processes = new HashSet<>();
        Set<String> found = new TreeSet<>();
        try {
            for (int i = 0; i < count; i++) {
                Connection other = bouncer.connect();
                others.add(other);
                // holds the session that it is in
                other.setAutoCommit(false);
                processes.addAll(TestDatabase.rows(other, "SELECT pg_backend_pid()"));
                found.addAll(TestDatabase.rows(other, SESSION));
            }
        } finally {
            for (Connection other : others) {
                other.close();
            }
        }
        assertThat(processes).hasSize(count);
        return List.copyOf(found);
    }

    private static GrantRequest accounts(RetailSchema schema) {
        return new GrantRequest(
                schema,
                Optional.of(new Account(
                        "pooled_" + ProcessHandle.current().pid(), "service", Optional.of("only for tests"), "hint")),
                Optional.empty());
    }

    private static List<String> settings(Connection connection) throws SQLException {
        List<String> values = new ArrayList<>();
        for (String name : SETTINGS) {
            values.addAll(TestDatabase.rows(connection, "SHOW " + name));
        }
        return values;
    }

    private static Database open(PgBouncer bouncer, int connections) {
        return open(bouncer, ConnectionNeed.of(connections));
    }

    private static Database open(PgBouncer bouncer, ConnectionNeed need) {
        return open(bouncer.url(), need);
    }

    private static Database open(String url, ConnectionNeed need) {
        ResolvedDatabase plan = SettingsResolver.resolve(
                Requests.builder()
                        .commandLine("brickhouse.url", url)
                        .commandLine("brickhouse.user", "postgres")
                        .commandLine("brickhouse.statementTimeout", "50")
                        .commandLine("brickhouse.connectTimeout", "4")
                        .build(),
                Console.SILENT);
        return Databases.open(plan, need, Console.SILENT);
    }
}
