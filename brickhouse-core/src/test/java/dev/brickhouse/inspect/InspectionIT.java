package dev.brickhouse.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.seed.SeedFixture;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InspectionIT {

    private static TestDatabase database;
    private static Inspection inspection;

    @BeforeAll
    static void seed() throws SQLException {
        database = TestDatabase.create();
        SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
        inspection = Inspection.take(database.dataSource(), "public", true, Console.SILENT, Progress.NONE);
    }

    @AfterAll
    static void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void everyQueryIsAStepOfItsProgress() {
        List<String> begun = new ArrayList<>();
        long[] left = new long[1];
        Progress progress = (phase, total, done) -> {
            left[0] += total;
            return new Progress.Task() {
                @Override
                public void advance(long steps) {
                    left[0] -= steps;
                }

                @Override
                public void at(String step) {
                    begun.add(step);
                }

                @Override
                public void close() {}
            };
        };

        Inspection.take(database.dataSource(), "public", true, Console.SILENT, progress);

        assertThat(begun)
                .startsWith("volumes", "inventory-by-region")
                .contains("period", "rhythm")
                .endsWith("sizes");
        assertThat(begun).doesNotHaveDuplicates();
        assertThat(left[0]).isZero();
    }

    @Test
    void countsTheRowsOfEachTable() {
        assertThat(text(inspection.answer("volumes")))
                .containsExactly("products | 156", "stores | 26", "users | 33", "inventory | 518", "orders | 5615");
    }

    @Test
    void averagesTheInventoryOfEachRegion() throws SQLException {
        assertThat(text(inspection.answer("inventory-by-region"))).isEqualTo(database.rows("""
                SELECT r.region,
                       (SELECT count(*) FROM inventory WHERE store_id = ANY (r.ids)),
                       (SELECT avg(quantity_cases) FROM inventory WHERE store_id = ANY (r.ids)),
                       (SELECT count(*) FROM inventory WHERE store_id = ANY (r.ids) AND quantity_cases <= 50)
                  FROM (SELECT region, array_agg(store_id) AS ids FROM stores GROUP BY region) r
                 ORDER BY 1
                """));
    }

    @Test
    void sharesTheOrdersOutByStatus() {
        assertThat(text(inspection.answer("order-status")))
                .containsExactly(
                        "fulfilled | 5200 | 92.61",
                        "approved | 330 | 5.88",
                        "pending_review | 60 | 1.07",
                        "cancelled | 25 | 0.45");
    }

    @Test
    void ranksProductsByTheCasesDelivered() throws SQLException {
        assertThat(text(inspection.answer("top-products"))).hasSize(10).isEqualTo(database.rows("""
                SELECT p.product_name, p.brand, p.category, o.orders, o.cases, o.cases * p.unit_price
                  FROM products p
                  JOIN (SELECT product_id, count(*) AS orders, sum(quantity_cases) AS cases
                          FROM orders WHERE fulfilled_date IS NOT NULL GROUP BY product_id) o USING (product_id)
                 ORDER BY o.cases DESC, product_id LIMIT 10
                """));
    }

    @Test
    void countsEveryOrderOfAShopOnce() throws SQLException {
        assertThat(text(inspection.answer("store-performance"))).hasSize(25).isEqualTo(database.rows("""
                SELECT region, store_name,
                       (SELECT count(*) FROM orders WHERE to_store_id = store_id) AS placed,
                       (SELECT count(*) FROM orders WHERE to_store_id = store_id AND order_status = 'fulfilled'),
                       (SELECT avg(quantity_cases) FROM inventory i WHERE i.store_id = s.store_id)
                  FROM stores s WHERE store_code <> 'HQ000' ORDER BY placed DESC, store_id
                """));
    }

    @Test
    void showsTheFiveTablesAlignedUnderTheirTitles() {
        List<String> lines = inspection.lines();

        assertThat(lines)
                .contains(
                        "Data volumes",
                        "| orders     |        5,615 |",
                        "Inventory status by region (low stock: 50 cases or fewer)",
                        "Order status distribution",
                        "| fulfilled      | 5,200 |      92.61 |",
                        "Top performing products by order volume",
                        "Store performance by region");
        assertThat(lines).noneMatch(line -> line.startsWith("and "));
    }

    @Test
    void aLongTableIsCutAndSaysSo() throws SQLException {
        try (TestDatabase many = TestDatabase.create()) {
            TestSchemas.migrate(many.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            many.execute(
                    "INSERT INTO stores (store_name, store_code, address, city, state, zip_code, region, store_type)"
                            + " SELECT 'Shop ' || n, 'S' || n, '-', '-', 'GA', '30301', 'South', 'Urban'"
                            + " FROM generate_series(1, 200) n");

            List<String> lines = Inspection.take(many.dataSource(), "public", false, Console.SILENT, Progress.NONE)
                    .lines();

            assertThat(lines).hasSizeLessThan(80).contains("and 170 more rows; the HTML report has all of them");
        }
    }

    @Test
    void readsADatabaseOfTheOriginalTool() throws SQLException {
        try (TestDatabase original = TestDatabase.create()) {
            original.makeOriginal();

            Inspection found = Inspection.take(original.dataSource(), "public", true, Console.SILENT, Progress.NONE);

            assertThat(text(found.answer("order-status"))).containsExactly("pending_review | 2 | 100.00");
            assertThat(text(found.answer("store-performance")))
                    .containsExactly("Southeast | Miami Beach | 2 | 0 | 12.5000000000000000");
            assertThat(text(found.answer("stock"))).containsExactly("Southeast | 1 | 1 | 0");
        }
    }

    @Test
    void tablesWithoutRowsAreNoError() throws SQLException {
        try (TestDatabase empty = TestDatabase.create()) {
            TestSchemas.migrate(empty.dataSource(), RetailSchema.DEFAULT, Console.SILENT);

            Inspection found = Inspection.take(empty.dataSource(), "public", true, Console.SILENT, Progress.NONE);

            assertThat(text(found.answer("volumes"))).allMatch(row -> row.endsWith(" | 0"));
            assertThat(found.lines()).contains("(no rows)");
            assertThat(found.page().html()).contains("</html>");
        }
    }

    @Test
    void looksIntoTheNamedSchemaOnly() throws SQLException {
        TestSchemas.migrate(database.dataSource(), new RetailSchema("My \"shop\"", "shop analytics"), Console.SILENT);

        Inspection found = Inspection.take(database.dataSource(), "My \"shop\"", true, Console.SILENT, Progress.NONE);

        assertThat(text(found.answer("volumes"))).allMatch(row -> row.endsWith(" | 0"));
    }

    @Test
    void missingTablesAreNamedTogetherWithTheGoal() throws SQLException {
        try (TestDatabase none = TestDatabase.create()) {
            none.execute("CREATE TABLE products ()");

            assertThatThrownBy(() -> Inspection.take(none.dataSource(), "public", false, Console.SILENT, Progress.NONE))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(
                            "Could not inspect schema \"public\": there is no table stores, users, inventory, orders; run"
                                    + " brickhouse:seed or brickhouse:schema first, or name the right schema with brickhouse.schema"
                                    + " (DB_SCHEMA).");
        }
    }

    @Test
    void tablesOfAnotherKindAreExplained() throws SQLException {
        try (TestDatabase strange = TestDatabase.create()) {
            strange.execute("CREATE TABLE products (); CREATE TABLE stores (); CREATE TABLE users ();"
                    + " CREATE TABLE inventory (); CREATE TABLE orders ()");

            assertThatThrownBy(
                            () -> Inspection.take(strange.dataSource(), "public", false, Console.SILENT, Progress.NONE))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("Could not inspect schema \"public\"")
                    .hasMessageContaining("column i.store_id does not exist");
        }
    }

    @Test
    void aUserWithoutTheRightToReadIsToldWhatToAskFor() throws SQLException {
        DataSource user = database.dataSourceOfNewUser();
        database.execute("GRANT SELECT ON products, stores, users, inventory TO PUBLIC");

        assertThatThrownBy(() -> Inspection.take(user, "public", true, Console.SILENT, Progress.NONE))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(" may not read orders; let an administrator run GRANT USAGE ON")
                .hasMessageContaining("brickhouse.user");
    }

    @Test
    void aUserWhoMayOnlyReadSeesTheSame() throws SQLException {
        try (TestDatabase other = TestDatabase.create()) {
            other.makeOriginal();
            DataSource reader = other.dataSourceOfNewUser();
            other.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC");

            assertThat(text(Inspection.take(reader, "public", true, Console.SILENT, Progress.NONE)
                            .answer("volumes")))
                    .contains("orders | 2");
        }
    }

    /** Rows as {@link TestDatabase#rows} gives them. */
    private static List<String> text(Rows answer) {
        return answer.rows().stream()
                .map(row -> row.stream().map(Objects::toString).collect(Collectors.joining(" | ")))
                .toList();
    }
}
