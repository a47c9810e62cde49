package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.Definition.Kind;
import dev.brickhouse.schema.Drift.Found;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code schema} repairs what was dropped or left invalid. */
class RepairIT {

    private static final RetailSchema TARGET = new RetailSchema("My \"shop\"", "its 'views'");

    /** A little of everything, in the order in which the application fills it. */
    private static final String ROWS = """
            INSERT INTO products (product_name, brand, category, package_size, unit_price) VALUES ('Cola', 'C', 'Cola', '1 l', 1.5);
            INSERT INTO stores (store_name, store_code, address, city, state, zip_code, region, store_type)
            VALUES ('HQ', 'HQ', 'A', 'B', 'GA', '1', 'South', 'Warehouse');
            INSERT INTO users (username, email, first_name, last_name, role, store_id) VALUES ('u', 'u', 'U', 'U', 'store_manager', 1);
            INSERT INTO inventory (product_id, store_id) VALUES (1, 1);
            INSERT INTO orders (order_number, to_store_id, product_id, quantity_cases, requested_by) VALUES ('1', 1, 1, 1, 1), ('2', 1, 1, 1, 1);
            """;

    private static TestDatabase migrated;

    private final RecordingConsole console = new RecordingConsole();
    private TestDatabase database;

    @BeforeAll
    static void migrate() throws SQLException {
        migrated = TestDatabase.create();
        TestSchemas.migrate(migrated.dataSource(), TARGET, Console.SILENT);
        migrated.execute("SET search_path = \"My \"\"shop\"\"\"; " + ROWS);
    }

    @AfterAll
    static void dropMigrated() throws SQLException {
        migrated.close();
    }

