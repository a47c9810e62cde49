package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The partitions of a schema, how they come about and what becomes of them. */
class PartitionsIT {

    private static final String PARTITIONS =
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'orders'::regclass ORDER BY 1";

    private static final String NEXT_MONTHS =
            "SELECT 'orders_' || to_char(date_trunc('month', CURRENT_DATE) + n * INTERVAL '1 month', 'YYYY_MM')"
                    + " FROM generate_series(0, 3) n ORDER BY 1";

    private static final String ORDER =
            "INSERT INTO orders (order_number, to_store_id, product_id, quantity_cases, requested_by,"
                    + " order_date) VALUES ('ORD' || nextval('orders_order_id_seq'), 1, 1, 5, 1, ";

    private static final String CATALOG = "INSERT INTO products VALUES (1, 'p', 'b', 'c', 's', 1);"
            + " INSERT INTO stores VALUES (1, 's', 'S1', 'a', 'c', 'GA', '1', 'South', 'Urban');"
            + " INSERT INTO users VALUES (1, 'u', 'e', 'f', 'l', 'store_manager', 1)";

    private final RecordingConsole console = new RecordingConsole();
    private TestDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.create();
        migrate(Layout.PARTITIONED);
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void theNextMonthsHavePartitionsAndTakeTheirRowsFromTheDefaultOne() throws SQLException {
        List<String> expected = database.rows(NEXT_MONTHS);
        expected.add("orders_default");
        assertThat(database.rows(PARTITIONS)).isEqualTo(expected);
        database.execute(CATALOG + "; " + ORDER + "now()); " + ORDER
                + "date_trunc('month', now()) + INTERVAL '2 months'); " + ORDER + "'1999-01-01')");
        String last = expected.get(2);
        database.execute("CREATE TABLE kept AS SELECT * FROM " + last + "; DROP TABLE " + last
                + "; INSERT INTO orders SELECT * FROM kept; DROP TABLE kept");
        assertThat(database.rows("SELECT count(*) FROM orders_default")).containsExactly("2");
        database.execute("ALTER TABLE orders ADD half integer GENERATED ALWAYS AS (quantity_cases / 2) STORED");

        migrate(null);

        assertThat(database.rows(PARTITIONS)).isEqualTo(expected);
        assertThat(database.rows("SELECT order_date::date FROM orders_default")).containsExactly("1999-01-01");
        assertThat(database.rows("SELECT count(*) FROM " + last)).containsExactly("1");
        assertThat(console.info()).contains("Created partition " + last);
        assertThat(migrate(null).migrationsRun()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("every-version")
    void triggersOfTheUserDoNotSeeRowsThatMoveToTheirPartition(boolean superuser) throws SQLException {
        String last = database.rows(NEXT_MONTHS).get(3);
        database.execute(CATALOG + "; DROP TABLE " + last + "; " + ORDER
                + "date_trunc('month', now()) + INTERVAL '3 months'); " + """
                CREATE TABLE audit (operation text, trigger text);
                CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN INSERT INTO public.audit VALUES (TG_OP, TG_NAME); RETURN NULL; END';
                CREATE TRIGGER "on Delete" AFTER DELETE OR INSERT ON orders FOR EACH ROW EXECUTE FUNCTION audit();
                CREATE TRIGGER always AFTER DELETE OR INSERT ON orders FOR EACH ROW EXECUTE FUNCTION audit();
                CREATE TRIGGER replica AFTER DELETE OR INSERT ON orders FOR EACH ROW EXECUTE FUNCTION audit();
                CREATE TRIGGER disabled AFTER DELETE OR INSERT ON orders FOR EACH ROW EXECUTE FUNCTION audit();
                CREATE TRIGGER "of the partition" AFTER DELETE ON orders_default FOR EACH STATEMENT EXECUTE FUNCTION audit();
                ALTER TABLE orders ENABLE ALWAYS TRIGGER always;
                ALTER TABLE orders ENABLE REPLICA TRIGGER replica;
                ALTER TABLE orders DISABLE TRIGGER disabled;
                """);
        String triggers = "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = 'orders_default'::regclass"
                + " AND tgfoid = 'audit'::regproc ORDER BY 1";
        List<String> before = database.rows(triggers);

        PGSimpleDataSource user = superuser ? database.dataSource() : owner();
        Schemas.migrate(user, RetailSchema.DEFAULT, null, console);

        assertThat(database.rows("SELECT count(*) FROM " + last)).containsExactly("1");
        assertThat(database.rows("SELECT * FROM audit")).isEmpty();
        assertThat(database.rows(triggers)).isEqualTo(before).hasSize(5);
        database.execute("DELETE FROM orders");
        assertThat(database.rows("SELECT * FROM audit")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orders         | ON DELETE CASCADE
            orders         | ON DELETE SET NULL
            orders         | ON DELETE SET DEFAULT
            orders         | ON DELETE RESTRICT
            orders         | DEFERRABLE INITIALLY DEFERRED
            orders_default | ON DELETE CASCADE
            """)
    void ordersThatAForeignKeyMayReferToStayWhereTheyAre(String referred, String action) throws SQLException {
        List<String> months = database.rows(NEXT_MONTHS);
        String last = months.get(3);
        database.execute(CATALOG + "; DROP TABLE " + months.get(2) + ", " + last + "; " + ORDER
                + "date_trunc('month', now()) + INTERVAL '3 months'); CREATE TABLE claims (order_id integer, order_date"
                + " timestamp, CONSTRAINT \"of order\" FOREIGN KEY (order_id, order_date) REFERENCES " + referred + ' '
                + action + "); INSERT INTO claims SELECT order_id, order_date FROM orders");
        List<String> claims = database.rows("SELECT * FROM claims");

        migrate(null);

        assertThat(database.rows("SELECT * FROM claims")).isEqualTo(claims);
        assertThat(database.rows("SELECT count(*) FROM orders_default")).containsExactly("1");
        assertThat(database.rows(PARTITIONS)).contains(months.get(2)).doesNotContain(last);
        assertThat(console.info()).contains("Created partition " + months.get(2));
        assertThat(console.warnings())
                .containsExactly("Table \"public\".\"orders\" gets no partitions for " + last
                        + ", since orders of that time are in the default partition, and moving them would change or be"
                        + " refused by the rows that refer to orders by the foreign key \"of order\" of table claims; to"
                        + " have them moved, run ALTER TABLE claims DROP CONSTRAINT \"of order\", then"
                        + " brickhouse:schema, and add the key again");

        database.execute("ALTER TABLE claims DROP CONSTRAINT \"of order\"");
        migrate(null);

        assertThat(database.rows("SELECT count(*) FROM " + last)).containsExactly("1");
        assertThat(database.rows("SELECT * FROM claims")).isEqualTo(claims);
    }

    /** Only the last month has something to move. */
    @ParameterizedTest
    @CsvSource({"3, SELECT count(*) FROM orders", "2, LOCK TABLE ONLY orders IN ROW EXCLUSIVE MODE"})
    void anApplicationThatHasBegunGoesOnWhileOrdersAreToMove(int firstMissing, String begun) throws Exception {
        List<String> months = database.rows(NEXT_MONTHS);
        String last = months.get(3);
        database.execute(CATALOG + "; DROP TABLE " + String.join(", ", months.subList(firstMissing, 4)) + "; " + ORDER
                + "date_trunc('month', now()) + INTERVAL '3 months')");
        try (Connection application = database.dataSource().getConnection()) {
            application.setAutoCommit(false);
            Sql.execute(application, begun);
            CompletableFuture<SchemaReport> migration = CompletableFuture.supplyAsync(() -> migrate(null));
            while (!migration.isDone()
                    && database.rows("SELECT FROM pg_locks WHERE locktype = 'relation' AND NOT granted AND database ="
                                    + " (SELECT oid FROM pg_database WHERE datname = current_database())")
                            .isEmpty()) {
                Thread.sleep(50);
            }

            assertThat(migration).isNotDone();
            Sql.execute(application, "UPDATE orders SET quantity_cases = 6");
            application.commit();
            migration.get(1, TimeUnit.MINUTES);
        }

        assertThat(database.rows("SELECT quantity_cases FROM " + last)).containsExactly("6");
        assertThat(database.rows(PARTITIONS)).contains(months.get(2));
    }

    @Test
    void whatWasDroppedOrIsIncompleteIsRepairedInEveryPartition() throws SQLException {
        database.execute(CATALOG + "; " + ORDER + "now())");
        List<String> before = definitions();
        database.execute("""
                DROP INDEX idx_orders_status, idx_orders_store;
                CREATE INDEX idx_orders_store ON ONLY orders (to_store_id);
                ALTER TABLE orders DROP CONSTRAINT orders_pkey, DROP CONSTRAINT orders_order_number_key, DROP CONSTRAINT orders_to_store_id_fkey,
                      DROP CONSTRAINT orders_order_status_check;
                ALTER TABLE ONLY orders ADD CONSTRAINT orders_order_number_key UNIQUE (order_number, order_date);
                ALTER TABLE orders ALTER order_date DROP DEFAULT;
                """);

        SchemaReport report = migrate(null);

        assertThat(report.repairs().unrepaired()).isEmpty();
        assertThat(report.repairs().repaired()).hasSize(7);
        assertThat(definitions()).isEqualTo(before);
        assertThat(console.info())
                .contains("Repaired index \"idx_orders_store\" of table \"orders\", which was missing in a partition");
        assertThat(migrate(null).repairs().repaired()).isEmpty();
    }

    @Test
    void triggersOfForeignKeysThatAPartitionHasDisabledAreEnabledAgain() throws SQLException {
        String last = database.rows(NEXT_MONTHS).get(3);
        List<String> before = definitions();
        database.execute("ALTER TABLE " + last + " DISABLE TRIGGER ALL");

        migrate(null);

        assertThat(console.info())
                .contains("Repaired foreign key \"orders_to_store_id_fkey\" of table \"orders\", which had disabled"
                        + " triggers in a partition");
        assertThat(database.rows("SELECT tgname FROM pg_trigger WHERE tgenabled = 'D'"))
                .isEmpty();
        assertThat(definitions()).isEqualTo(before);
    }

    @Test
    void partitionsOfOtherLengthsAreKept() throws SQLException {
        for (String partition : database.rows(PARTITIONS)) {
            database.execute("DROP TABLE " + partition);
        }
        database.execute("CREATE TABLE past PARTITION OF orders FOR VALUES FROM (MINVALUE) TO ('2020-01-01');"
                + " CREATE TABLE rest PARTITION OF orders FOR VALUES FROM ('2020-01-01') TO (MAXVALUE)");

        migrate(null);

        assertThat(database.rows(PARTITIONS)).containsExactly("past", "rest");
    }

    @Test
    void aTableThatWasPartitionedByHandIsTakenForThatLayout() throws SQLException {
        try (TestDatabase plain = TestDatabase.create()) {
            TestSchemas.migrate(plain.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            plain.execute(
                    "DROP TABLE orders CASCADE; CREATE TABLE orders (order_id serial, order_number varchar(50) NOT NULL,"
                            + " from_store_id int, to_store_id int NOT NULL, product_id int NOT NULL, quantity_cases int NOT NULL,"
                            + " order_status varchar(50) NOT NULL DEFAULT 'pending_review', requested_by int NOT NULL, approved_by int,"
                            + " order_date timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, approved_date timestamp, fulfilled_date timestamp,"
                            + " notes text, version int DEFAULT 1) PARTITION BY RANGE (order_date)");

            SchemaReport report =
                    Schemas.migrate(plain.dataSource(), RetailSchema.DEFAULT, Layout.PARTITIONED, Console.SILENT);

            assertThat(report.repairs().unrepaired()).isEmpty();
            assertThat(plain.rows(PARTITIONS)).isEqualTo(plain.rows(NEXT_MONTHS));
            assertThat(plain.rows(
                            "SELECT count(*) FROM pg_constraint WHERE conrelid = 'orders'::regclass AND contype IN"
                                    + " ('p', 'u', 'f', 'c')"))
                    .isEqualTo(
                            database.rows("SELECT count(*) FROM pg_constraint WHERE conrelid = 'orders'::regclass AND"
                                    + " contype IN ('p', 'u', 'f', 'c')"));
        }
    }

    @Test
    void aTableThatWasMadePlainByHandIsTakenForThatLayout() throws SQLException {
        database.execute(CATALOG + "; " + ORDER + "now());" + """
                CREATE TABLE plain (LIKE orders INCLUDING DEFAULTS);
                INSERT INTO plain SELECT * FROM orders;
                ALTER SEQUENCE orders_order_id_seq OWNED BY plain.order_id;
                DROP TABLE orders CASCADE;
                ALTER TABLE plain RENAME TO orders;
                """);

        SchemaReport report = migrate(null);

        assertThat(report.repairs().unrepaired()).isEmpty();
        assertThat(report.repairs().repaired()).isNotEmpty();
        assertThat(migrate(Layout.PLAIN).repairs().repaired()).isEmpty();
        assertThat(database.rows("SELECT count(*) FROM orders")).containsExactly("1");
    }

    @Test
    void whoDoesNotOwnTheTableIsToldThatItGetsNoPartitions() throws SQLException {
        String last = database.rows(NEXT_MONTHS).get(3);
        database.execute("DROP TABLE " + last);
        PGSimpleDataSource user = database.dataSourceOfNewUser();
        database.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO " + user.getUser());

        Schemas.migrate(user, RetailSchema.DEFAULT, Layout.PARTITIONED, console);

        assertThat(console.warnings())
                .containsExactly("The connected user does not own table \"public\".\"orders\", which therefore gets no"
                        + " partitions for " + last
                        + "; orders of that time go to the default partition until the owner"
                        + " runs brickhouse:schema");
        assertThat(database.rows(PARTITIONS)).doesNotContain(last);
    }

    @Test
    void aLayoutThatThereIsNotIsRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Layout.SETTING.read("sharded"))
                .withMessage("brickhouse.layout is 'sharded', but it has to be one of: plain, partitioned, citus.");
    }

    private List<String> definitions() throws SQLException {
        return database.rows("""
                SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated::text
                  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
                UNION ALL
                SELECT indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid::text
                  FROM pg_index WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
                UNION ALL
                SELECT adrelid::regclass::text, adnum::text, pg_get_expr(adbin, adrelid), NULL FROM pg_attrdef
                 WHERE adrelid = 'orders'::regclass
                 ORDER BY 1, 2, 3
                """);
    }

    private PGSimpleDataSource owner() throws SQLException {
        PGSimpleDataSource user = database.dataSourceOfNewUser();
        database.execute("""
                ALTER SCHEMA public OWNER TO "ROLE"; ALTER SCHEMA analytics OWNER TO "ROLE";
                DO $$
                DECLARE statement text;
                BEGIN
                    FOR statement IN
                        SELECT format('ALTER %s %s OWNER TO "ROLE"', CASE relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, oid::regclass)
                          FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'analytics'::regnamespace) AND relkind IN ('r', 'p', 'm')
                    LOOP
                        EXECUTE statement;
                    END LOOP;
                END $$
                """.replace("ROLE", user.getUser()));
        return user;
    }

    private SchemaReport migrate(Layout layout) {
        return Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, layout, console);
    }
}
