package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static dev.brickhouse.backup.BackupCases.checksums;
import static dev.brickhouse.backup.BackupCases.definitions;
import static dev.brickhouse.backup.BackupCases.psql;
import static dev.brickhouse.backup.BackupCases.request;
import static dev.brickhouse.backup.BackupCases.restore;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.SettingsResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Backups mean the same wherever they are written and read. */
class BackupSettingsIT {

    private static final int RANDOM_CASES = 4;

    /** Settings that change what a text means, or how it is written. */
    private static final Map<String, List<String>> SETTINGS = Map.ofEntries(
            Map.entry("standard_conforming_strings", List.of("on", "off")),
            Map.entry("search_path", List.of("''", "pg_catalog", "analytics, public", "nowhere")),
            Map.entry("DateStyle", List.of("'SQL, DMY'", "'German, DMY'", "'Postgres, MDY'")),
            Map.entry("IntervalStyle", List.of("sql_standard", "iso_8601", "postgres_verbose")),
            Map.entry("TimeZone", List.of("'Asia/Kathmandu'", "'America/St_Johns'", "UTC")),
            Map.entry("extra_float_digits", List.of("'-10'", "0", "3")),
            Map.entry("bytea_output", List.of("escape", "hex")),
            Map.entry("quote_all_identifiers", List.of("on", "off")),
            Map.entry("array_nulls", List.of("on", "off")),
            Map.entry("transform_null_equals", List.of("on", "off")),
            Map.entry("check_function_bodies", List.of("on", "off")),
            Map.entry("row_security", List.of("on", "off")),
            Map.entry("xmloption", List.of("content", "document")),
            Map.entry("escape_string_warning", List.of("on", "off")),
            Map.entry("backslash_quote", List.of("on", "off", "safe_encoding")),
            Map.entry("client_min_messages", List.of("error", "notice")),
            Map.entry("default_transaction_isolation", List.of("serializable", "'read committed'")),
            Map.entry("client_encoding", List.of("latin1", "utf8")),
            Map.entry("lock_timeout", List.of("0", "'30s'")),
            Map.entry("enable_seqscan", List.of("on", "off")));

    private static final String OWN_THINGS = "ALTER TABLE stores ADD COLUMN path text DEFAULT 'c:\\temp''s\\',"
            + " ADD COLUMN since timestamptz DEFAULT '2026-03-29 01:30:00+01',"
            + " ADD COLUMN lasts interval DEFAULT '-1 day +02:03:04', ADD COLUMN ratio float8, ADD COLUMN raw bytea,"
            + " ADD COLUMN price money, ADD COLUMN kind regclass, ADD COLUMN parts text[] DEFAULT '{NULL,\"NULL\",\"a\\\\b\"}',"
            + " ADD CONSTRAINT no_backslash CHECK (store_name !~ '^\\d+\\t' AND store_name <> 'a\\b'),"
            + " ADD CONSTRAINT not_long_ago CHECK (since > '1900-01-02 03:04:05+00' AND lasts > '-1 year -2 days +00:00:03');"
            + " CREATE INDEX no_drive ON stores (store_name) WHERE path <> 'c:\\new' AND since > '2026-01-02 00:00:00+00';"
            + " COMMENT ON COLUMN stores.path IS 'a\\b ''c'' \\n';"
            + " COMMENT ON CONSTRAINT no_backslash ON stores IS 'd\\';"
            + " INSERT INTO stores (store_name, store_code, address, city, state, zip_code, region, store_type, path, since,"
            + " lasts, ratio, raw, price, kind) VALUES ('A', 'A1', 'a', 'a', 'GA', '1', 'South', 'Urban', 'x\\y\tz',"
            + " '2026-10-25 02:30:00-02:30', '1 year -2 days +03:04:05.06', 0.1::float8 + 0.2, '\\x00ff5c27', '1234.56', 'orders')";

    @TempDir
    private Path directory;

    /** Both directions of what matters most, and then what chance brings. */
    static Stream<List<Map<String, String>>> settings() {
        Map<String, String> off = Map.of("standard_conforming_strings", "off");
        Map<String, String> on = Map.of("standard_conforming_strings", "on");
        return Stream.concat(
                Stream.of(List.of(off, on), List.of(on, off)),
                IntStream.range(0, RANDOM_CASES)
                        .mapToObj(Random::new)
                        .map(random -> List.of(some(random), some(random))));
    }

