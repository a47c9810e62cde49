package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.resource.Resources;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasIT {

    /** From nothing: every version and the views. */
    private static final int MIGRATIONS = Integer.parseInt(Schemas.NEWEST_VERSION) + 1;

    private static final String COLUMNS = """
            SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                   pg_get_expr(d.adbin, d.adrelid)
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
            LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            WHERE c.relnamespace = to_regnamespace(?) AND c.relkind IN ('r', 'm') AND c.relname NOT LIKE 'brickhouse%'
            ORDER BY c.relname, a.attnum
            """;

    private static final String CONSTRAINTS = """
            SELECT conrelid::regclass, conname, pg_get_constraintdef(oid)
            FROM pg_constraint
            WHERE connamespace = to_regnamespace(?) AND conrelid::regclass::text NOT LIKE '%brickhouse%' AND contype <> 'n'
            ORDER BY 1, 2
            """;

    private static final String INDEXES = """
            SELECT indexname, indexdef FROM pg_indexes
            WHERE schemaname = ? AND tablename NOT LIKE 'brickhouse%' ORDER BY indexname
            """;

    private static final String VIEWS =
            "SELECT matviewname, definition, ispopulated FROM pg_matviews WHERE schemaname = ? ORDER BY 1";

    private static final String EVERY_RELATION = """
            SELECT n.nspname, c.relname, c.relkind, c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY 1, 2
            """;

    private TestDatabase database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void aNewSchemaIsWhatTheOriginalToolMakes() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);

        try (TestDatabase original = TestDatabase.create()) {
            original.makeOriginal();
            assertThat(database.rows(COLUMNS, "public")).hasSize(48).isEqualTo(original.rows(COLUMNS, "public"));
            assertThat(database.rows(CONSTRAINTS, "public")).isEqualTo(original.rows(CONSTRAINTS, "public"));
            assertThat(database.rows(INDEXES, "public")).isEqualTo(original.rows(INDEXES, "public"));
            assertThat(database.rows(COLUMNS, "analytics")).isEqualTo(original.rows(COLUMNS, "analytics"));
            assertThat(database.rows(VIEWS, "analytics")).hasSize(3).isEqualTo(original.rows(VIEWS, "analytics"));
            assertThat(database.rows(INDEXES, "analytics")).containsAll(original.rows(INDEXES, "analytics"));
        }
    }

    @Test
    void aNewSchemaHasTheConstraintsOfTheTables() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);

        assertThat(database.rows("SELECT conrelid::regclass, contype, pg_get_constraintdef(oid) FROM pg_constraint"
                        + " WHERE connamespace = 'public'::regnamespace AND contype <> 'n'"
                        + " AND conrelid::regclass::text NOT LIKE 'brickhouse%'"))
                .containsExactlyInAnyOrder(
                        "products | p | PRIMARY KEY (product_id)",
                        "stores | p | PRIMARY KEY (store_id)",
                        "stores | u | UNIQUE (store_code)",
                        "users | p | PRIMARY KEY (user_id)",
                        "users | u | UNIQUE (username)",
                        "users | u | UNIQUE (email)",
                        "users | c | CHECK (((role)::text = ANY ((ARRAY['store_manager'::character varying,"
                                + " 'regional_manager'::character varying])::text[])))",
                        "users | f | FOREIGN KEY (store_id) REFERENCES stores(store_id)",
                        "inventory | p | PRIMARY KEY (inventory_id)",
                        "inventory | u | UNIQUE (product_id, store_id)",
                        "inventory | f | FOREIGN KEY (product_id) REFERENCES products(product_id)",
                        "inventory | f | FOREIGN KEY (store_id) REFERENCES stores(store_id)",
                        "orders | p | PRIMARY KEY (order_id)",
                        "orders | u | UNIQUE (order_number)",
                        "orders | c | CHECK (((order_status)::text = ANY ((ARRAY['pending_review'::character varying,"
                                + " 'approved'::character varying, 'fulfilled'::character varying,"
                                + " 'cancelled'::character varying])::text[])))",
                        "orders | f | FOREIGN KEY (from_store_id) REFERENCES stores(store_id)",
                        "orders | f | FOREIGN KEY (to_store_id) REFERENCES stores(store_id)",
                        "orders | f | FOREIGN KEY (product_id) REFERENCES products(product_id)",
                        "orders | f | FOREIGN KEY (requested_by) REFERENCES users(user_id)",
                        "orders | f | FOREIGN KEY (approved_by) REFERENCES users(user_id)");
    }

    @Test
    void theAnalyticsViewsHaveTheirIndexesAndKeys() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);

        assertThat(database.rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'analytics'"))
                .containsExactlyInAnyOrder(
                        "CREATE INDEX idx_inventory_summary_region ON analytics.inventory_summary USING btree (region)",
                        "CREATE INDEX idx_order_trends_day ON analytics.order_trends USING btree (order_day)",
                        "CREATE INDEX idx_low_stock_status ON analytics.low_stock_alerts USING btree (stock_status)",
                        "CREATE UNIQUE INDEX uq_inventory_summary ON analytics.inventory_summary USING btree"
                                + " (region, store_name, brand, category)",
                        "CREATE UNIQUE INDEX uq_order_trends ON analytics.order_trends USING btree"
                                + " (order_day, region, category)");
    }

    @Test
    void theJournalSaysWhoseItIs() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);

        assertThat(
                        database.rows(
                                "SELECT relname, obj_description(oid) FROM pg_class"
                                        + " WHERE relkind = 'r' AND relname IN ('brickhouse_seed', 'brickhouse_chunk', 'brickhouse_suspended')"))
                .hasSize(3)
                .allMatch(row -> row.contains("| brickhouse-maven-plugin: "));
    }

    @Test
    void theJournalForgetsTheChunksOfASeedThatIsDeleted() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        database.execute("INSERT INTO brickhouse_seed (state, fingerprint, settings, generator_version, plugin_version,"
                + " as_of, total_orders, chunk_size, other_checksum)"
                + " VALUES ('loading', 'f', 'seed=42', 1, '0.1.0', DATE '2026-11-24', 10, 5, 0)");
        database.execute("INSERT INTO brickhouse_chunk SELECT seed_id, n, n * 5 + 1, n * 5 + 5 FROM brickhouse_seed,"
                + " generate_series(0, 1) n");

        assertThatThrownBy(() -> database.execute("UPDATE brickhouse_seed SET state = 'unknown'"))
                .isInstanceOf(SQLException.class);
        assertThat(database.rows(
                        "SELECT chunk_no, first_order, last_order, loaded_at FROM brickhouse_chunk ORDER BY 1"))
                .containsExactly("0 | 1 | 5 | null", "1 | 6 | 10 | null");
        database.execute("DELETE FROM brickhouse_seed");
        assertThat(database.rows("SELECT * FROM brickhouse_chunk")).isEmpty();
    }

    @Test
    void theSecondRunDoesNothingAndSaysSo() throws SQLException {
        RecordingConsole console = new RecordingConsole();
        SchemaReport first = TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, console);
        List<String> afterFirst = database.rows(EVERY_RELATION);
        SchemaReport second = TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, console);

        assertThat(first).isEqualTo(report(false, Optional.empty(), Schemas.NEWEST_VERSION, MIGRATIONS));
        assertThat(second).isEqualTo(report(false, Optional.of(Schemas.NEWEST_VERSION), Schemas.NEWEST_VERSION, 0));
        assertThat(console.shown())
                .containsExactly(
                        "Schema \"public\" was created at version " + Schemas.NEWEST_VERSION,
                        "Schema \"public\" is at version " + Schemas.NEWEST_VERSION + ", the newest");
        assertThat(database.rows(EVERY_RELATION)).isEqualTo(afterFirst);
    }

    /** Flyway commits the migrations before their record, on another connection. */
    @Test
    void migrationsWhoseRecordIsLostAreTakenForDone() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        database.execute("INSERT INTO products (product_name, brand, category, package_size, unit_price)"
                + " VALUES ('A', 'B', 'C', 'D', 1)");
        database.execute("DELETE FROM brickhouse_schema_history WHERE version IS NOT NULL AND version <> '0'");

        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        SchemaReport second = TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);

        assertThat(second.toVersion()).isEqualTo(Schemas.NEWEST_VERSION);
        assertThat(second.migrationsRun()).isZero();
        assertThat(database.rows("SELECT product_name FROM products")).containsExactly("A");
    }

    /** Flyway makes the table of its history first, in a transaction of its own. */
    @Test
    void aSetupThatMadeNothingIsNotTakenForTablesThatWereDropped() throws SQLException {
        database.execute("CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " RAISE EXCEPTION 'not today'; END $$; CREATE EVENT TRIGGER refusing ON ddl_command_end"
                + " WHEN TAG IN ('CREATE MATERIALIZED VIEW') EXECUTE FUNCTION refuse()");
        assertThatThrownBy(() -> TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT))
                .hasMessageContaining("not today");
        assertThat(database.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .containsExactly(RetailSchema.HISTORY_TABLE);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Schemas.restoreAnalytics(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT))
                .withMessageStartingWith(
                        "Schema \"public\" was not set up by this plugin; run brickhouse:schema first");
        try (Connection connection = database.dataSource().getConnection()) {
            SchemaContents contents = SchemaContents.of(connection, RetailSchema.DEFAULT);
            assertThat(contents.isManaged()).isFalse();
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> contents.requireReadable("validate", RetailSchema.TABLES))
                    .withMessageContaining("run brickhouse:seed or brickhouse:schema first");
        }

        database.execute("DROP EVENT TRIGGER refusing");
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        database.execute("DROP TABLE orders, inventory, products, stores, users, brickhouse_seed, brickhouse_chunk,"
                + " brickhouse_suspended CASCADE");
        assertThatThrownBy(() -> Schemas.restoreAnalytics(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT))
                .hasMessageContaining("were dropped since");
    }

    @Test
    void nothingIsPrintedPastTheConsole() throws SQLException {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        } finally {
            System.setOut(out);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retail",
                "Retail",
                "two words",
                " edges ",
                "quo\"ted",
                "\"fully quoted\"",
                "apo'strophe",
                "dollar$sign",
                "$1",
                "${analyticsSchema}",
                "$$",
                "100%",
                "semi;colon",
                "dash--dash",
                "a/*b",
                "a,b",
                "dot.ted",
                "back\\slash",
                "größe",
                "店舗",
                "\u00a0",
                " ",
                "select",
                "?",
                ":name",
                "{curly}",
                "new\nline"
            })
    void anyNameWorksAsSchemaAndAsAnalyticsSchema(String name) throws SQLException {
        String analytics = name + "!";

        SchemaReport first =
                TestSchemas.migrate(database.dataSource(), new RetailSchema(name, analytics), Console.SILENT);
        SchemaReport second =
                TestSchemas.migrate(database.dataSource(), new RetailSchema(name, analytics), Console.SILENT);

        assertThat(first.migrationsRun()).isEqualTo(MIGRATIONS);
        assertThat(second.migrationsRun()).isZero();
        assertThat(database.rows("SELECT count(*) FROM pg_tables WHERE schemaname = ?", name))
                .containsExactly("9");
        assertThat(database.rows("SELECT count(*) FROM pg_matviews WHERE schemaname = ?", analytics))
                .containsExactly("3");
        assertThat(database.rows(
                        "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$|^public$'"))
                .containsExactlyInAnyOrder(name, analytics);
        assertThat(database.rows("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retail", "Retail,public", "\"Retail\"", "retail", "nowhere"})
    void theConnectionsOwnSearchPathIsOfNoConsequence(String path) throws SQLException {
        database.execute("CREATE SCHEMA retail");

        TestSchemas.migrate(
                database.dataSourceWithSearchPath(path), new RetailSchema("Retail", "analytics"), Console.SILENT);

        assertThat(database.rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'Retail'"))
                .containsExactly("9");
        assertThat(database.rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'retail'"))
                .containsExactly("0");
    }

    @Test
    void schemasLiveSideBySideInOneDatabase() throws SQLException {
        TestSchemas.migrate(database.dataSource(), new RetailSchema("east", "east analytics"), Console.SILENT);
        TestSchemas.migrate(database.dataSource(), new RetailSchema("west", "west analytics"), Console.SILENT);
        database.execute("SET search_path TO east; " + Resources.text(TestDatabase.class, "original-rows.sql"));
        database.execute("REFRESH MATERIALIZED VIEW \"east analytics\".low_stock_alerts");
        database.execute("REFRESH MATERIALIZED VIEW \"west analytics\".low_stock_alerts");

        assertThat(database.rows("SELECT (SELECT count(*) FROM east.orders), (SELECT count(*) FROM west.orders),"
                        + " (SELECT count(*) FROM \"east analytics\".low_stock_alerts),"
                        + " (SELECT count(*) FROM \"west analytics\".low_stock_alerts)"))
                .containsExactly("2 | 0 | 2 | 0");
    }

    @Test
    void anotherAnalyticsSchemaGetsItsOwnViewsLater() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);

        SchemaReport report =
                TestSchemas.migrate(database.dataSource(), new RetailSchema("public", "reports"), Console.SILENT);

        assertThat(report.migrationsRun()).isEqualTo(1);
        assertThat(database.rows("SELECT schemaname FROM pg_matviews WHERE matviewname = 'order_trends'"))
                .containsExactlyInAnyOrder("analytics", "reports");
    }

    @Test
    void aDatabaseOfTheOriginalToolIsTakenOverWithItsData() throws SQLException {
        database.makeOriginal();
        List<String> orders = database.rows("SELECT * FROM orders ORDER BY 1");
        List<String> alerts = database.rows("SELECT * FROM analytics.low_stock_alerts ORDER BY 1, 3");
        RecordingConsole console = new RecordingConsole();

        SchemaReport report = TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, console);

        assertThat(report).isEqualTo(report(true, Optional.of("1"), Schemas.NEWEST_VERSION, MIGRATIONS - 1));
        assertThat(console.shown())
                .containsExactly("Schema \"public\" held the original tool's tables, which were adopted;"
                        + " it is now at version " + Schemas.NEWEST_VERSION);
        assertThat(database.rows("SELECT * FROM orders ORDER BY 1")).hasSize(2).isEqualTo(orders);
        assertThat(database.rows("SELECT * FROM analytics.low_stock_alerts ORDER BY 1, 3"))
                .hasSize(2)
                .isEqualTo(alerts);
        assertThat(database.rows(
                        "SELECT indexname FROM pg_indexes WHERE schemaname = 'analytics' AND indexname ~ '^uq_'"))
                .containsExactlyInAnyOrder("uq_inventory_summary", "uq_order_trends");
        assertThat(TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, console))
                .isEqualTo(report(false, Optional.of(Schemas.NEWEST_VERSION), Schemas.NEWEST_VERSION, 0));
    }

    @Test
    void theOriginalToolsTablesAreTakenOverWithoutItsViewsAndWithFurtherColumns() throws SQLException {
        database.execute(Resources.text(TestDatabase.class, "original-tables.sql"));
        database.execute("ALTER TABLE orders ADD COLUMN priority int");

        SchemaReport report = TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);

        assertThat(report.baselined()).isTrue();
        assertThat(database.rows(VIEWS, "analytics")).hasSize(3);
    }

    @Test
    void aSchemaWithOtherObjectsIsNoObstacle() throws SQLException {
        database.execute("CREATE TABLE customers (id int); INSERT INTO customers VALUES (1);"
                + " CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'");

        SchemaReport report = TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);

        assertThat(report).isEqualTo(report(false, Optional.empty(), Schemas.NEWEST_VERSION, MIGRATIONS));
        assertThat(database.rows("SELECT id FROM customers")).containsExactly("1");
    }

    @Test
    void someOfTheTablesAreRefused() throws SQLException {
        database.execute("CREATE TABLE orders (id int)");
        List<String> before = database.rows(EVERY_RELATION);

        assertThatThrownBy(() -> TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Schema \"public\" already holds tables that Brickhouse did not make:"
                        + " table \"products\" is missing, table \"stores\" is missing, table \"users\" is missing"
                        + " and 15 more differences; nothing was changed;"
                        + " choose another schema with brickhouse.schema (DB_SCHEMA).");
        assertThat(database.rows(EVERY_RELATION)).isEqualTo(before);
    }

    @Test
    void tablesWithAnotherColumnTypeAreRefused() throws SQLException {
        database.execute(Resources.text(TestDatabase.class, "original-tables.sql"));
        database.execute(
                "ALTER TABLE orders ALTER COLUMN order_number TYPE text; ALTER TABLE stores DROP COLUMN region");
        List<String> before = database.rows(EVERY_RELATION);

        assertThatThrownBy(() -> TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("\"public\"")
                .hasMessageContaining("column \"region\" of table \"stores\" is missing, column \"order_number\" of"
                        + " table \"orders\" is text instead of character varying(50); nothing was changed");
        assertThat(database.rows(EVERY_RELATION)).isEqualTo(before);
    }

    @Test
    void aViewInPlaceOfATableIsRefused() throws SQLException {
        database.execute("CREATE VIEW users AS SELECT 1 AS user_id");

        assertThatThrownBy(() -> TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("\"users\" is not an ordinary table");
    }

    @Test
    void theViewsOfAnotherSchemaAreNotTouched() throws SQLException {
        TestSchemas.migrate(database.dataSource(), new RetailSchema("east", "analytics"), Console.SILENT);
        List<String> before = database.rows(EVERY_RELATION);

        assertThatThrownBy(() -> TestSchemas.migrate(
                        database.dataSource(), new RetailSchema("west", "analytics"), Console.SILENT))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Schema \"analytics\" already holds \"inventory_summary\", which reads the tables of schema"
                        + " east, not of \"west\"; nothing was changed; give \"west\" an analytics schema of its own"
                        + " with brickhouse.analyticsSchema.");
        assertThat(database.rows(EVERY_RELATION)).isEqualTo(before);
        assertThat(database.rows("SELECT FROM pg_namespace WHERE nspname = 'west'"))
                .isEmpty();
    }

    @Test
    void somethingElseUnderAViewsNameIsNotTouched() throws SQLException {
        database.execute("CREATE SCHEMA analytics; CREATE TABLE analytics.order_trends (id int)");

        assertThatThrownBy(() -> TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("\"order_trends\", which is not a materialized view");
    }

    @Test
    void aUserWhoMayNotCreateASchemaIsToldSo() throws SQLException {
        DataSource user = database.dataSourceOfNewUser();

        assertThatThrownBy(() -> TestSchemas.migrate(user, new RetailSchema("retail", "analytics"), Console.SILENT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageMatching("Could not create or upgrade schema \"retail\": user \"\\w+_user\" may not create"
                        + " schema \"retail\"; let an administrator run GRANT CREATE ON DATABASE \"\\w+\" TO"
                        + " \"\\w+_user\", or connect as another user with brickhouse\\.user\\.");
        assertThat(database.rows(EVERY_RELATION)).isEmpty();
    }

    @Test
    void aUserWhoMayNotCreateTablesIsToldSo() throws SQLException {
        DataSource user = database.dataSourceOfNewUser();
        database.execute("CREATE SCHEMA retail; CREATE SCHEMA analytics");

        assertThatThrownBy(() -> TestSchemas.migrate(user, new RetailSchema("retail", "analytics"), Console.SILENT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("may not create anything in schema \"retail\"")
                .hasMessageContaining("GRANT CREATE ON SCHEMA \"retail\" TO");
    }

    @Test
    void rightsOnTheTwoSchemasAreEnoughIfTheyExist() throws SQLException {
        DataSource user = database.dataSourceOfNewUser();
        database.execute("CREATE SCHEMA retail; CREATE SCHEMA analytics;"
                + " GRANT CREATE, USAGE ON SCHEMA retail, analytics TO PUBLIC");

        assertThat(TestSchemas.migrate(user, new RetailSchema("retail", "analytics"), Console.SILENT)
                        .migrationsRun())
                .isEqualTo(MIGRATIONS);
    }

    @Test
    void aMigrationThatFailsLeavesNoTable() throws SQLException {
        database.execute("CREATE TABLE brickhouse_suspended (mine int)");

        assertThatThrownBy(() -> TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("Could not create or upgrade schema \"public\":"
                        + " relation \"brickhouse_suspended\" already exists.");
        assertThat(database.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .containsExactlyInAnyOrder("brickhouse_schema_history", "brickhouse_suspended");

        database.execute("DROP TABLE brickhouse_suspended");
        assertThat(TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT)
                        .migrationsRun())
                .isEqualTo(MIGRATIONS);
    }

    @Test
    void migrationsOfOneSchemaAtTheSameTimeShareTheWork() throws Exception {
        List<SchemaReport> reports = migrateTogether("retail", "retail", "retail");

        assertThat(reports).extracting(SchemaReport::toVersion).containsOnly(Schemas.NEWEST_VERSION);
        assertThat(reports).extracting(SchemaReport::migrationsRun).containsExactlyInAnyOrder(MIGRATIONS, 0, 0);
    }

    @Test
    void theOriginalToolsTablesAreTakenOverOnceByMigrationsAtTheSameTime() throws Exception {
        database.makeOriginal();

        List<SchemaReport> reports = migrateTogether("public", "public", "public");

        assertThat(reports).extracting(SchemaReport::migrationsRun).containsExactlyInAnyOrder(MIGRATIONS - 1, 0, 0);
        assertThat(database.rows("SELECT count(*) FROM orders")).containsExactly("2");
    }

    @Test
    void migrationsOfDifferentSchemasAtTheSameTimeStayApart() throws Exception {
        List<SchemaReport> reports = migrateTogether("east", "west", "north");

        assertThat(reports).extracting(SchemaReport::migrationsRun).containsOnly(MIGRATIONS);
    }

    private List<SchemaReport> migrateTogether(String... schemas) throws Exception {
        CyclicBarrier start = new CyclicBarrier(schemas.length);
        ExecutorService threads = Executors.newFixedThreadPool(schemas.length);
        try {
            List<Future<SchemaReport>> running = new ArrayList<>();
            for (String schema : schemas) {
                running.add(threads.submit(() -> {
                    start.await();
                    return TestSchemas.migrate(
                            database.dataSource(), new RetailSchema(schema, schema + " analytics"), Console.SILENT);
                }));
            }
            List<SchemaReport> reports = new ArrayList<>();
            for (Future<SchemaReport> report : running) {
                reports.add(report.get());
            }
            return reports;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Of the default schema, in which nothing had to be repaired. */
    private static SchemaReport report(
            boolean baselined, Optional<String> fromVersion, String toVersion, int migrationsRun) {
        return new SchemaReport(
                RetailSchema.DEFAULT, RepairReport.NONE, baselined, fromVersion, toVersion, migrationsRun);
    }
}