    @BeforeEach
    void copy() throws SQLException {
        database = migrated.copy();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void everythingThatTheMigrationsMakeComesBack() throws SQLException {
        List<Found> before = found();
        for (Definition definition : Definition.of(Layout.PLAIN)) {
            if (definition.kind() != Kind.VIEW && definition.kind() != Kind.VIEW_INDEX) {
                damage(dropping(definition));
            }
        }
        damage("DROP MATERIALIZED VIEW \"its 'views'\".order_trends; DROP INDEX \"its 'views'\".idx_low_stock_status");
        assertThat(found()).noneMatch(there -> there.kind().isConstraint());

        SchemaReport report = migrate(database.dataSource());

        assertThat(found()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(report.repairs().unrepaired()).isEmpty();
        assertThat(report.repairs().repaired())
                .contains(
                        "foreign key \"orders_product_id_fkey\" of table \"orders\"",
                        "NOT NULL of column \"brand\" of table \"products\"",
                        "materialized view \"order_trends\"",
                        "index \"idx_low_stock_status\" of view \"low_stock_alerts\"");
        assertThat(console.info())
                .contains("Repaired foreign key \"orders_product_id_fkey\" of table \"orders\", which was missing")
                .last()
                .asString()
                .startsWith("Schema \"My \"\"shop\"\"\" is at version " + Schemas.NEWEST_VERSION + "; repaired ");
        damage(
                "INSERT INTO orders (order_number, to_store_id, product_id, quantity_cases, requested_by) VALUES ('3', 1, 1, 1, 1)");
        assertThat(database.rows("SELECT order_id FROM \"My \"\"shop\"\"\".orders ORDER BY 1"))
                .containsExactly("1", "2", "3");

        assertThat(migrate(database.dataSource()).repairs()).isEqualTo(RepairReport.NONE);
        assertThat(console.info())
                .last()
                .asString()
                .endsWith("is at version " + Schemas.NEWEST_VERSION + ", the newest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_orders_store'::regclass"
                        + "|index \"idx_orders_store\" of table \"orders\", which was invalid",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_pkey'::regclass"
                        + "|primary key \"orders_pkey\" of table \"orders\", which had an invalid index",
                "ALTER TABLE orders DROP CONSTRAINT orders_approved_by_fkey; ALTER TABLE orders ADD CONSTRAINT"
                        + " orders_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES users NOT VALID"
                        + "|foreign key \"orders_approved_by_fkey\" of table \"orders\", which was NOT VALID",
                "ALTER TABLE users DROP CONSTRAINT users_role_check; ALTER TABLE users ADD CONSTRAINT users_role_check"
                        + " CHECK (role IN ('store_manager', 'regional_manager')) NOT VALID"
                        + "|check constraint \"users_role_check\" of table \"users\", which was NOT VALID",
                "ALTER TABLE inventory DISABLE TRIGGER ALL"
                        + "|foreign key \"inventory_store_id_fkey\" of table \"inventory\", which had disabled triggers",
                "ALTER SEQUENCE orders_order_id_seq OWNED BY NONE"
                        + "|sequence of column \"order_id\" of table \"orders\", which was missing",
                "ALTER TABLE orders ALTER order_id DROP DEFAULT"
                        + "|sequence of column \"order_id\" of table \"orders\", which drew from no sequence",
            })
    void whatIsNotInForceIsPutInForce(String sql, String repaired) throws SQLException {
        List<Found> before = found();
        damage(sql);

        migrate(database.dataSource());

        assertThat(console.info()).contains("Repaired " + repaired);
        assertThat(found()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void anIndexThatCouldNotBeBuiltConcurrentlyIsBuilt() throws SQLException {
        damage("DROP INDEX idx_orders_store; CREATE TABLE other (id int)");
        try (Connection reader = database.dataSource().getConnection();
                Connection builder = database.dataSource().getConnection();
                Statement read = reader.createStatement();
                Statement build = builder.createStatement()) {
            reader.setAutoCommit(false);
            read.execute(
                    "INSERT INTO \"My \"\"shop\"\"\".orders (order_number, to_store_id, product_id, quantity_cases,"
                            + " requested_by) VALUES ('4', 1, 1, 1, 1)");
            build.execute("SET lock_timeout = 1; SET search_path = \"My \"\"shop\"\"\"");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(
                            () -> build.execute("CREATE INDEX CONCURRENTLY idx_orders_store ON orders (to_store_id)"));
            reader.rollback();
        }
        assertThat(found()).anyMatch(there -> "is invalid".equals(there.fault()));

        assertThat(migrate(database.dataSource()).repairs().repaired())
                .containsExactly("index \"idx_orders_store\" of table \"orders\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE orders DROP CONSTRAINT orders_product_id_fkey; UPDATE orders SET product_id = 99"
                        + "|foreign key \"orders_product_id_fkey\" of table \"orders\": rows violate it (Key"
                        + " (product_id)=(99) is not present in table \"products\"); correct or delete them",
                "ALTER TABLE orders DROP CONSTRAINT orders_order_number_key; UPDATE orders SET order_number = '1'"
                        + "|unique constraint \"orders_order_number_key\" of table \"orders\": rows violate it (Key"
                        + " (order_number)=(1) is duplicated); correct or delete them",
                "ALTER TABLE users DROP CONSTRAINT users_role_check; UPDATE users SET role = 'king'"
                        + "|check constraint \"users_role_check\" of table \"users\": rows violate it (1 with NOT"
                        + " (role::text = ANY (ARRAY['store_manager'::character varying, 'regional_manager'::character"
                        + " varying]::text[]))); correct or delete them",
                "ALTER TABLE orders ALTER requested_by DROP NOT NULL; UPDATE orders SET requested_by = NULL"
                        + "|NOT NULL of column \"requested_by\" of table \"orders\": rows violate it (2 with"
                        + " \"requested_by\" IS NULL); correct or delete them",
            })
    void rowsThatViolateOneThingAreNamedAndDoNotHoldBackTheRest(String sql, String reason) throws SQLException {
        damage(sql + "; DROP INDEX idx_orders_status");

        SchemaReport report = migrate(database.dataSource());

        assertThat(report.repairs().repaired()).containsExactly("index \"idx_orders_status\" of table \"orders\"");
        assertThat(report.repairs().unrepaired())
                .singleElement()
                .asString()
                .startsWith("Could not repair " + reason + " and run brickhouse:schema again. (");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(report.repairs()::requireAll)
                .withMessage(report.repairs().unrepaired().get(0));
        assertThat(console.info())
                .last()
                .asString()
                .endsWith("repaired 1 of 2 definitions that were missing or not in force");
    }

    @Test
    void whoDoesNotOwnTheTableIsToldSo() throws SQLException {
        DataSource user = database.dataSourceOfNewUser();
        damage("DROP INDEX idx_orders_status; GRANT USAGE ON SCHEMA \"My \"\"shop\"\"\", \"its 'views'\" TO PUBLIC;"
                + " GRANT SELECT ON ALL TABLES IN SCHEMA \"My \"\"shop\"\"\" TO PUBLIC");

        assertThat(Schemas.repair(user, TARGET, console).unrepaired())
                .containsExactly("Could not repair index \"idx_orders_status\" of table \"orders\": the user lacks a"
                        + " privilege; connect as the owner with brickhouse.user and run brickhouse:schema again."
                        + " (must be owner of table orders)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE orders RENAME CONSTRAINT orders_order_number_key TO unique_number",
                "ALTER INDEX idx_orders_status RENAME TO by_status",
                "ALTER TABLE orders ALTER order_status SET DEFAULT 'approved'",
                "CREATE SEQUENCE mine; ALTER TABLE orders ALTER order_id SET DEFAULT nextval('mine');"
                        + " DROP SEQUENCE orders_order_id_seq",
                "ALTER TABLE orders ALTER order_id DROP DEFAULT; DROP SEQUENCE orders_order_id_seq;"
                        + " ALTER TABLE orders ALTER order_id ADD GENERATED BY DEFAULT AS IDENTITY",
                "ALTER TABLE orders ADD CHECK (quantity_cases > 0); CREATE INDEX ON orders (product_id)",
            })
    void whatAnApplicationHasChangedOrAddedIsNoDamage(String sql) throws SQLException {
        damage(sql);
        List<Found> before = found();

        assertThat(migrate(database.dataSource()).repairs()).isEqualTo(RepairReport.NONE);
        assertThat(found()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(console.warnings()).isEmpty();
    }

    @Test
    void whatIsInTheWayIsKeptAndNamed() throws SQLException {
        damage("ALTER TABLE orders DROP CONSTRAINT orders_pkey; ALTER TABLE orders ADD PRIMARY KEY (order_number);"
                + " DROP INDEX idx_orders_store; CREATE INDEX idx_orders_store ON orders (from_store_id)");
        List<Found> before = found();

        assertThat(migrate(database.dataSource()).repairs()).isEqualTo(RepairReport.NONE);
        assertThat(found()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(console.warnings())
                .containsExactly(
                        "Primary key \"orders_pkey\" of table \"orders\" is PRIMARY KEY (order_number) instead of PRIMARY"
                                + " KEY (order_id); Brickhouse never drops what it did not make, so drop it and"
                                + " run brickhouse:schema to get ours",
                        "Index \"idx_orders_store\" of table \"orders\" is btree (from_store_id) instead of btree"
                                + " (to_store_id); Brickhouse never drops what it did not make, so drop it and"
                                + " run brickhouse:schema to get ours");
    }

    @Test
    void whatALoadHasSuspendedIsLeftToIt() throws SQLException {
        damage(
                "DROP INDEX idx_orders_store; INSERT INTO brickhouse_suspended (table_name, object_name, kind, definition)"
                        + " VALUES ('orders', 'idx_orders_store', 'index', '…'); DROP INDEX idx_orders_status");

        assertThat(migrate(database.dataSource()).repairs().repaired())
                .containsExactly("index \"idx_orders_status\" of table \"orders\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "brickhouse_chunk", "orders.notes"})
    void aTableOrColumnIsNotRecreatedSinceItsRowsAreLost(String lost) throws SQLException {
        damage(lost.contains(".") ? "ALTER TABLE orders DROP COLUMN notes" : "DROP TABLE " + lost + " CASCADE");

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> migrate(database.dataSource()))
                .withMessageContaining(lost + " was dropped since, with the rows in it; restore a backup");
    }

    @Test
    void aPartitionedTableIsRefusedAndLeftAsItIs() throws SQLException {
        damage(
                "ALTER TABLE orders RENAME TO orders_old; CREATE TABLE orders (LIKE orders_old) PARTITION BY RANGE (order_id)");
        List<Found> before = found();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> migrate(database.dataSource()))
                .withMessageContaining("orders is not an ordinary table")
                .withMessageContaining("nothing was changed");
        assertThat(found()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void repairsAtTheSameTimeShareTheWork() throws Exception {
        List<Found> before = found();
        damage("ALTER TABLE products DROP CONSTRAINT products_pkey CASCADE; DROP INDEX idx_orders_status;"
                + " DROP MATERIALIZED VIEW \"its 'views'\".order_trends");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<SchemaReport>> running = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                running.add(threads.submit(() -> migrate(database.dataSource())));
            }
            List<String> repaired = new ArrayList<>();
            for (Future<SchemaReport> report : running) {
                assertThat(report.get().repairs().unrepaired()).isEmpty();
                repaired.addAll(report.get().repairs().repaired());
            }
            assertThat(repaired).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
        assertThat(found()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void ddlRunsUnderTheSessionsOwnSearchPath() throws SQLException {
        damage("""
                CREATE TABLE public.ddl_log (tag text);
                CREATE FUNCTION public.log_ddl() RETURNS event_trigger LANGUAGE plpgsql AS
                    $$ BEGIN INSERT INTO ddl_log VALUES (tg_tag); END $$;
                ALTER TABLE products DROP CONSTRAINT products_pkey CASCADE;
                CREATE EVENT TRIGGER log_ddl ON ddl_command_end EXECUTE FUNCTION public.log_ddl();
                """);

        assertThat(migrate(database.dataSource()).repairs().unrepaired()).isEmpty();
        assertThat(database.rows("SELECT tag FROM public.ddl_log"))
                .containsOnly("ALTER TABLE")
                .hasSize(3);
    }

    private SchemaReport migrate(DataSource dataSource) {
        return TestSchemas.migrate(dataSource, TARGET, console);
    }

    private void damage(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = \"My \"\"shop\"\"\"");
            statement.execute(sql);
        }
    }

    private List<Found> found() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = \"My \"\"shop\"\"\"");
            return DriftDetector.found(
                            connection,
                            TARGET,
                            Definition.of(Layout.PLAIN).stream()
                                    .map(Definition::table)
                                    .distinct()
                                    .toList())
                    .stream()
                    .map(there -> new Found(
                            there.kind(),
                            there.table(),
                            there.name(),
                            Definition.plain(there.definition()),
                            there.fault()))
                    .toList();
        }
    }

    private static String dropping(Definition definition) {
        String table = "ALTER TABLE " + definition.table();
        String column = table + " ALTER COLUMN " + definition.name();
        return switch (definition.kind()) {
            case NOT_NULL -> "DO $$ BEGIN " + column + " DROP NOT NULL; EXCEPTION WHEN OTHERS THEN END $$";
            case DEFAULT -> column + " DROP DEFAULT";
            case SEQUENCE ->
                definition.text().equals("identity")
                        ? column + " DROP IDENTITY"
                        : "DROP SEQUENCE " + definition.table() + '_' + definition.name() + "_seq CASCADE";
            case INDEX -> "DROP INDEX " + definition.name();
            default -> table + " DROP CONSTRAINT IF EXISTS " + definition.name() + " CASCADE";
        };
    }
}
