package dev.brickhouse.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the checks find in partitions, and in what is left when old ones are dropped. */
class PartitionedValidationIT {

    private static final String ORDER_OF_AN_APPLICATION =
            "INSERT INTO orders (order_number, from_store_id, to_store_id, product_id, quantity_cases, requested_by,"
                    + " order_date) SELECT 'WEB-1', from_store_id, to_store_id, product_id, 5, requested_by,"
                    + " '2025-11-26 10:00' FROM orders WHERE order_id = 5000";

    private static TestDatabase seeded;
    private TestDatabase database;

    @BeforeAll
    static void seed() throws SQLException {
        seeded = TestDatabase.create();
        Schemas.migrate(seeded.dataSource(), RetailSchema.DEFAULT, Layout.PARTITIONED, Console.SILENT);
        SeedFixture.seeder(seeded.dataSource()).seed(SeedFixture.smallRequest());
    }

    @AfterAll
    static void dropSeeded() throws SQLException {
        seeded.close();
    }

    @BeforeEach
    void copy() throws SQLException {
        database = seeded.copy();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void triggersOfForeignKeysThatAPartitionHasDisabledAreFound() throws SQLException {
        database.execute("ALTER TABLE orders_2026_10 DISABLE TRIGGER ALL");

        assertThat(violations())
                .containsOnlyKeys("constraints-valid")
                .containsEntry(
                        "constraints-valid",
                        List.of(
                                "orders.orders_approved_by_fkey: has disabled triggers in a partition",
                                "orders.orders_from_store_id_fkey: has disabled triggers in a partition",
                                "orders.orders_product_id_fkey: has disabled triggers in a partition",
                                "orders.orders_requested_by_fkey: has disabled triggers in a partition",
                                "orders.orders_to_store_id_fkey: has disabled triggers in a partition"));
    }

    @Test
    void theFirstOrdersOfTheFirstMonthThatIsThereAreExpected() throws SQLException {
        List<String> first = database.rows("SELECT format('order_id=%s: is missing', order_id) FROM orders_2025_12"
                + " ORDER BY order_id LIMIT 5");
        database.execute("DROP TABLE orders_2025_11; DELETE FROM orders_2025_12 WHERE order_id IN"
                + " (SELECT order_id FROM orders_2025_12 ORDER BY order_id LIMIT 5)");
        assertThat(violations()).containsEntry("journal-orders", first);

        database.execute("DELETE FROM orders_2025_12");
        assertThat(violations()).containsEntry("journal-orders", first);

        database.execute("DROP TABLE orders_2025_12");
        assertThat(violations()).isEmpty();
    }

    @Test
    void monthsThatAreInTheDefaultPartitionAreThere() throws SQLException {
        database.execute("CREATE TABLE kept AS SELECT * FROM orders_2025_12; DROP TABLE orders_2025_11, orders_2025_12;"
                + " INSERT INTO orders SELECT * FROM kept");
        assertThat(violations()).isEmpty();

        database.execute("DELETE FROM orders WHERE order_id = (SELECT min(order_id) FROM kept)");
        assertThat(violations()).containsOnlyKeys("journal-orders");
    }

    @Test
    void anOrderOfAnApplicationInADroppedMonthBringsItNotBack() throws SQLException {
        database.execute("DROP TABLE orders_2025_11; " + ORDER_OF_AN_APPLICATION);

        assertThat(violations()).isEmpty();
        assertThat(skipped())
                .containsOnlyKeys("journal-status-counts", "inventory-was-ordered")
                .containsEntry(
                        "journal-status-counts", "old months of the seeded history were dropped with their partitions");
    }

    @Test
    void reservedStockIsOnlyComparedWhereNoOpenOrderCanBeGone() throws SQLException {
        for (String month : database.rows("SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'"
                + " AND relname LIKE 'orders\\_202%' AND relname < 'orders_2026_11'")) {
            database.execute("DROP TABLE " + month);
        }
        database.execute("REFRESH MATERIALIZED VIEW analytics.order_trends");
        assertThat(database.rows("SELECT count(*) > 0 FROM orders WHERE order_status = 'approved'"))
                .containsExactly("t");

        assertThat(violations()).isEmpty();
        assertThat(skipped())
                .containsEntry(
                        "inventory-reserved-as-approved",
                        "old months of the seeded history were dropped with their partitions, and open orders may have"
                                + " gone with them");
    }

    @Test
    void nothingIsExpectedOfAHistoryThatWasDroppedAsAWhole() throws SQLException {
        for (String month : database.rows("SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'"
                + " AND relname LIKE 'orders\\_202%' AND relname <= 'orders_2026_11'")) {
            database.execute("DROP TABLE " + month);
        }
        database.execute("REFRESH MATERIALIZED VIEW analytics.order_trends");

        assertThat(violations()).isEmpty();
    }

    /** The orders of the seed of another version of the generator cannot be told by their numbers. */
    @Test
    void aSeedOfAnotherVersionIsExpectedFromItsFirstOrderOn() throws SQLException {
        database.execute("UPDATE brickhouse_seed SET settings = regexp_replace(settings, 'generatorVersion=[0-9]+',"
                + " 'generatorVersion=1'); DROP TABLE orders_2025_11; " + ORDER_OF_AN_APPLICATION);
        assertThat(violations()).isEmpty();

        database.execute("DELETE FROM orders WHERE order_id = 5000");
        assertThat(violations()).containsEntry("journal-orders", List.of("order_id=5000: is missing"));
    }

    private Map<String, String> skipped() {
        Map<String, String> found = new TreeMap<>();
        results().stream()
                .filter(result -> result.outcome().equals("skipped"))
                .forEach(result -> found.put(result.id(), result.skipReason()));
        return found;
    }

    private Map<String, List<String>> violations() {
        Map<String, List<String>> found = new TreeMap<>();
        results().stream().filter(CheckResult::violated).forEach(result -> found.put(result.id(), result.sampleKeys()));
        return found;
    }

    private List<CheckResult> results() {
        return new Validator(RetailSchema.DEFAULT, Checks.all())
                .validate(database.dataSource(), Console.SILENT, Progress.NONE)
                .results();
    }
}