    @ParameterizedTest
    @MethodSource("settings")
    @Tag("every-version")
    void aScriptMeansTheSameUnderAnySettings(List<Map<String, String>> settings) throws SQLException, IOException {
        try (TestDatabase source = TestDatabase.create();
                TestDatabase restored = TestDatabase.create();
                TestDatabase byHand = TestDatabase.create()) {
            TestSchemas.migrate(source.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            source.execute(OWN_THINGS);
            List<String> definitions = definitions(source);
            set(source, settings.get(0));
            set(restored, settings.get(1));
            set(byHand, settings.get(1));

            Path script = BackupTask.backup(
                            source.dataSource(),
                            request(source, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN, directory),
                            Console.SILENT)
                    .backup();
            RestoreTask.restore(restored.dataSource(), restore(restored, script, false));
            psql(byHand, script);

            for (TestDatabase target : List.of(source, restored, byHand)) {
                reset(target);
                assertThat(definitions(target)).isEqualTo(definitions);
                assertThat(checksums(target.dataSource())).isEqualTo(checksums(source.dataSource()));
            }
        }
    }

    static Stream<Arguments> dumps() {
        Map<String, String> others = new HashMap<>(Map.ofEntries(
                Map.entry("standard_conforming_strings", "off"),
                Map.entry("array_nulls", "off"),
                Map.entry("transform_null_equals", "on"),
                Map.entry("backslash_quote", "on"),
                Map.entry("IntervalStyle", "sql_standard"),
                Map.entry("DateStyle", "'German, DMY'"),
                Map.entry("bytea_output", "escape"),
                Map.entry("quote_all_identifiers", "on"),
                Map.entry("xmloption", "document"),
                Map.entry("client_encoding", "latin1"),
                Map.entry("default_transaction_isolation", "serializable"),
                Map.entry("statement_timeout", "'5ms'")));
        if (Integer.parseInt(TestServer.postgresVersion()) >= 17) {
            others.put("transaction_timeout", "'1ms'");
        }
        Map<String, String> whenWritten = new HashMap<>(others);
        // pg_dump lifts it itself, but only after some queries of the catalog
        whenWritten.put("statement_timeout", "'1s'");
        whenWritten.computeIfPresent("transaction_timeout", (name, value) -> "'1s'");
        return Stream.of(
                Arguments.of(BackupFormat.PLAIN, whenWritten, others),
                Arguments.of(BackupFormat.CUSTOM, whenWritten, Map.of()),
                Arguments.of(BackupFormat.DIRECTORY, Map.of(), others));
    }

    /**
     * Also what is set on the tables that a restore replaces, which it sets again after the script, and in its own
     * transaction.
     */
    @ParameterizedTest
    @MethodSource("dumps")
    @Tag("every-version")
    void whatPgDumpWroteMeansTheSameUnderAnySettings(
            BackupFormat format, Map<String, String> whenWritten, Map<String, String> whenRead) throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        try (TestDatabase source = TestDatabase.create();
                TestDatabase elsewhere = TestDatabase.create();
                // whose own statements have no such limit
                TestDatabase administrator = TestDatabase.create()) {
            TestSchemas.migrate(source.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            source.execute(OWN_THINGS);
            List<String> definitions = definitions(source);
            Map<String, TableChecksum> checksums = checksums(source.dataSource());
            set(administrator, source, whenWritten);
            Path backup;
            try (Database opened = open(source)) {
                backup = BackupTask.backup(
                                opened.dataSource(),
                                BackupRequest.builder()
                                        .format(format)
                                        .writer(WriterKind.PG_DUMP)
                                        .directory(directory)
                                        .clientEnvironment(() -> opened.clientEnvironment())
                                        .build(),
                                Console.SILENT)
                        .backup();
            }
            reset(administrator, source);
            source.execute("ALTER TABLE products ALTER brand SET DEFAULT 'C:\\new\\table';"
                    + " ALTER TABLE stores ALTER raw SET DEFAULT '\\xdeadbeef', ALTER parts SET DEFAULT '{\"b\\\\c\",NULL}';"
                    + " COMMENT ON TABLE orders IS 'é \\x41'");
            List<String> decorated = definitions(source);
            set(administrator, source, whenRead);
            set(administrator, elsewhere, whenRead);

            for (TestDatabase target : List.of(source, elsewhere)) {
                try (Database opened = open(target)) {
                    RestoreTask.restore(
                            opened.dataSource(),
                            new RestoreRequest(
                                    RetailSchema.DEFAULT,
                                    backup,
                                    true,
                                    Optional.empty(),
                                    () -> opened.clientEnvironment()));
                }
                reset(administrator, target);
                assertThat(definitions(target)).isEqualTo(target == source ? decorated : definitions);
                assertThat(checksums(target.dataSource())).isEqualTo(checksums);
            }
        }
    }

    /** With an event trigger, whose function needs the search path, a script's definitions are read under it as well. */
    @Test
    void whatPsqlRestoresUsesNobodysLookAlikes() throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        try (TestDatabase database = TestDatabase.create()) {
            TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            database.execute("CREATE SCHEMA evil;"
                    + " CREATE FUNCTION evil.count(int) RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint';"
                    + " CREATE SCHEMA audit; CREATE TABLE audit.ddl_log (tag text);"
                    + " CREATE FUNCTION audit.log_ddl() RETURNS event_trigger LANGUAGE plpgsql AS"
                    + " 'BEGIN INSERT INTO ddl_log VALUES (tg_tag); END';"
                    + " CREATE EVENT TRIGGER log_ddl ON ddl_command_end EXECUTE FUNCTION audit.log_ddl()");
            List<String> definitions = definitions(database);
            set(database, Map.of("search_path", "public, audit, evil"));
            try (Database opened = open(database)) {
                Path backup = BackupTask.backup(
                                opened.dataSource(),
                                BackupRequest.builder()
                                        .writer(WriterKind.PG_DUMP)
                                        .directory(directory)
                                        .clientEnvironment(() -> opened.clientEnvironment())
                                        .build(),
                                Console.SILENT)
                        .backup();
                RestoreTask.restore(
                        opened.dataSource(),
                        new RestoreRequest(
                                RetailSchema.DEFAULT,
                                backup,
                                true,
                                Optional.empty(),
                                () -> opened.clientEnvironment()));
            }
            reset(database);
            assertThat(definitions(database)).isEqualTo(definitions);
            assertThat(database.rows("SELECT count(*) FROM pg_depend WHERE refclassid = 'pg_proc'::regclass"
                            + " AND refobjid = 'evil.count(int)'::regprocedure"))
                    .containsExactly("0");
            assertThat(database.rows("SELECT count(*) > 20 FROM audit.ddl_log")).containsExactly("t");
        }
    }

