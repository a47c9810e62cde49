package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static dev.brickhouse.backup.BackupCases.environment;
import static dev.brickhouse.backup.BackupCases.request;
import static dev.brickhouse.backup.BackupCases.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.client.ClientPrograms;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.SearchPath;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.sql.Transactions;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What users set on our tables, compared by what pg_dump says of the database before and after a restore. */
@Tag("every-version")
class RelationPropertyIT {

    private static final String STORE = "INSERT INTO stores (store_name, store_code, address, city, state, zip_code,"
            + " region, store_type) VALUES ('A', 'A1', 'a', 'a', 'GA', '1', 'South', 'Urban')";

    /** Objects of the user's, which only pg_dump's backups hold. */
    private static final String OBJECTS = """
            CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
            CREATE TRIGGER off BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
            CREATE POLICY p ON orders USING (quantity_cases > 1);
            CREATE RULE r AS ON UPDATE TO stores DO ALSO NOTHING;
            CREATE STATISTICS s ON order_status, to_store_id FROM orders;
            """;

    private static final String ON_OBJECTS = """
            ALTER TABLE users ENABLE ALWAYS TRIGGER t;
            ALTER TABLE users DISABLE TRIGGER off;
            ALTER TABLE stores ENABLE REPLICA RULE r;
            ALTER STATISTICS s SET STATISTICS 250;
            COMMENT ON TRIGGER t ON users IS 'trigger';
            COMMENT ON POLICY p ON orders IS 'policy';
            COMMENT ON RULE r ON stores IS 'rule';
            COMMENT ON STATISTICS s IS 'statistics';
            """;

    private static final String SET_ON_TABLES = """
            COMMENT ON TABLE orders IS E'it''s \\\\ "mine" :x $brickhouse$ \\n--; é';
            COMMENT ON COLUMN orders.notes IS 'my column';
            COMMENT ON CONSTRAINT orders_pkey ON orders IS 'my constraint';
            COMMENT ON INDEX idx_orders_status IS 'my index';
            COMMENT ON SEQUENCE orders_order_id_seq IS 'my sequence';
            COMMENT ON MATERIALIZED VIEW analytics.order_trends IS 'my view';
            COMMENT ON COLUMN analytics.order_trends.order_count IS 'my column of the view';
            ALTER TABLE orders ALTER version SET DEFAULT 7;
            ALTER TABLE stores ALTER region SET DEFAULT E'a\\\\b''c';
            ALTER TABLE users ALTER avatar_url SET DEFAULT md5(random()::text);
            ALTER TABLE orders ALTER notes SET STATISTICS 500;
            ALTER TABLE orders ALTER notes SET (n_distinct = -0.5, n_distinct_inherited = 3);
            ALTER TABLE orders ALTER notes SET STORAGE EXTERNAL;
            ALTER TABLE orders ALTER order_number SET COMPRESSION pglz;
            ALTER TABLE orders SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, toast.autovacuum_enabled = false);
            ALTER INDEX idx_orders_status SET (fillfactor = 60);
            ALTER INDEX mine ALTER COLUMN 1 SET STATISTICS 700;
            ALTER TABLE orders REPLICA IDENTITY FULL;
            ALTER TABLE stores REPLICA IDENTITY NOTHING;
            ALTER TABLE users REPLICA IDENTITY USING INDEX users_username_key;
            ALTER TABLE orders CLUSTER ON idx_orders_status;
            ALTER MATERIALIZED VIEW analytics.order_trends SET (fillfactor = 80);
            ALTER MATERIALIZED VIEW analytics.order_trends ALTER order_count SET STATISTICS 300;
            ALTER MATERIALIZED VIEW analytics.inventory_summary CLUSTER ON inventory_summary_key;
            ALTER SEQUENCE orders_order_id_seq CACHE 20 MAXVALUE 1000000 CYCLE;
            ALTER TABLE brickhouse_chunk SET (fillfactor = 90);
            """;

