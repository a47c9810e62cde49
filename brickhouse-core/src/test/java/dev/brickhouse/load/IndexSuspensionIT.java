package dev.brickhouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexSuspensionIT {

    private static final String DEFINITIONS = """
            SELECT conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint
             WHERE conrelid = 'orders'::regclass AND contype IN ('p', 'u', 'f')
            UNION ALL
            SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid FROM pg_index
             WHERE indrelid = 'orders'::regclass
             ORDER BY 1, 2
            """;

    /** What else can be set on them, and what a new one would not have. */
    private static final String DETAILS = """
            SELECT x.relname, x.reltablespace, x.reloptions, x.relispartition, i.indisvalid, i.indisclustered, i.indisreplident,
                   (SELECT string_agg(attstattarget::text, ',') FROM pg_attribute WHERE attrelid = x.oid AND attstattarget >= 0),
                   obj_description(x.oid, 'pg_class'),
                   (SELECT count(*) FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = x.oid AND deptype = 'x')
              FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = 'orders'::regclass
            UNION ALL
            SELECT k.conname, 0, NULL, k.coninhcount > 0, k.convalidated, NULL, NULL,
                   (SELECT string_agg(tgenabled::text, '') FROM pg_trigger WHERE tgconstraint = k.oid),
                   obj_description(k.oid, 'pg_constraint'), 0
              FROM pg_constraint k WHERE k.conrelid = 'orders'::regclass AND k.contype IN ('p', 'u', 'f')
             ORDER BY 1, 6
            """;

    private final List<String> told = new ArrayList<>();
    private final Console console = Console.of(told::add, told::add, told::add, line -> {});

    private final IndexSuspension indexes = new IndexSuspension("public", "orders");
    private TestDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.create();
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void bringsBackWhateverTheUserHadThere() throws SQLException {
        database.execute("CREATE INDEX partial ON orders (order_date DESC NULLS LAST) WHERE order_status = 'approved'");
        database.execute("CREATE UNIQUE INDEX \"By Notes\" ON orders (lower(notes), order_id) INCLUDE (version)");
        database.execute("CREATE INDEX hashed ON orders USING hash (order_number)");
        database.execute("CREATE INDEX brin ON orders USING brin (order_date) WITH (pages_per_range = 4)");
        database.execute("ALTER TABLE orders ADD CONSTRAINT late UNIQUE (order_number, version) DEFERRABLE");
        database.execute("ALTER TABLE orders ADD CONSTRAINT own FOREIGN KEY (from_store_id) REFERENCES stores"
                + " ON DELETE SET NULL NOT VALID");
        List<String> before = database.rows(DEFINITIONS);

        suspend();

        assertThat(database.rows(DEFINITIONS))
                .filteredOn(line -> !line.startsWith("late"))
                .isEmpty();
        restore(2);
        assertThat(database.rows(DEFINITIONS)).isEqualTo(before);
    }

    @Test
    void leavesAloneWhatOthersRelyOn() throws SQLException {
        database.execute("ALTER TABLE orders REPLICA IDENTITY USING INDEX orders_order_number_key");
        database.execute("CLUSTER orders USING idx_orders_store");
        database.execute("CREATE TABLE invoices (order_id integer REFERENCES orders)");
        List<String> before = database.rows(DEFINITIONS);

        suspend();

        assertThat(database.rows("SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'orders'::regclass"
                        + " ORDER BY 1::text"))
                .containsExactlyInAnyOrder("orders_pkey", "orders_order_number_key", "idx_orders_store");
        restore(1);
        assertThat(database.rows(DEFINITIONS)).isEqualTo(before);
        assertThat(database.rows("SELECT relreplident FROM pg_class WHERE oid = 'orders'::regclass"))
                .containsExactly("i");
    }

    @Test
    void leavesInPlaceWhatSomethingDependsOnAndSaysSo() throws SQLException {
        database.execute("CREATE VIEW \"Per Order\" AS SELECT o.order_id, o.order_number, count(*) FROM orders o"
                + " JOIN products USING (product_id) GROUP BY o.order_id");
        database.execute("CREATE MATERIALIZED VIEW kept AS SELECT order_id, notes FROM orders GROUP BY order_id");
        database.execute("CREATE FUNCTION noted(n text) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO orders"
                + " (order_number, to_store_id, product_id, quantity_cases, requested_by) VALUES (n, 1, 1, 1, 1)"
                + " ON CONFLICT ON CONSTRAINT orders_order_number_key DO NOTHING; END");
        List<String> before = database.rows(DEFINITIONS);

        suspend();

        assertThat(database.rows("SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'orders'::regclass"))
                .containsExactlyInAnyOrder("orders_pkey", "orders_order_number_key");
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("Loading table \"public\".\"orders\" takes longer than it could")
                .contains(
                        "primary key orders_pkey (materialized view public.kept and view public.\"Per Order\" needs it)")
                .contains("unique key orders_order_number_key (function public.noted(text) needs it)");
        restore(2);
        assertThat(database.rows(DEFINITIONS)).isEqualTo(before);
    }

    @Test
    void leavesInPlaceWhatANewOneWouldLack() throws SQLException {
        database.execute("COMMENT ON INDEX idx_orders_store IS 'for the shop floor'");
        database.execute("COMMENT ON CONSTRAINT orders_order_number_key ON orders IS 'printed on the invoice'");
        database.execute("COMMENT ON CONSTRAINT orders_product_id_fkey ON orders IS 'what was ordered'");
        database.execute(
                "CREATE INDEX sampled ON orders (lower(notes)); ALTER INDEX sampled ALTER COLUMN 1 SET STATISTICS 500");
        database.execute("CREATE INDEX broken ON orders (version);"
                + " UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken'::regclass");
        database.execute("CREATE INDEX owned ON orders (notes); ALTER INDEX owned DEPENDS ON EXTENSION plpgsql");
        database.execute("ALTER TABLE orders ADD CONSTRAINT once EXCLUDE (order_id WITH =)");
        database.execute(
                "DO $$ BEGIN EXECUTE (SELECT format('ALTER TABLE orders DISABLE TRIGGER %I', min(tgname)) FROM pg_trigger"
                        + " WHERE tgrelid = 'orders'::regclass AND tgconstraint = (SELECT oid FROM pg_constraint"
                        + " WHERE conname = 'orders_requested_by_fkey')); END $$");
        database.execute("CREATE TABLE all_orders (LIKE orders) PARTITION BY RANGE (order_id);"
                + " CREATE INDEX ON all_orders (order_status);"
                + " ALTER TABLE all_orders ADD FOREIGN KEY (to_store_id) REFERENCES stores;"
                + " ALTER TABLE all_orders ATTACH PARTITION orders DEFAULT");
        List<String> before = database.rows(DEFINITIONS);
        List<String> details = database.rows(DETAILS);

        suspend();

        assertThat(told)
                .singleElement()
                .asString()
                .contains("index idx_orders_store (it has a comment)")
                .contains("unique key orders_order_number_key (it has a comment)")
                .contains("foreign key orders_product_id_fkey (it has a comment)")
                .contains("index sampled (it has a statistics target of its own)")
                .contains("index broken (it is not valid)")
                .contains("index owned (it belongs to extension plpgsql)")
                .contains("exclusion constraint once (it excludes rows)")
                .contains("foreign key orders_requested_by_fkey (its triggers are not enabled as they are by default)")
                .contains("index idx_orders_status (it is part of a partitioned index)")
                .contains("foreign key orders_to_store_id_fkey (it is inherited)");
        assertThat(pending()).isPositive();
        restore(2);
        assertThat(database.rows(DEFINITIONS)).isEqualTo(before);
        assertThat(database.rows(DETAILS)).isEqualTo(details);
    }

    @Test
    void anIndexKeepsItsTablespace() throws SQLException {
        String place = "brickhouse_place_" + ProcessHandle.current().pid();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET allow_in_place_tablespaces = on");
            statement.execute("CREATE TABLESPACE " + place + " LOCATION ''");
        }
        try {
            database.execute("ALTER INDEX idx_orders_store SET TABLESPACE " + place);
            database.execute("ALTER DATABASE "
                    + database.rows("SELECT current_database()").get(0) + " SET default_tablespace = " + place);
            List<String> details = database.rows(DETAILS);

            suspend();
            restore(1);

            assertThat(told).singleElement().asString().contains("idx_orders_store (it has a tablespace of its own)");
            assertThat(database.rows(DETAILS)).isEqualTo(details);
        } finally {
            database.execute("ALTER INDEX idx_orders_store SET TABLESPACE pg_default");
            database.execute("ALTER DATABASE "
                    + database.rows("SELECT current_database()").get(0) + " RESET default_tablespace");
            database.execute("DROP TABLESPACE " + place);
        }
    }

    @Test
    void definitionsAreTheSameUnderAnySettingsAndTheSettingsComeBackAtOnce() throws SQLException {
        database.execute("CREATE INDEX escaped ON orders (order_id) WHERE notes = E'a\\\\b'");
        database.execute("CREATE INDEX late ON orders (order_id)"
                + " WHERE fulfilled_date - order_date > interval '-1 day +2 hours'");
        List<String> before = database.rows(DEFINITIONS);
        String settings = "SELECT current_setting('search_path'), current_setting('standard_conforming_strings'),"
                + " current_setting('intervalstyle')";

        Transactions.call(database.dataSource(), connection -> {
            connection
                    .createStatement()
                    .execute("SET LOCAL standard_conforming_strings = off;"
                            + " SET LOCAL intervalstyle = sql_standard; SET LOCAL search_path = analytics, public");
            List<String> own = TestDatabase.rows(connection, settings);
            indexes.suspend(connection, Map.of(), console);
            assertThat(TestDatabase.rows(connection, settings)).isEqualTo(own);
            return null;
        });
        restore(2);

        assertThat(database.rows(DEFINITIONS)).isEqualTo(before);
    }

    @Test
    void takesUpWhereItWasStoppedAfterAnyStep() throws SQLException {
        List<String> before = database.rows(DEFINITIONS);
        suspend();
        int steps = database.rows("SELECT 1 FROM brickhouse_suspended").size();

        // each round the failure comes one step later, and what was done stays done
        for (int failAfter = 0; failAfter <= steps; failAfter++) {
            AtomicInteger left = new AtomicInteger(failAfter);
            Progress.Task failing = new Progress.Task() {
                @Override
                public void advance(long done) {
                    if (left.addAndGet((int) -done) < 0) {
                        throw new IllegalStateException("killed");
                    }
                }

                @Override
                public void close() {}
            };
            try {
                indexes.restoreIndexes(database.dataSource(), 1, failing);
                indexes.restoreForeignKeys(database.dataSource(), failing);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("killed");
            }
        }

        assertThat(database.rows(DEFINITIONS)).isEqualTo(before);
        assertThat(pending()).isZero();
    }

    @Test
    void anIndexThatWasBuiltButNotYetMadeAConstraintIsUsed() throws SQLException {
        List<String> before = database.rows(DEFINITIONS);
        suspend();
        database.execute("CREATE UNIQUE INDEX orders_pkey ON orders (order_id)");

        restore(2);

        assertThat(database.rows(DEFINITIONS)).isEqualTo(before);
    }

    @Test
    void losesNothingWhereTheTransactionThatDropsFails() throws SQLException {
        List<String> before = database.rows(DEFINITIONS);

        assertThatThrownBy(() -> Transactions.call(database.dataSource(), connection -> {
                    indexes.suspend(connection, Map.of(), console);
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(database.rows(DEFINITIONS)).isEqualTo(before);
        assertThat(database.rows("SELECT 1 FROM brickhouse_suspended")).isEmpty();
    }

    @Test
    void suspendingTwiceKeepsWhatTheFirstPutAside() throws SQLException {
        List<String> before = database.rows(DEFINITIONS);
        suspend();
        suspend();

        restore(2);

        assertThat(database.rows(DEFINITIONS)).isEqualTo(before);
    }

    /** What a killed run leaves behind: a server process that is still building. */
    @Test
    void waitsForAnotherThatIsAtWorkOnAnIndexAndDoesNotBuildItTwice() throws Exception {
        List<String> before = database.rows(DEFINITIONS);
        suspend();
        try (Connection orphan = database.dataSource().getConnection()) {
            orphan.setAutoCommit(false);
            orphan.createStatement()
                    .execute("SELECT 1 FROM brickhouse_suspended WHERE object_name = 'idx_orders_status' FOR UPDATE");
            orphan.createStatement().execute("CREATE INDEX idx_orders_status ON orders (order_status)");
            Thread restoring = new Thread(() -> {
                try {
                    restore(2);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            restoring.start();
            while (database.rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND datname = current_database()")
                    .isEmpty()) {
                assertThat(restoring.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            orphan.rollback();
            restoring.join();
        }

        assertThat(database.rows(DEFINITIONS)).isEqualTo(before);
    }

    private void suspend() throws SQLException {
        boolean suspended =
                Transactions.call(database.dataSource(), connection -> indexes.suspend(connection, Map.of(), console));
        assertThat(suspended).isTrue();
    }

    private void restore(int workers) throws SQLException {
        Progress.Task task = Progress.NONE.begin("", 0, 0);
        indexes.restoreIndexes(database.dataSource(), workers, task);
        indexes.restoreForeignKeys(database.dataSource(), task);
    }

    private int pending() throws SQLException {
        return Transactions.call(database.dataSource(), indexes::countIndexes)
                + Transactions.call(database.dataSource(), indexes::countForeignKeys);
    }
}
