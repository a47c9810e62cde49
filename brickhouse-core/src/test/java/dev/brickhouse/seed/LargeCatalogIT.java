package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Validator;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A business of 200 stores and 1,000 products keeps the rules of the standard one. */
class LargeCatalogIT {

    private static TestDatabase database;

    @BeforeAll
    static void seed() throws SQLException {
        database = TestDatabase.create();
        new Seeder(
                        new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
                        Catalog.extended(200, 1_000, 42),
                        Console.SILENT,
                        Progress.NONE)
                .seed(SeedFixture.request(new OrderCounts(30_000, 1_800, 180, 80), LoadMethod.COPY, 2, 10_000));
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    @Test
    void everyTableHasItsRows() throws SQLException {
        assertThat(database.rows("""
                SELECT (SELECT count(*) FROM stores), (SELECT count(*) FROM products), (SELECT count(*) FROM users),
                       (SELECT count(*) FROM inventory) > 1000 + 1000, (SELECT count(*) FROM orders)
                """)).containsExactly("200 | 1000 | 207 | t | 32060");
    }

    @Test
    void everyShopAndNearlyEveryProductIsOrderedFor() throws SQLException {
        assertThat(database.rows("SELECT count(DISTINCT to_store_id) FROM orders"))
                .containsExactly("199");
        assertThat(database.rows("SELECT count(DISTINCT product_id) > 900 FROM orders"))
                .containsExactly("t");
    }

    @Test
    void requestersAreManagersOfShopsAndApproversRegionalOnes() throws SQLException {
        assertThat(database.rows("""
                SELECT count(*)
                  FROM orders o
                  JOIN users r ON r.user_id = o.requested_by
                  LEFT JOIN users a ON a.user_id = o.approved_by
                 WHERE r.role <> 'store_manager' OR a.role <> 'regional_manager'
                """)).containsExactly("0");
    }

    @Test
    void hardlyAnyStandInIsOfAnotherRegion() throws SQLException {
        String shares = database.rows("""
                SELECT avg((r.store_id <> s.store_id)::int), avg((r.region <> s.region)::int)
                  FROM orders o
                  JOIN stores s ON s.store_id = o.to_store_id
                  JOIN users r ON r.user_id = o.requested_by
                """).get(0);

        assertThat(Double.parseDouble(shares.split(" \\| ")[0])).isBetween(0.04, 0.12);
        assertThat(Double.parseDouble(shares.split(" \\| ")[1])).isLessThan(0.01);
    }

    @Test
    void anotherSizeIsAnotherSeed() {
        HistorySettings history = HistorySettings.defaults(SeedFixture.AS_OF);
        SeedSettings standard = SeedSettings.of(history, Catalog.standard());
        SeedSettings larger = SeedSettings.of(history, Catalog.extended(200, 1_000, history.seed()));

        assertThat(larger.fingerprint()).isNotEqualTo(standard.fingerprint());
        assertThat(larger.differences(standard))
                .contains("stores is 26 there and 200 here", "products is 156 there and 1000 here");
    }

    @Test
    void stockIsConsistent() throws SQLException {
        assertThat(database.rows(
                        "SELECT count(*) FROM inventory WHERE reserved_cases < 0 OR quantity_cases < reserved_cases"))
                .containsExactly("0");
        assertThat(database.rows("""
                SELECT count(*)
                  FROM (SELECT product_id, sum(reserved_cases) AS cases FROM inventory GROUP BY 1) i
                  FULL JOIN (SELECT product_id, sum(quantity_cases) AS cases
                               FROM orders WHERE order_status = 'approved' GROUP BY 1) o USING (product_id)
                 WHERE i.cases <> COALESCE(o.cases, 0)
                """)).containsExactly("0");
    }

    @Test
    void everyCheckPasses() {
        assertThat(new Validator(RetailSchema.DEFAULT, Checks.all())
                        .validate(database.dataSource(), Console.SILENT, Progress.NONE)
                        .results())
                .filteredOn(result -> !result.outcome().equals("passed"))
                .isEmpty();
    }
}
