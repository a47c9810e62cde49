package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.backup.BackupRequest;
import dev.brickhouse.backup.BackupTask;
import dev.brickhouse.backup.RestoreRequest;
import dev.brickhouse.backup.RestoreTask;
import dev.brickhouse.backup.WriterKind;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.grant.Account;
import dev.brickhouse.grant.GrantRequest;
import dev.brickhouse.grant.Grants;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.inspect.Inspection;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.maintain.Maintenance;
import dev.brickhouse.maintain.MaintenanceRequest;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.resource.Resources;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.simulate.Mix;
import dev.brickhouse.simulate.Simulation;
import dev.brickhouse.simulate.SimulationRequest;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Severity;
import dev.brickhouse.validate.Validator;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Whatever the role and the database set for a session, every goal does its work on a seeded database, or refuses
 * before it changes anything. Further draws by {@code -Dbrickhouse.test.sessions=100}.
 */
class AnySessionIT {

    private static final List<String> SETTINGS = List.of(
            "standard_conforming_strings = off",
            "escape_string_warning = off",
            "backslash_quote = on",
            "array_nulls = off",
            "transform_null_equals = on",
            "xmloption = document",
            "xmlbinary = hex",
            "quote_all_identifiers = on",
            "DateStyle = 'SQL, DMY'",
            "IntervalStyle = 'sql_standard'",
            "TimeZone = 'Asia/Kathmandu'",
            "bytea_output = 'escape'",
            "extra_float_digits = -15",
            "client_encoding = 'LATIN1'",
            "search_path = 'nowhere'",
            "search_path = pg_temp, public, pg_catalog",
            "default_transaction_isolation = 'serializable'",
            "default_transaction_isolation = 'repeatable read'",
            "default_transaction_deferrable = on",
            "default_transaction_read_only = on",
            "statement_timeout = '200ms'",
            "lock_timeout = '10ms'",
            "idle_in_transaction_session_timeout = '2s'",
            "gin_fuzzy_search_limit = 1",
            "check_function_bodies = off",
            "session_replication_role = replica",
            "client_min_messages = error");

    private static final String READ_ONLY = "default_transaction_read_only = on";

    /** The settings that are respected, each with what a goal says that cannot work under it. */
    private static final Map<String, String> REASONS_TO_REFUSE = Map.of(
            READ_ONLY,
            "default_transaction_read_only is on for",
            "session_replication_role = replica",
            "session_replication_role is replica for");

    private static final OrderCounts COUNTS = new OrderCounts(700, 60, 20, 10);

    @TempDir
    Path backups;

    private final Map<String, String> refusals = new LinkedHashMap<>();
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final GrantRequest accounts = new GrantRequest(
            RetailSchema.DEFAULT,
            Optional.of(new Account("service_" + suffix, "service", Optional.of("only for tests"), "hint")),
            Optional.empty());

    static List<Long> draws() {
        return new SplittableRandom(20_261_124)
                .longs(Integer.getInteger("brickhouse.test.sessions", 6))
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("draws")
    void everyGoalWorksOrChangesNothing(long draw) throws SQLException {
        SplittableRandom random = new SplittableRandom(draw);
        List<String> set = new ArrayList<>();
        try (TestDatabase database = TestDatabase.create()) {
            PGSimpleDataSource owner = seededAndOwned(database);
            for (String setting : SETTINGS) {
                if (random.nextInt(setting.equals(READ_ONLY) ? 6 : 2) == 0) {
                    set.add(setting);
                    database.execute(alter(random.nextInt(3), owner) + setting);
                }
            }
            try (Database opened = open(owner)) {
                doEveryGoal(database, opened);
            }
        }
        assertThat(refusals).as(set.toString()).doesNotContainKeys("validate", "inspect", "backup");
        String[] reasons = set.stream()
                .filter(REASONS_TO_REFUSE::containsKey)
                .map(REASONS_TO_REFUSE::get)
                .toArray(String[]::new);
        refusals.forEach((goal, sentence) ->
                assertThat(reasons).as(goal + " with " + set + ": " + sentence).anyMatch(sentence::contains));
    }

    /** A name is a name, be it that of the user or of the database. */
    @ParameterizedTest
    @ValueSource(strings = {"O'Neil", "it\"s", "a'; CREATE TABLE public.pwned (i int); --", "back\\slash", "${role}"})
    void everyGoalWorksForAUserOfAnyName(String name) throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            String user = name + suffix;
            String quoted = '"' + user.replace("\"", "\"\"") + '"';
            database.execute("CREATE ROLE " + quoted + " LOGIN CREATEROLE PASSWORD 'only for tests'");
            PGSimpleDataSource owner = new PGSimpleDataSource();
            owner.setUrl(database.dataSource().getURL());
            owner.setUser(user);
            owner.setPassword("only for tests");
            try {
                database.execute("ALTER DATABASE " + database.name() + " OWNER TO " + quoted
                        + "; ALTER SCHEMA public OWNER TO " + quoted);
                try (Database opened = open(owner)) {
                    TestSchemas.migrate(opened.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
                    seed(opened.dataSource());
                    doEveryGoal(database, opened);
                }
                assertThat(database.rows("SELECT to_regclass('pwned')")).containsExactly("null");
            } finally {
                database.execute("REASSIGN OWNED BY " + quoted + " TO CURRENT_USER; DROP OWNED BY " + quoted
                        + "; DROP ROLE " + quoted);
            }
        }
        assertThat(refusals).isEmpty();
    }

