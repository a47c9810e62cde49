package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application that was written against the original tool's tables goes on working on a seeded database. */
class ApplicationIT {

    private static final SqlStatements SQL = SqlStatements.read(ApplicationIT.class, "application.sql", Map.of());
    private static final long SEEDED =
            SeedFixture.smallRequest().history().counts().total();
    private static final int PAGE = 20;

    private TestDatabase database;

    @BeforeEach
    void seed() throws SQLException {
        database = TestDatabase.create();
        SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void pagesThroughOrdersNewestFirstWithEveryNameJoined() throws SQLException {
        List<String> first = database.rows(SQL.get("order-page"), null, null, PAGE, 0);
        List<String> second = database.rows(SQL.get("order-page"), null, null, PAGE, PAGE);

        assertThat(first)
                .hasSize(PAGE)
                .doesNotContainAnyElementsOf(second)
                .isSubsetOf(database.rows(SQL.get("order-page"), null, null, PAGE * 2, 0));
        assertThat(first.get(0)).startsWith(SEEDED + " | ORD00" + SEEDED + " | ");
        assertThat(database.rows(SQL.get("order-page"), "approved", "approved", PAGE, 0))
                .hasSize(PAGE)
                .allMatch(row -> row.contains(" | approved | ") && !row.endsWith(" | null"));
    }

    @Test
    void approvesAPendingOrderOnceAndReservesItsCases() throws SQLException {
        String[] order = database.rows("SELECT o.order_id, o.version, o.product_id, o.quantity_cases, u.user_id"
                        + " FROM orders o JOIN stores s ON s.store_id = o.to_store_id"
                        + " JOIN users u ON u.region = s.region AND u.role = 'regional_manager'"
                        + " WHERE o.order_status = 'pending_review' ORDER BY o.order_id LIMIT 1")
                .get(0)
                .split(" \\| ");
        int orderId = Integer.parseInt(order[0]);
        int version = Integer.parseInt(order[1]);
        int product = Integer.parseInt(order[2]);
        int cases = Integer.parseInt(order[3]);
        int approver = Integer.parseInt(order[4]);

        assertThat(update("approve", approver, orderId, version)).isEqualTo(1);
        assertThat(update("approve", approver, orderId, version)).isZero();
        int stockVersion = Integer.parseInt(
                database.rows("SELECT version FROM inventory WHERE store_id = 1 AND product_id = ?", product)
                        .get(0));
        assertThat(update("reserve", cases, product, 1, stockVersion, cases)).isEqualTo(1);
        assertThat(update("reserve", cases, product, 1, stockVersion, cases)).isZero();
        assertThat(database.rows("SELECT version FROM orders WHERE order_id = ?", orderId))
                .containsExactly(Integer.toString(version + 1));
    }

    @Test
    void showsItsFigures() throws SQLException {
        assertThat(database.rows(SQL.get("kpis")))
                .singleElement()
                .asString()
                .startsWith(SEEDED + " | 60 | ")
                .doesNotContain("null");
        assertThat(database.rows("SELECT DISTINCT region FROM stores WHERE store_type <> 'Warehouse'"))
                .hasSize(8)
                .allSatisfy(region -> assertThat(database.rows(SQL.get("low-stock"), region))
                        .allMatch(row -> row.endsWith("CRITICAL") || row.endsWith("LOW")));
        assertThat(database.rows("SELECT count(*) FROM analytics.low_stock_alerts")
                        .get(0))
                .isNotEqualTo("0");
    }

    @Test
    void placesOrdersWithFreeIdsAndTheNextNumbers() throws SQLException {
        for (int n = 1; n <= 3; n++) {
            String number = database.rows(SQL.get("next-number")).get(0);

            assertThat(number).isEqualTo("ORD00" + (SEEDED + n));
            assertThat(database.rows(SQL.get("place-order"), number, 2, 1, 10, 1))
                    .containsExactly((SEEDED + n) + " | pending_review | 1 | t");
        }
    }

    private int update(String name, int... parameters) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(SQL.get(name))) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setInt(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
