package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static dev.brickhouse.backup.BackupCases.checksums;
import static dev.brickhouse.backup.BackupCases.definitions;
import static dev.brickhouse.backup.BackupCases.request;
import static dev.brickhouse.backup.BackupCases.restore;
import static dev.brickhouse.backup.BackupCases.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.connection.Database;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Severity;
import dev.brickhouse.validate.ValidationReport;
import dev.brickhouse.validate.Validator;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripIT {

    /** With what a schema of its own may hold in addition to the seed. */
    private static TestDatabase source;

    /** As a seed leaves it. */
    private static TestDatabase untouched;

    @TempDir
    private Path directory;

    private TestDatabase target;

    @BeforeAll
    static void seed() throws SQLException {
        source = TestDatabase.create();
        SeedFixture.seeder(source.dataSource()).seed(SeedFixture.smallRequest());
        source.execute("UPDATE orders SET notes = E'tab\\there, line\\nthere, \\\\. and \"quotes\" ''all'' \\r é'"
                + " WHERE order_id = 7; UPDATE orders SET notes = '' WHERE order_id = 8;"
                + " ALTER TABLE stores ADD COLUMN \"Ünusual \"\"name\" numeric(7,3)[] DEFAULT '{1.5}';"
                + " COMMENT ON COLUMN stores.\"Ünusual \"\"name\" IS E'it''s; of\\ntwo lines \\\\ and more'");
        untouched = TestDatabase.create();
        SeedFixture.seeder(untouched.dataSource()).seed(SeedFixture.smallRequest());
    }

    @AfterAll
    static void dropSource() throws SQLException {
        source.close();
        untouched.close();
    }

    @BeforeEach
    void createTarget() throws SQLException {
        target = TestDatabase.create();
    }

    @AfterEach
    void dropTarget() throws SQLException {
        target.close();
    }

    @ParameterizedTest
    @CsvSource({
        "BUILTIN, PLAIN, 0",
        "BUILTIN, PLAIN, 6",
        "PG_DUMP, PLAIN, 0",
        "PG_DUMP, PLAIN, 6",
        "PG_DUMP, CUSTOM, 6",
        "PG_DUMP, DIRECTORY, 1"
    })
    void aFullBackupComesBackAsItWas(WriterKind writer, BackupFormat format, int compression) throws SQLException {
        assumeWritable(writer);
        BackupReport backup =
                BackupTask.backup(source.dataSource(), compressed(format, writer, compression), Console.SILENT);

        RestoreTask.restore(target.dataSource(), restore(target, backup.backup(), false));

        assertThat(checksums(target.dataSource())).isEqualTo(checksums(source.dataSource()));
        assertThat(definitions(target)).isEqualTo(definitions(source));
        assertThat(sequences(target)).isEqualTo(sequences(source));
        assertThat(target.rows("SELECT count(*) FROM analytics.inventory_summary"))
                .isEqualTo(source.rows("SELECT count(*) FROM analytics.inventory_summary"))
                .isNotEqualTo(List.of("0"));
        assertThat(backup.manifest().writer().kind()).isEqualTo(writer);
        assertThat(backup.manifest().seedFingerprint())
                .isEqualTo(
                        source.rows("SELECT fingerprint FROM brickhouse_seed").get(0));
    }

    @ParameterizedTest
    @CsvSource({"BUILTIN, PLAIN", "PG_DUMP, PLAIN", "PG_DUMP, CUSTOM", "PG_DUMP, DIRECTORY"})
    void definitionsAloneComeBackWithoutRowsAndAreRecognized(WriterKind writer, BackupFormat format)
            throws SQLException {
        assumeWritable(writer);
        BackupReport backup = take(BackupContent.SCHEMA, format, writer);

        RestoreTask.restore(target.dataSource(), restore(target, backup.backup(), false));

        assertThat(definitions(target)).isEqualTo(definitions(source));
        assertThat(target.rows("SELECT count(*) FROM orders")).containsExactly("0");
        assertThat(TestSchemas.migrate(target.dataSource(), RetailSchema.DEFAULT, Console.SILENT))
                .satisfies(report -> {
                    assertThat(report.fromVersion()).contains(report.toVersion());
                    assertThat(report.migrationsRun()).isZero();
                    assertThat(report.repairs().repaired()).isEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource({"BUILTIN, PLAIN", "PG_DUMP, PLAIN", "PG_DUMP, CUSTOM", "PG_DUMP, DIRECTORY"})
    void rowsAloneComeBackIntoTablesThatAreThere(WriterKind writer, BackupFormat format) throws SQLException {
        assumeWritable(writer);
        TestSchemas.migrate(target.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        target.execute("ALTER TABLE stores ADD COLUMN \"Ünusual \"\"name\" numeric(7,3)[] DEFAULT '{1.5}'");
        BackupReport backup = take(BackupContent.DATA, format, writer);

        RestoreTask.restore(target.dataSource(), restore(target, backup.backup(), false));

        Map<String, TableChecksum> expected = new TreeMap<>(checksums(source.dataSource()));
        Map<String, TableChecksum> actual = new TreeMap<>(checksums(target.dataSource()));
        expected.remove(RetailSchema.HISTORY_TABLE);
        actual.remove(RetailSchema.HISTORY_TABLE);
        assertThat(actual).isEqualTo(expected);
        assertThat(sequences(target)).isEqualTo(sequences(source));
    }

    @Test
    @Tag("every-version")
    void aRestoredDatabaseIsTakenAsTheSeededOneItWas() throws SQLException {
        BackupReport backup = take(BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN);
        RestoreTask.restore(target.dataSource(), restore(target, backup.backup(), false));
        target.execute("DROP MATERIALIZED VIEW analytics.order_trends");

        assertThat(AnalyticsRefresh.refresh(target.dataSource(), RetailSchema.DEFAULT, false, Console.SILENT)
                        .views())
                .hasSize(3);
        assertThat(SeedFixture.seeder(target.dataSource())
                        .seed(SeedFixture.smallRequest())
                        .fingerprint())
                .isEqualTo(backup.manifest().seedFingerprint());
        assertThat(target.rows("SELECT count(*) FROM orders")).containsExactly("5615");
    }

    @ParameterizedTest
    @CsvSource({"BUILTIN, PLAIN", "PG_DUMP, PLAIN", "PG_DUMP, CUSTOM", "PG_DUMP, DIRECTORY"})
    @Tag("every-version")
    void aRestoredDatabasePassesEveryCheck(WriterKind writer, BackupFormat format) throws SQLException {
        assumeWritable(writer);
        BackupReport backup = BackupTask.backup(
                untouched.dataSource(),
                request(untouched, BackupContent.FULL, format, writer, directory),
                Console.SILENT);
        RestoreTask.restore(target.dataSource(), restore(target, backup.backup(), false));

        ValidationReport report = new Validator(RetailSchema.DEFAULT, Checks.all())
                .validate(target.dataSource(), Console.SILENT, Progress.NONE);

        assertThat(report.violated(Severity.ERROR)).isEmpty();
        assertThat(report.violated(Severity.WARNING)).isEmpty();
        assertThat(report.skipped()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = WriterKind.class,
            names = {"BUILTIN", "PG_DUMP"})
    void defaultPrivilegesDoNotReachThePluginsOwnRecord(WriterKind writer) throws SQLException {
        assumeWritable(writer);
        BackupReport backup = take(BackupContent.FULL, BackupFormat.PLAIN, writer);
        target.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC");

        RestoreTask.restore(target.dataSource(), restore(target, backup.backup(), false));

        assertThat(target.rows(
                        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
                                + " AND has_table_privilege('public', oid, 'SELECT') ORDER BY 1"))
                .containsExactly("inventory", "orders", "products", "stores", "users");
    }

    @Test
    void schemasWithUnusualNamesComeBack() throws SQLException {
        try (TestDatabase own = TestDatabase.create()) {
            TestSchemas.migrate(own.dataSource(), new RetailSchema("My \"shop'", "Views; of it"), Console.SILENT);
            BackupRequest request = BackupRequest.builder()
                    .schema(new RetailSchema("My \"shop'", "Views; of it"))
                    .writer(WriterKind.BUILTIN)
                    .directory(directory)
                    .build();
            Path backup =
                    BackupTask.backup(own.dataSource(), request, Console.SILENT).backup();

            RestoreTask.restore(
                    target.dataSource(),
                    new RestoreRequest(
                            new RetailSchema("My \"shop'", "Views; of it"),
                            backup,
                            false,
                            Optional.empty(),
                            () -> Map.of()));

            assertThat(TestSchemas.migrate(
                                    target.dataSource(), new RetailSchema("My \"shop'", "Views; of it"), Console.SILENT)
                            .migrationsRun())
                    .isZero();
        }
    }

    @Test
    void pgDumpCarriesWhatIsNotOursAndAWholeDatabase() throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        try (TestDatabase own = TestDatabase.create()) {
            TestSchemas.migrate(own.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            own.execute(
                    "CREATE TABLE customers (id int, mood text DEFAULT 'it''s fine'); INSERT INTO customers VALUES (7);"
                            + " CREATE SCHEMA other; CREATE TABLE other.things AS SELECT 1 AS id");
            for (BackupScope scope : BackupScope.values()) {
                BackupRequest request = BackupRequest.builder()
                        .format(BackupFormat.CUSTOM)
                        .scope(scope)
                        .compression(1)
                        .directory(directory)
                        .clientEnvironment(() -> BackupCases.environment(own.dataSource()))
                        .build();
                Path backup = BackupTask.backup(own.dataSource(), request, Console.SILENT)
                        .backup();
                try (TestDatabase elsewhere = TestDatabase.create()) {
                    RestoreTask.restore(elsewhere.dataSource(), restore(elsewhere, backup, false));

                    assertThat(elsewhere.rows("SELECT * FROM customers")).containsExactly("7 | it's fine");
                    assertThat(elsewhere.rows("SELECT to_regclass('other.things') IS NOT NULL"))
                            .containsExactly(scope == BackupScope.DATABASE ? "t" : "f");
                    if (scope == BackupScope.DATABASE) {
                        assertThatThrownBy(() ->
                                        RestoreTask.restore(elsewhere.dataSource(), restore(elsewhere, backup, true)))
                                .isInstanceOf(RefusedException.class)
                                .hasMessageContaining("the target is not empty");
                    }
                }
            }
        }
    }

    @Test
    void aBackupOfPgDumpsThatCannotBeRestoredLeavesTheTargetAsItWas() throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        Path backup = take(BackupContent.FULL, BackupFormat.CUSTOM, WriterKind.PG_DUMP)
                .backup();
        TestSchemas.migrate(target.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        target.execute("CREATE VIEW mine AS SELECT * FROM stores");
        List<String> before = definitions(target);

        assertThatThrownBy(() -> RestoreTask.restore(target.dataSource(), restore(target, backup, true)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith(
                        "Could not restore the backup " + backup + " (nothing was changed): other objects"
                                + " depend on the tables or views that a restore replaces; drop them and make them again"
                                + " afterwards, or restore into another database with brickhouse.database (of the embedded server: brickhouse.embeddedDatabase). (")
                .hasMessageContaining(
                        "cannot drop table stores because other objects depend on it: view mine depends on");
        assertThat(definitions(target)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"BUILTIN, PLAIN", "PG_DUMP, PLAIN", "PG_DUMP, CUSTOM", "PG_DUMP, DIRECTORY"})
    void theNewestServerTakesABackupOfThisOneAndThisOneNoneOfANewer(
            WriterKind writer, BackupFormat format, @TempDir Path data) throws SQLException {
        assumeWritable(writer);
        BackupReport backup = take(BackupContent.FULL, format, writer);
        if (TestServer.postgresVersion().equals("18")) {
            try (Database older = SecondServer.start("14", data)) {
                assertThatThrownBy(() -> restoreInto(older, backup))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageMatching(
                                "The backup was made from PostgreSQL 18\\S*, which is newer than the server's"
                                        + " 14\\S*; restore it into version 18 or a newer one\\.");
            }
        } else {
            try (Database newer = SecondServer.start("18", data)) {
                restoreInto(newer, backup);

                assertThat(checksums(newer.dataSource())).isEqualTo(checksums(source.dataSource()));
                assertThat(TestSchemas.migrate(newer.dataSource(), RetailSchema.DEFAULT, Console.SILENT)
                                .migrationsRun())
                        .isZero();
            }
        }
    }

    private static void restoreInto(Database server, BackupReport backup) throws SQLException {
        RestoreTask.restore(
                server.dataSource(),
                new RestoreRequest(
                        RetailSchema.DEFAULT,
                        backup.backup(),
                        false,
                        Optional.empty(),
                        () -> server.clientEnvironment()));
    }

    private BackupReport take(BackupContent content, BackupFormat format, WriterKind writer) {
        return BackupTask.backup(
                source.dataSource(), request(source, content, format, writer, directory), Console.SILENT);
    }

    private BackupRequest compressed(BackupFormat format, WriterKind writer, int compression) {
        return BackupRequest.builder()
                .format(format)
                .writer(writer)
                .compression(compression)
                .jobs(format == BackupFormat.DIRECTORY ? 2 : 1)
                .directory(directory)
                .clientEnvironment(() -> BackupCases.environment(source.dataSource()))
                .build();
    }
}