    private static final String RIGHTS = """
            GRANT SELECT, INSERT ON orders TO ROLE;
            GRANT SELECT (notes), UPDATE (notes, version) ON orders TO ROLE WITH GRANT OPTION;
            GRANT USAGE ON SEQUENCE orders_order_id_seq TO ROLE;
            GRANT SELECT ON analytics.order_trends TO PUBLIC;
            ALTER TABLE users OWNER TO ROLE;
            ALTER DEFAULT PRIVILEGES GRANT DELETE ON TABLES TO ROLE;
            """;

    @ParameterizedTest
    @EnumSource(
            value = WriterKind.class,
            names = {"BUILTIN", "PG_DUMP"})
    @Retention(RetentionPolicy.RUNTIME)
    private @interface ByEitherWriter {}

    @TempDir
    private Path directory;

    private TestDatabase database;
    private String inventoryKey;
    private String trendsColumn;

    @BeforeEach
    void makeTables() throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        database = TestDatabase.create();
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        String key = database.rows("SELECT indexrelid::regclass FROM pg_index WHERE indrelid ="
                        + " 'analytics.inventory_summary'::regclass AND indisunique")
                .get(0);
        inventoryKey = key.substring(key.indexOf('.') + 1);
        trendsColumn = database.rows("SELECT attname FROM pg_attribute WHERE attnum = 2 AND attrelid ="
                        + " 'analytics.order_trends'::regclass")
                .get(0);
        database.execute(STORE + "; CREATE INDEX mine ON orders (lower(notes))");
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"BUILTIN, PLAIN", "PG_DUMP, PLAIN", "PG_DUMP, CUSTOM", "PG_DUMP, DIRECTORY"})
    void everythingThatIsSetOnTheTablesStaysOverARestore(WriterKind writer, BackupFormat format) throws Exception {
        boolean objects = writer == WriterKind.PG_DUMP;
        if (objects) {
            database.execute(OBJECTS);
        }
        String role = database.dataSourceOfNewUser().getUser();
        Path backup = take(writer, format);
        // PostgreSQL moves the casts of a CHECK once
        RestoreTask.restore(database.dataSource(), restore(database, backup, true));
        String plain = dump(database);
        decorate(SET_ON_TABLES + RIGHTS.replace("ROLE", role) + (objects ? ON_OBJECTS : ""));
        String decorated = dump(database);

        RestoreTask.restore(database.dataSource(), restore(database, backup, true));

        assertThat(dump(database)).isEqualTo(decorated).isNotEqualTo(plain);
        assertThat(database.rows("SELECT store_code FROM stores")).containsExactly("A1");
    }

    @ParameterizedTest
    @CsvSource({"BUILTIN, PLAIN", "PG_DUMP, PLAIN", "PG_DUMP, CUSTOM"})
    void whatIsSetOnTheTablesOfABackupComesAlongIntoAnotherDatabase(WriterKind writer, BackupFormat format)
            throws Exception {
        if (writer == WriterKind.PG_DUMP) {
            database.execute(OBJECTS);
        }
        RestoreTask.restore(database.dataSource(), restore(database, take(writer, format), true));
        decorate(SET_ON_TABLES + (writer == WriterKind.PG_DUMP ? ON_OBJECTS : ""));
        Path backup = take(writer, format);

        try (TestDatabase other = TestDatabase.create()) {
            TestSchemas.migrate(other.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            RestoreTask.restore(other.dataSource(), restore(other, backup, false));

            assertThat(dump(other)).isEqualTo(dump(database));
        }
    }

    @ByEitherWriter
    void whatIsSetNowWinsOverWhatTheBackupHolds(WriterKind writer) throws SQLException {
        decorate("COMMENT ON TABLE orders IS 'then'; COMMENT ON TABLE users IS 'then';"
                + " ALTER TABLE orders ALTER version SET DEFAULT 7, SET (fillfactor = 70)");
        Path backup = take(writer, BackupFormat.PLAIN);
        decorate("COMMENT ON TABLE orders IS 'now'; COMMENT ON TABLE users IS NULL; COMMENT ON TABLE stores IS 'now';"
                + " ALTER TABLE orders ALTER version SET DEFAULT 8, SET (fillfactor = 80)");

        RestoreTask.restore(database.dataSource(), restore(database, backup, true));

        assertThat(database.rows(
                        "SELECT relname, obj_description(oid), reloptions FROM pg_class WHERE relname IN ('orders',"
                                + " 'stores', 'users') ORDER BY 1"))
                .containsExactly("orders | now | {fillfactor=80}", "stores | now | null", "users | then | null");
        assertThat(database.rows("SELECT column_default FROM information_schema.columns WHERE table_name = 'orders' AND"
                        + " column_name = 'version'"))
                .containsExactly("8");
    }

    /** A view that the backup lacks is dropped all the same, and made again by the next refresh. */
    @ByEitherWriter
    void whatWasSetOnSomethingThatTheBackupLacksHindersNoRestore(WriterKind writer) throws SQLException {
        database.execute("DROP MATERIALIZED VIEW analytics.order_trends");
        Path backup = take(writer, BackupFormat.PLAIN);
        Schemas.repair(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        decorate("COMMENT ON MATERIALIZED VIEW analytics.order_trends IS 'my view'");

        RestoreTask.restore(database.dataSource(), restore(database, backup, true));

        assertThat(database.rows("SELECT to_regclass('analytics.order_trends') IS NULL"))
                .containsExactly("t");
    }

    @ByEitherWriter
    void whatCannotBeSetAgainIsNamedAndChangesNothing(WriterKind writer) throws SQLException {
        database.execute("ALTER TABLE orders DROP CONSTRAINT orders_approved_by_fkey");
        Path backup = take(writer, BackupFormat.PLAIN);
        Schemas.repair(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        decorate(
                "COMMENT ON CONSTRAINT orders_approved_by_fkey ON orders IS 'mine'; UPDATE stores SET store_code = 'B2'");

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, backup, true)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith(
                        "Could not restore the backup " + backup + " (nothing was changed): the tables or"
                                + " views of the backup do not take what is set on those that they replace: COMMENT ON CONSTRAINT"
                                + " orders_approved_by_fkey ON public.orders IS 'mine'; take that back,");
        assertThat(database.rows("SELECT store_code FROM stores")).containsExactly("B2");
    }

    @Test
    void nothingOfThePluginsOwnIsTakenForAUsers() throws SQLException {
        database.execute("DROP INDEX mine");

        List<RelationProperty> found = Transactions.call(database.dataSource(), connection -> {
            SearchPath.set(connection, "");
            assertThat(Attachments.of(connection, RetailSchema.DEFAULT)).isEmpty();
            return RelationProperty.of(connection, RetailSchema.DEFAULT);
        });

        assertThat(found).isEmpty();
    }

    private void decorate(String statements) throws SQLException {
        database.execute(
                statements.replace("inventory_summary_key", inventoryKey).replace("order_count", trendsColumn));
    }

    private Path take(WriterKind writer, BackupFormat format) {
        return BackupTask.backup(
                        database.dataSource(),
                        request(database, BackupContent.FULL, format, writer, directory),
                        Console.SILENT)
                .backup();
    }

    /**
     * The entries of pg_dump's schema-only script, in alphabetical order since theirs is that of the objects' making.
     */
    private static String dump(TestDatabase database) throws IOException, InterruptedException {
        List<ClientPrograms.Program> pgDumps = BackupCases.pgDumps();
        ProcessBuilder command = new ProcessBuilder(
                pgDumps.get(pgDumps.size() - 1).path().toString(),
                "--schema-only",
                "--schema=public",
                "--schema=analytics");
        command.environment().putAll(environment(database.dataSource()));
        command.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = command.start();
        String script = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return Stream.of(script.split("(?m)^--\n(?=-- Name: )"))
                .skip(1)
                .map(entry -> entry.replaceAll(
                                "(?m)^\\\\(un)?restrict .*$|^SET default_table\\w+ = .*$|^--.*dump complete$|^--$", "")
                        .strip())
                .sorted()
                .reduce("", (all, entry) -> all + entry + "\n\n");
    }
}
