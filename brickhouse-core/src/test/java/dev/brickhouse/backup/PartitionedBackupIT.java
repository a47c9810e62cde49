package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static dev.brickhouse.backup.BackupCases.checksums;
import static dev.brickhouse.backup.BackupCases.request;
import static dev.brickhouse.backup.BackupCases.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.advance.Advance;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.grant.Account;
import dev.brickhouse.grant.GrantRequest;
import dev.brickhouse.grant.Grants;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Severity;
import dev.brickhouse.validate.Validator;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backups of orders in partitions. */
class PartitionedBackupIT {

    private static final String DEFINITIONS = """
            SELECT c.relname, c.relkind::text, pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid), c.relacl::text,
                   c.reloptions::text
              FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
            UNION ALL
            SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid), convalidated::text, conislocal::text, NULL
              FROM pg_constraint
             WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f') AND conrelid <> 0
            UNION ALL
            SELECT tablename::text, indexname::text, indexdef, NULL, NULL, NULL FROM pg_indexes WHERE schemaname = 'public'
             ORDER BY 1, 2, 3
            """;

    private static final String DEFAULTS = """
            SELECT adrelid::regclass::text, adnum, pg_get_expr(adbin, adrelid) FROM pg_attrdef
             WHERE adrelid = ANY (ARRAY['orders', 'orders_2026_05', 'orders_2026_06']::regclass[]) ORDER BY 1, 2
            """;

    private static final String KIND = "SELECT relkind FROM pg_class WHERE oid = 'orders'::regclass";

    private static TestDatabase source;

    @TempDir
    private Path directory;

    private TestDatabase target;

    @BeforeAll
    static void seed() throws SQLException {
        source = TestDatabase.create();
        Schemas.migrate(source.dataSource(), RetailSchema.DEFAULT, Layout.PARTITIONED, Console.SILENT);
        SeedFixture.seeder(source.dataSource()).seed(SeedFixture.smallRequest());
        source.execute("ALTER TABLE orders_2026_03 SET (fillfactor = 70); COMMENT ON TABLE orders_2026_03 IS 'mine';"
                + " UPDATE orders SET order_date = '2030-05-05' WHERE order_id = 5000");
    }