    /** Set in a URL, for a driver that takes the last of two parameters with one name. */
    @Test
    void parametersOfTheDriverThatChangeStatementsHaveNoEffect() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            PGSimpleDataSource owner = seededAndOwned(database);
            owner.setPreferQueryMode(PreferQueryMode.SIMPLE);
            owner.setStringType("unspecified");
            owner.setAutosave(AutoSave.ALWAYS);
            owner.setBinaryTransfer(false);
            owner.setDefaultRowFetchSize(1);
            owner.setMaxResultBuffer("1K");
            owner.setAssumeMinServerVersion("99");
            owner.setReplication("database");
            owner.setReWriteBatchedInserts(true);
            owner.setQuoteReturningIdentifiers(false);
            owner.setHideUnprivilegedObjects(true);
            owner.setUnknownLength(1);
            try (Database opened = open(owner)) {
                doEveryGoal(database, opened);
            }
        }
        assertThat(refusals).isEmpty();
    }

    /** As extensions that imitate another database's functions have their users write the path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil, \"$user\", public, pg_catalog",
                "evil, pg_catalog, public",
                "PG_CATALOG , evil, public",
                "evil,public,\"pg_catalog\""
            })
    void nobodysOperatorsAndFunctionsTakeThePlaceOfTheCatalogs(String path) throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            PGSimpleDataSource owner = owned(database);
            database.execute(
                    "CREATE SCHEMA evil; GRANT USAGE ON SCHEMA evil TO PUBLIC;"
                            + " CREATE FUNCTION evil.never(int, int) RETURNS bool LANGUAGE sql AS 'SELECT false';"
                            + " CREATE OPERATOR evil.= (LEFTARG = int, RIGHTARG = int, FUNCTION = evil.never);"
                            + " CREATE FUNCTION evil.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT ''2001-01-01''::timestamptz'");
            // as it is written, which ALTER ROLE would not keep
            owner.setOptions("-c search_path=" + path.replace(" ", "\\ "));
            try (Database opened = open(owner)) {
                TestSchemas.migrate(opened.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
                seed(opened.dataSource());
                doEveryGoal(database, opened);
            }
            assertThat(SeedFixture.definitions(database)).noneMatch(definition -> definition.contains("evil"));
            assertThat(database.rows("SELECT count(*) > 0 FROM analytics.inventory_summary"))
                    .containsExactly("t");
        }
        assertThat(refusals).isEmpty();
    }

    /**
     * PostgreSQL prefers what takes exactly the types of a call, wherever the schema stands on the path. Here there is
     * an operator and a function for each pair of types, for arrays and for any type, and each answers with nothing, so
     * that whatever used it would be wrong.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "public, audit, evil, evil_arrays, evil_any",
                "evil_arrays, audit, public",
                "evil_any, audit, public"
            })
    void exactMatchesInOtherSchemasTakeNobodysPlace(String path) throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            PGSimpleDataSource owner = owned(database);
            database.execute(Resources.text(AnySessionIT.class, "look-alikes.sql"));
            owner.setOptions("-c search_path=" + path.replace(" ", "\\ "));
            // what is on the rest of the path is still found
            database.execute(
                    "CREATE SCHEMA audit; GRANT USAGE ON SCHEMA audit TO PUBLIC; CREATE TABLE audit.ddl_log (tag text); GRANT ALL ON audit.ddl_log TO PUBLIC;"
                            + " CREATE FUNCTION audit.log_ddl() RETURNS event_trigger LANGUAGE plpgsql AS"
                            + " 'BEGIN INSERT INTO ddl_log VALUES (tg_tag); END';"
                            + " CREATE EVENT TRIGGER log_ddl ON ddl_command_end EXECUTE FUNCTION audit.log_ddl()");
            try (Database opened = open(owner)) {
                TestSchemas.migrate(opened.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
                seed(opened.dataSource());
                doEveryGoal(database, opened);
            }
            assertThat(database.rows("SELECT DISTINCT d.classid::regclass, d.objid FROM pg_depend d"
                            + " LEFT JOIN pg_operator o ON d.refclassid = 'pg_operator'::regclass AND o.oid = d.refobjid"
                            + " LEFT JOIN pg_proc f ON d.refclassid = 'pg_proc'::regclass AND f.oid = d.refobjid"
                            + " WHERE COALESCE(o.oprnamespace, f.pronamespace)::regnamespace::text LIKE 'evil%'"
                            + " AND d.classid NOT IN ('pg_operator'::regclass, 'pg_proc'::regclass)"))
                    .isEmpty();
            assertThat(database.rows("SELECT count(*) > 0 FROM analytics.inventory_summary"))
                    .containsExactly("t");
            assertThat(database.rows("SELECT count(*) > 20 FROM audit.ddl_log")).containsExactly("t");
        }
        assertThat(refusals).isEmpty();
    }

    @Test
    void exactMatchesInTheSchemaItselfAreRefused() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            PGSimpleDataSource owner = seededAndOwned(database);
            database.execute(
                    "CREATE FUNCTION public.equal(varchar, varchar) RETURNS bool LANGUAGE sql AS 'SELECT false';"
                            + " CREATE OPERATOR public.= (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = public.equal)");
            try (Database opened = open(owner)) {
                doEveryGoal(database, opened);
            }
        }
        assertThat(refusals)
                .containsOnlyKeys("validate", "inspect", "backup", "schema", "seed")
                .hasEntrySatisfying(
                        "backup", sentence -> assertThat(sentence).contains("operator public.=(character varying"))
                .allSatisfy((goal, sentence) -> assertThat(goal + ": " + sentence)
                        .containsAnyOf(
                                "backup:",
                                "Schema \"public\" has the operator =(character varying, character varying)"));
    }

    @Test
    void rowsThatRowSecurityHidesAreMissedByNobody() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            PGSimpleDataSource owner = seededAndOwned(database);
            database.execute("ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
                    + " CREATE POLICY half ON public.orders USING (order_id % 2 = 0)");
            try (Database opened = open(owner)) {
                DataSource dataSource = opened.dataSource();
                attempt(database, "seed", () -> seed(dataSource));
                attempt(database, "validate", () -> validate(dataSource));
                attempt(
                        database,
                        "inspect",
                        () -> Inspection.take(dataSource, "public", true, Console.SILENT, Progress.NONE));
            }
        }
        assertThat(refusals)
                .containsOnlyKeys("seed", "validate", "inspect")
                .allSatisfy((goal, sentence) -> assertThat(sentence)
                        .containsPattern("row(-level)? security")
                        .contains("orders"));
    }

    private void doEveryGoal(TestDatabase database, Database opened) throws SQLException {
        DataSource dataSource = opened.dataSource();
        TreeMap<String, String> before = SeedFixture.checksums(database);
        attempt(database, "validate", () -> validate(dataSource));
        attempt(database, "inspect", () -> Inspection.take(dataSource, "public", true, Console.SILENT, Progress.NONE));
        List<Path> backup = new ArrayList<>();
        attempt(database, "backup", () -> backup.add(backup(opened)));
        attempt(database, "schema", () -> TestSchemas.migrate(dataSource, RetailSchema.DEFAULT, Console.SILENT));
        attempt(database, "seed", () -> seed(dataSource));
        if (!refusals.containsKey("backup")) {
            attempt(
                    database,
                    "restore",
                    () -> RestoreTask.restore(
                            dataSource,
                            new RestoreRequest(
                                    RetailSchema.DEFAULT,
                                    backup.get(0),
                                    true,
                                    Optional.empty(),
                                    () -> opened.clientEnvironment())));
        }
        assertThat(SeedFixture.checksums(database)).isEqualTo(before);
        attempt(database, "grant", () -> Grants.grant(dataSource, accounts, Console.SILENT));
        attempt(
                database,
                "maintain",
                () -> Maintenance.run(
                        dataSource, new MaintenanceRequest(RetailSchema.DEFAULT, true, true, true), Console.SILENT));
        attempt(
                database,
                "refresh-analytics",
                () -> AnalyticsRefresh.refresh(dataSource, RetailSchema.DEFAULT, false, Console.SILENT));
        attempt(database, "simulate", () -> simulate(dataSource));
        attempt(database, "validate", () -> validate(dataSource));
        if (!refusals.containsKey("grant")) {
            attempt(database, "revoke", () -> Grants.revoke(dataSource, accounts, Console.SILENT));
        }
    }

    /** Runs a goal; one that refuses has to leave everything as it was. */
    private void attempt(TestDatabase database, String goal, Runnable work) throws SQLException {
        TreeMap<String, String> rows = SeedFixture.checksums(database);
        List<String> definitions = definitions(database);
        try {
            work.run();
        } catch (BrickhouseException refusal) {
            refusals.put(goal, refusal.getMessage());
            assertThat(SeedFixture.checksums(database)).as(refusal.getMessage()).isEqualTo(rows);
        }
        assertThat(definitions(database)).as(goal).isEqualTo(definitions);
    }

    /** PostgreSQL itself moves the casts of a CHECK when it reads back what it wrote. */
    private static List<String> definitions(TestDatabase database) throws SQLException {
        return SeedFixture.definitions(database).stream()
                .map(definition -> definition.replaceAll("::(character varying|text)(\\[\\])?|[()]", ""))
                .toList();
    }

    private static PGSimpleDataSource seededAndOwned(TestDatabase database) throws SQLException {
        PGSimpleDataSource owner = owned(database);
        seed(owner);
        return owner;
    }

    private static PGSimpleDataSource owned(TestDatabase database) throws SQLException {
        PGSimpleDataSource owner = database.dataSourceOfNewUser();
        database.execute("ALTER ROLE " + owner.getUser() + " CREATEROLE; ALTER DATABASE " + owner.getDatabaseName()
                + " OWNER TO " + owner.getUser() + "; ALTER SCHEMA public OWNER TO " + owner.getUser());
        return owner;
    }

    private static String alter(int whose, PGSimpleDataSource owner) {
        return switch (whose) {
            case 0 -> "ALTER ROLE " + owner.getUser() + " SET ";
            case 1 -> "ALTER DATABASE " + owner.getDatabaseName() + " SET ";
            default -> "ALTER ROLE " + owner.getUser() + " IN DATABASE " + owner.getDatabaseName() + " SET ";
        };
    }

    private static void seed(DataSource dataSource) {
        SeedFixture.seeder(dataSource)
                .seed(SeedFixture.overwriting(SeedFixture.request(COUNTS, LoadMethod.COPY, 2, 1_000)));
    }

    private static void validate(DataSource dataSource) {
        assertThat(new Validator(RetailSchema.DEFAULT, Checks.all())
                        .validate(dataSource, Console.SILENT, Progress.NONE)
                        .violated(Severity.ERROR))
                .isEmpty();
    }

    private Path backup(Database opened) {
        return BackupTask.backup(
                        opened.dataSource(),
                        BackupRequest.builder()
                                .writer(WriterKind.BUILTIN)
                                .directory(backups.resolve(UUID.randomUUID().toString()))
                                .clientEnvironment(() -> opened.clientEnvironment())
                                .build(),
                        Console.SILENT)
                .backup();
    }

    private static void simulate(DataSource dataSource) {
        new Simulation(new SeedTarget(dataSource, RetailSchema.DEFAULT), Console.SILENT, Progress.NONE)
                .run(SimulationRequest.builder()
                        .workers(1)
                        .mix(Mix.parse("place=1"))
                        .orders(10L)
                        .build());
    }

    private static Database open(PGSimpleDataSource owner) {
        return SeedFixture.open(owner, ConnectionNeed.of(8));
    }
}
