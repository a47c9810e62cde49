package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.CitusDatabase;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RepairReport;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.validate.CheckResult;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Validator;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders that Citus distributes are the same orders, and stay so whatever happens to a seed. */
class CitusIT {

    private static final String DISTRIBUTION =
            "SELECT table_name, citus_table_type, distribution_column FROM citus_tables ORDER BY table_name::text";

    private final RecordingConsole console = new RecordingConsole();
    private CitusDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = CitusDatabase.create();
    }

    @AfterEach
    void drop() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void theRowsAreThoseOfThePlainLayoutInShards() throws SQLException {
        try (Database opened = SeedFixture.open(database.coordinator().dataSource(), ConnectionNeed.of(4))) {
            Seeder seeder = new Seeder(
                    new SeedTarget(opened.dataSource(), RetailSchema.DEFAULT),
                    Catalog.standard(),
                    console,
                    Progress.NONE);

            SeedResult seeded = seeder.seed(with(SeedFixture.smallRequest(), Layout.CITUS));

            assertThat(seeded.checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
            assertThat(database.rows(DISTRIBUTION))
                    .containsExactly(
                            "inventory | distributed | product_id",
                            "orders | distributed | product_id",
                            "products | reference | <none>",
                            "stores | reference | <none>",
                            "users | reference | <none>");
            assertThat(database.rows("SELECT count(DISTINCT colocation_id) FROM citus_tables"
                            + " WHERE citus_table_type = 'distributed'"))
                    .containsExactly("1");
            requireFinished();
            assertThat(console.warnings()).isEmpty();
            assertThat(console.info()).noneMatch(line -> line.contains("longer"));

            // it is detected, and rows are replaced by other ways of writing them
            SeedResult again = seeder.seed(
                    SeedFixture.request(SeedFixture.smallRequest().history().counts(), LoadMethod.INSERT, 2, 2_000));

            assertThat(again.checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
            requireFinished();
            assertThat(seeder.dryRun(with(SeedFixture.smallRequest(), Layout.CITUS))
                            .lines())
                    .noneMatch(line -> line.contains("refused"));
        }

        // what a key by shard cannot refuse is found by a query
        database.execute(
                "INSERT INTO orders (order_id, order_number, to_store_id, product_id, quantity_cases, requested_by)"
                        + " SELECT 7, order_number, to_store_id, product_id % 156 + 1, quantity_cases, requested_by"
                        + " FROM orders WHERE order_id = 7");
        database.execute("DELETE FROM orders WHERE order_id = 5000");
        assertThat(violations())
                .containsEntry("orders-id-unique", List.of("order_id=7: 2 rows"))
                .containsKey("orders-number-unique")
                .containsEntry("journal-orders", List.of("order_id=5000: is missing"));
    }

    @Test
    void killedAndJoinedRunsEndInTheSameContents() throws Exception {
        Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Layout.CITUS, console);
        List<Process> processes = List.of(
                SeedProcess.start(database.url(), ExistingSeedPolicy.JOIN),
                SeedProcess.start(database.url(), ExistingSeedPolicy.JOIN));

        assertThat(SeedProcess.killFirst(processes, SeedProcess.STEP + " in orders"))
                .startsWith(SeedProcess.DONE + DefaultSeed.SMALL_CHECKSUM);
        requireFinished();
    }

    @Test
    void whatWasDroppedIsRepaired() throws SQLException {
        Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Layout.CITUS, console);
        List<String> definitions = definitions();
        for (String sql : List.of(
                "ALTER TABLE orders DROP CONSTRAINT orders_product_id_fkey",
                "ALTER TABLE orders DROP CONSTRAINT orders_order_status_check",
                "ALTER TABLE orders DROP CONSTRAINT orders_pkey",
                "ALTER TABLE orders ALTER COLUMN quantity_cases DROP NOT NULL",
                "ALTER TABLE orders ALTER COLUMN version DROP DEFAULT",
                "ALTER TABLE inventory DROP CONSTRAINT inventory_product_id_store_id_key",
                "ALTER TABLE users DROP CONSTRAINT users_username_key",
                "DROP INDEX idx_orders_store",
                "DROP MATERIALIZED VIEW analytics.order_trends")) {
            database.execute(sql);
        }

        RepairReport report = Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, null, console)
                .repairs();

        assertThat(report.unrepaired()).isEmpty();
        assertThat(report.repaired()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(definitions()).containsExactlyInAnyOrderElementsOf(definitions);
    }

    @Test
    void tablesThatAreThereKeepTheirLayout() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, console);
        assertThat(database.rows(DISTRIBUTION)).isEmpty();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() ->
                        Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Layout.CITUS, Console.SILENT))
                .withMessageContaining("have the layout plain, and brickhouse.layout asks for citus");

        database.execute("ALTER TABLE orders DROP CONSTRAINT orders_product_id_fkey");
        database.execute("ALTER TABLE inventory DROP CONSTRAINT inventory_product_id_fkey");
        database.execute("SELECT create_reference_table('products')");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, console))
                .withMessageContaining("Citus does not distribute products as the layout citus does"
                        + " (products as a reference table, stores as a reference table, users as a reference table,"
                        + " inventory by product_id, orders by product_id)");
    }

    private List<String> definitions() throws SQLException {
        return database.rows(SeedFixture.DEFINITIONS).stream()
                .filter(FinishedSeed::isOfEverySeed)
                // PostgreSQL rewrites a check when it reads its own text back
                .filter(definition -> !definition.contains("_check |"))
                .toList();
    }

    private void requireFinished() throws SQLException {
        try (CitusDatabase empty = CitusDatabase.create()) {
            FinishedSeed.check(database.dataSource(), empty.dataSource());
        }
    }

    private Map<String, List<String>> violations() throws SQLException {
        Map<String, List<String>> found = new TreeMap<>();
        new Validator(RetailSchema.DEFAULT, Checks.all())
                .validate(database.dataSource(), Console.SILENT, Progress.NONE).results().stream()
                        .filter(CheckResult::violated)
                        .forEach(result -> found.put(result.id(), result.sampleKeys()));
        return found;
    }

    private static SeedRequest with(SeedRequest request, Layout layout) {
        return new SeedRequest(
                request.history(),
                request.asOfGiven(),
                request.load(),
                request.overwrite(),
                request.existing(),
                layout,
                request.pluginVersion());
    }
}