    @AfterAll
    static void dropSource() throws SQLException {
        source.close();
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
    @CsvSource({"BUILTIN, PLAIN", "PG_DUMP, PLAIN", "PG_DUMP, CUSTOM"})
    void aFullBackupGivesAPartitionedDatabase(WriterKind writer, BackupFormat format) throws SQLException {
        assumeWritable(writer);
        Path backup = take(source, BackupContent.FULL, format, writer);

        RestoreTask.restore(target.dataSource(), restore(target, backup, false));

        requireSame();
        // and once more, in the place of what is there
        target.execute("DELETE FROM orders WHERE order_id < 100; DROP TABLE orders_2026_04;"
                + " ALTER TABLE orders DROP CONSTRAINT orders_product_id_fkey");
        RestoreTask.restore(target.dataSource(), restore(target, backup, true));
        requireSame();
        assertThat(Schemas.migrate(target.dataSource(), RetailSchema.DEFAULT, Layout.PARTITIONED, Console.SILENT)
                        .repairs()
                        .repaired())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BUILTIN", "PG_DUMP"})
    void aScriptRunsInPsqlAsWell(WriterKind writer) throws SQLException, IOException {
        assumeWritable(writer);
        BackupCases.psql(target, take(source, BackupContent.FULL, BackupFormat.PLAIN, writer));

        requireSame();
    }

    @Test
    void rowsAloneMoveFromOneLayoutToTheOther() throws SQLException {
        Schemas.migrate(target.dataSource(), RetailSchema.DEFAULT, Layout.PLAIN, Console.SILENT);
        Path rows = take(source, BackupContent.DATA, BackupFormat.PLAIN, WriterKind.BUILTIN);

        RestoreTask.restore(target.dataSource(), restore(target, rows, false));

        assertThat(checksums(target.dataSource()).get("orders"))
                .isEqualTo(checksums(source.dataSource()).get("orders"));
        Path back = take(target, BackupContent.DATA, BackupFormat.PLAIN, WriterKind.BUILTIN);
        try (TestDatabase partitioned = TestDatabase.create()) {
            Schemas.migrate(partitioned.dataSource(), RetailSchema.DEFAULT, Layout.PARTITIONED, Console.SILENT);
            // makes the partitions of the history
            SeedFixture.seeder(partitioned.dataSource()).seed(SeedFixture.smallRequest());

            RestoreTask.restore(partitioned.dataSource(), restore(partitioned, back, true));

            assertThat(partitioned.rows("SELECT order_id FROM orders_default")).containsExactly("5000");
            assertThat(checksums(partitioned.dataSource()).get("orders"))
                    .isEqualTo(checksums(source.dataSource()).get("orders"));

            // definitions bring their layout along, whatever was there
            Path whole = take(target, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN);
            RestoreTask.restore(partitioned.dataSource(), restore(partitioned, whole, true));
            assertThat(partitioned.rows(KIND)).containsExactly("r");
            whole = take(source, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN);
            RestoreTask.restore(partitioned.dataSource(), restore(partitioned, whole, true));
            assertThat(partitioned.rows(KIND)).containsExactly("p");
        }
    }

    @Test
    void aDefaultOfAPartitionOfItsOwnIsKept() throws SQLException {
        Path backup = take(source, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN);
        try (TestDatabase changed = source.copy()) {
            changed.execute("ALTER TABLE orders ALTER version SET DEFAULT 7;"
                    + " ALTER TABLE orders_2026_05 ALTER order_status SET DEFAULT 'approved', ALTER version SET DEFAULT 1,"
                    + " ALTER order_date DROP DEFAULT");
            List<String> defaults = changed.rows(DEFAULTS);

            RestoreTask.restore(changed.dataSource(), restore(changed, backup, true));

            assertThat(changed.rows(DEFAULTS)).isEqualTo(defaults);

            Path of = take(changed, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN);
            RestoreTask.restore(target.dataSource(), restore(target, of, false));
            assertThat(target.rows(DEFAULTS)).isEqualTo(defaults);
        }
    }

    /** It would write the partitions before the tables that they refer to. */
    @Test
    void rowsAloneAreNotLeftToPgDump() throws SQLException {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> take(source, BackupContent.DATA, BackupFormat.PLAIN, WriterKind.PG_DUMP))
                .withMessageContaining("by pg_dump cannot be restored where the orders are partitioned");
        try (TestDatabase same = source.copy()) {
            Path rows = take(source, BackupContent.DATA, BackupFormat.PLAIN, null);
            same.execute("DELETE FROM orders WHERE order_id > 100");

            RestoreTask.restore(same.dataSource(), restore(same, rows, true));

            assertThat(checksums(same.dataSource())).isEqualTo(checksums(source.dataSource()));
        }
    }

    @Test
    void whereOnlyTheBuiltInWriterMayWriteTablesOfTheUserAreToBeMoved() throws SQLException {
        String advice = "hold more: table public.mine; move what is yours to another schema (as by ALTER TABLE … SET"
                + " SCHEMA), or drop it.";
        try (TestDatabase changed = source.copy()) {
            changed.execute("CREATE TABLE mine (n integer)");

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> take(changed, BackupContent.DATA, BackupFormat.PLAIN, null))
                    .withMessageEndingWith(advice);

            BackupRequest full = request(changed, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.AUTO, directory);
            BackupWriter ofShards = WriterSelection.ofShards(full, Console.SILENT);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> BackupTask.backup(changed.dataSource(), full, snapshot -> ofShards))
                    .withMessageEndingWith(advice);
            changed.execute("DROP TABLE mine, inventory CASCADE");
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> BackupTask.backup(changed.dataSource(), full, snapshot -> ofShards))
                    .withMessageEndingWith(
                            "has lost inventory; restore an earlier backup, or drop the schema and seed" + " again.");
        }
    }

    @Test
    void definitionsAloneComeBackPartitionedAndRightsOnPartitionsAreKept() throws SQLException {
        Path backup = take(source, BackupContent.SCHEMA, BackupFormat.PLAIN, WriterKind.BUILTIN);
        String role = target.dataSourceOfNewUser().getUser();
        RestoreTask.restore(target.dataSource(), restore(target, backup, false));
        target.execute("GRANT SELECT ON orders_2026_03 TO " + role);

        RestoreTask.restore(target.dataSource(), restore(target, backup, true));

        assertThat(target.rows("SELECT count(*) FROM orders")).containsExactly("0");
        assertThat(target.rows("SELECT has_table_privilege('" + role + "', 'orders_2026_03', 'SELECT')"))
                .containsExactly("t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE INDEX mine ON orders_2026_03 (quantity_cases) | index mine
            ALTER TABLE orders_2026_03 ALTER version SET NOT NULL | NOT NULL of column version
            """)
    void whatTheBuiltInWriterCannotCarryOfAPartitionIsNamed(String makes, String named) throws SQLException {
        try (TestDatabase changed = source.copy()) {
            changed.execute(makes);

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> take(changed, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN))
                    .withMessageContaining(named + " of partition public.orders_2026_03");
            Path older = take(source, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> RestoreTask.restore(changed.dataSource(), restore(changed, older, true)))
                    .withMessageContaining(named)
                    .withMessageContaining("orders_2026_03");
        }
    }

    /** Partitions, rights and the index of a concurrent refresh. */
    @ParameterizedTest
    @CsvSource({"BUILTIN, PLAIN", "PG_DUMP, PLAIN", "PG_DUMP, CUSTOM"})
    void whatThePluginMakesAfterABackupIsNoObstacle(WriterKind writer, BackupFormat format) throws SQLException {
        assumeWritable(writer);
        try (TestDatabase changed = TestDatabase.create()) {
            Schemas.migrate(changed.dataSource(), RetailSchema.DEFAULT, Layout.PARTITIONED, Console.SILENT);
            SeedRequest seed = SeedFixture.smallRequest();
            SeedFixture.seeder(changed.dataSource()).seed(seed);
            String future = "orders_2026_12";
            changed.execute("DROP TABLE IF EXISTS " + future + ", orders_2027_01");
            Path backup = take(changed, BackupContent.FULL, format, writer);
            Map<String, TableChecksum> before = checksums(changed.dataSource());

            String role = changed.dataSourceOfNewUser().getUser();
            Grants.grant(
                    changed.dataSource(),
                    new GrantRequest(
                            RetailSchema.DEFAULT,
                            Optional.of(new Account(role, "user", Optional.empty(), "password")),
                            Optional.empty()),
                    Console.SILENT);
            LocalDate to = SeedFixture.AS_OF.plusDays(45);
            new Advance(new SeedTarget(changed.dataSource(), RetailSchema.DEFAULT), Console.SILENT, Progress.NONE)
                    .run(to, to);
            AnalyticsRefresh.refresh(changed.dataSource(), RetailSchema.DEFAULT, true, Console.SILENT);
            String there = "SELECT to_regclass('" + future + "'), has_table_privilege('" + role
                    + "', 'orders', 'SELECT, INSERT'), to_regclass('analytics.uq_low_stock_alerts')";
            assertThat(changed.rows(there)).containsExactly(future + " | t | analytics.uq_low_stock_alerts");

            RestoreTask.restore(changed.dataSource(), restore(changed, backup, true));

            assertThat(checksums(changed.dataSource())).isEqualTo(before);
            assertThat(changed.rows(there)).containsExactly("null | t | null");
            AnalyticsRefresh.refresh(changed.dataSource(), RetailSchema.DEFAULT, true, Console.SILENT);
            SeedFixture.seeder(changed.dataSource()).seed(SeedFixture.overwriting(seed));
            assertThat(changed.rows(there)).containsExactly(future + " | t | analytics.uq_low_stock_alerts");
            changed.execute("DROP OWNED BY " + role);
        }
    }

    @Test
    void aTriggerOfAPartitionThatSpoilsARestoreIsNamed() throws SQLException {
        try (TestDatabase changed = source.copy()) {
            Path rows = take(changed, BackupContent.DATA, BackupFormat.PLAIN, WriterKind.BUILTIN);
            changed.execute("CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
                    + " CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                    + " CREATE TRIGGER spoiler BEFORE INSERT ON orders_2026_05 FOR EACH ROW EXECUTE FUNCTION spoil();"
                    + " CREATE TRIGGER passing BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION pass()");

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> RestoreTask.restore(changed.dataSource(), restore(changed, rows, true)))
                    .withMessageContaining("Table \"public\".\"orders\" is not what it was when the backup was made")
                    .withMessageEndingWith(
                            "; nothing was changed; if a trigger changes or rejects rows, disable it for the"
                                    + " restore: passing on orders, spoiler on orders_2026_05; otherwise restore another"
                                    + " backup.");
        }
    }

    private void requireSame() throws SQLException {
        assertThat(checksums(target.dataSource())).isEqualTo(checksums(source.dataSource()));
        List<String> definitions = source.rows(DEFINITIONS);
        assertThat(target.rows(DEFINITIONS)).isEqualTo(definitions);
        assertThat(target.rows("SELECT obj_description('orders_2026_03'::regclass)"))
                .containsExactly("mine");
        assertThat(new Validator(
                                RetailSchema.DEFAULT,
                                Checks.all()
                                        .select(
                                                "constraints-valid,indexes-valid,columns-not-null,columns-default,sequences-past-ids,journal-orders"))
                        .validate(target.dataSource(), Console.SILENT, Progress.NONE)
                        .violated(Severity.ERROR))
                .isEmpty();
    }

    private Path take(TestDatabase database, BackupContent content, BackupFormat format, WriterKind writer) {
        return BackupTask.backup(
                        database.dataSource(), request(database, content, format, writer, directory), Console.SILENT)
                .backup();
    }
}
