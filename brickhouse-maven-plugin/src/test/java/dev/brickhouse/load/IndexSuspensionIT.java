package dev.brickhouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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

    private final IndexSuspension indexes = new IndexSuspension("public", "orders");
    private TestDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.create();
        Schemas.migrate(database.dataSource(), "public", "analytics", Console.SILENT);
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
                    indexes.suspend(connection);
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
        assertThat(Transactions.call(database.dataSource(), indexes::suspend)).isTrue();
    }

    private void restore(int workers) throws SQLException {
        Progress.Task task = Progress.NONE.begin("", 0, 0);
        indexes.restoreIndexes(database.dataSource(), workers, task);
        indexes.restoreForeignKeys(database.dataSource(), task);
    }

    private int pending() throws SQLException {
        return Transactions.call(database.dataSource(), indexes::pendingIndexes)
                + Transactions.call(database.dataSource(), indexes::pendingForeignKeys);
    }
}