    /** The statements that make room come before those of the script, which says what its encoding is. */
    @Test
    void namesOutsideAsciiAreReadAsTheyWereWritten() throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        RetailSchema schema = new RetailSchema("Sché", "Sché_analytics");
        try (TestDatabase database = TestDatabase.create()) {
            TestSchemas.migrate(database.dataSource(), schema, Console.SILENT);
            set(database, Map.of("client_encoding", "latin1"));
            try (Database opened = open(database)) {
                Path backup = BackupTask.backup(
                                opened.dataSource(),
                                BackupRequest.builder()
                                        .schema(schema)
                                        .writer(WriterKind.PG_DUMP)
                                        .directory(directory)
                                        .clientEnvironment(() -> opened.clientEnvironment())
                                        .build(),
                                Console.SILENT)
                        .backup();
                RestoreTask.restore(
                        opened.dataSource(),
                        new RestoreRequest(schema, backup, true, Optional.empty(), () -> opened.clientEnvironment()));
            }
            reset(database);
            assertThat(database.rows("SELECT count(*) FROM \"Sché\".stores")).containsExactly("0");
        }
    }

    private static Database open(TestDatabase database) {
        return Databases.open(
                SettingsResolver.resolve(
                        Requests.builder()
                                .commandLine(PropertyNames.URL, database.url())
                                .build(),
                        Console.SILENT),
                2,
                Console.SILENT);
    }

    @Test
    void whatReactsToTheRestoresOwnStatementsFindsItsTables() throws SQLException {
        try (TestDatabase source = TestDatabase.create();
                TestDatabase target = TestDatabase.create()) {
            TestSchemas.migrate(source.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            Path script = BackupTask.backup(
                            source.dataSource(),
                            request(source, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN, directory),
                            Console.SILENT)
                    .backup();
            target.execute(
                    "CREATE SCHEMA audit; CREATE TABLE audit.ddl_log (tag text);"
                            + " ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC;"
                            + " CREATE FUNCTION audit.log() RETURNS event_trigger LANGUAGE plpgsql"
                            + " AS 'BEGIN INSERT INTO ddl_log VALUES (tg_tag); END';"
                            + " CREATE EVENT TRIGGER log ON ddl_command_end WHEN TAG IN ('REVOKE') EXECUTE FUNCTION audit.log()");
            set(target, Map.of("search_path", "public, audit"));

            RestoreTask.restore(target.dataSource(), restore(target, script, false));

            assertThat(target.rows("SELECT DISTINCT tag FROM audit.ddl_log")).containsExactly("REVOKE");
        }
    }

    private static Map<String, String> some(Random random) {
        Map<String, String> some = new LinkedHashMap<>();
        SETTINGS.keySet().stream().sorted().forEach(name -> {
            List<String> values = SETTINGS.get(name);
            if (random.nextInt(3) > 0) {
                some.put(name, values.get(random.nextInt(values.size())));
            }
        });
        return some;
    }

    private static void set(TestDatabase database, Map<String, String> settings) throws SQLException {
        set(database, database, settings);
    }

    private static void set(TestDatabase by, TestDatabase database, Map<String, String> settings) throws SQLException {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            by.execute("ALTER DATABASE " + database.dataSource().getDatabaseName() + " SET " + setting.getKey() + " = "
                    + setting.getValue());
        }
    }

    private static void reset(TestDatabase database) throws SQLException {
        reset(database, database);
    }

    private static void reset(TestDatabase by, TestDatabase database) throws SQLException {
        by.execute("ALTER DATABASE " + database.dataSource().getDatabaseName() + " RESET ALL");
    }
}
