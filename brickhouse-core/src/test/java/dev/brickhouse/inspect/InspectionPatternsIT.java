package dev.brickhouse.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The patterns in thirty weeks that begin on Monday, 2025-01-06. Each product is ordered 40 times a week at nine on
 * business days, in the first shop or in turn with the second, which opens in the twelfth week; and delivered two days
 * later. Product 3 is promoted in weeks 10 and 11, product 11 is launched in week 15, product 12 is delisted after week
 * 14.
 */
class InspectionPatternsIT {

    private static TestDatabase database;
    private static Inspection inspection;

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.create();
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        database.execute("""
                INSERT INTO stores (store_name, store_code, address, city, state, zip_code, region, store_type)
                VALUES ('Warehouse', 'W', '-', '-', 'GA', '30301', 'South', 'Warehouse'),
                       ('First', 'A', '-', '-', 'GA', '30301', 'South', 'Urban'),
                       ('Second', 'B', '-', '-', 'GA', '30301', 'South', 'Urban');
                INSERT INTO products (product_name, brand, category, package_size, unit_price)
                SELECT 'Product ' || n, '-', '-', '-', 10 FROM generate_series(1, 12) n;
                INSERT INTO users (username, email, first_name, last_name, role)
                VALUES ('u', 'u', '-', '-', 'regional_manager');
                INSERT INTO orders (order_number, to_store_id, product_id, quantity_cases, requested_by, order_date, order_status)
                SELECT 'O' || row_number() OVER (ORDER BY week, p, n), CASE WHEN week >= 12 AND n / 5 % 2 = 1 THEN 3 ELSE 2 END,
                       p, 1, 1, TIMESTAMP '2025-01-06 09:00' + (week * 7 + n % 5) * INTERVAL '1 day', 'approved'
                  FROM generate_series(0, 29) week
                 CROSS JOIN generate_series(1, 12) p
                 CROSS JOIN generate_series(0, CASE WHEN p = 3 AND week IN (10, 11) THEN 99 ELSE 39 END) n
                 WHERE (p <> 11 OR week >= 15) AND (p <> 12 OR week < 15);
                UPDATE orders SET order_status = 'fulfilled', fulfilled_date = order_date + INTERVAL '2 days'
                 WHERE order_date < '2025-07-31';
                INSERT INTO inventory (store_id, product_id, quantity_cases, reserved_cases)
                VALUES (1, 1, 9000, 0), (2, 1, 102, 1), (2, 2, 21, 0), (2, 12, 5, 0);
                """);
        inspection = Inspection.take(database.dataSource(), "public", true, Console.SILENT, Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-infinity", "infinity", "0044-03-15 BC", "9999-12-31"})
    void aDateThatIsFarFromAllOthersChangesNoChart(String date) throws SQLException {
        RecordingConsole console = new RecordingConsole();
        database.execute(
                "INSERT INTO orders (order_number, to_store_id, product_id, quantity_cases, requested_by, order_date,"
                        + " fulfilled_date, order_status) SELECT 'X' || n, 2, 1, 1, 1, '" + date + "', '" + date
                        + "', 'fulfilled' FROM generate_series(1, 2) n; UPDATE orders SET fulfilled_date = 'infinity' WHERE order_number = 'O1'");
        try {
            Inspection odd = Inspection.take(database.dataSource(), "public", true, console, Progress.NONE);

            assertThat(odd.answer("rhythm").asObjects()).hasSizeLessThan(400);
            assertThat(odd.answer("promotions").asObjects())
                    .containsExactlyInAnyOrderElementsOf(
                            inspection.answer("promotions").asObjects());
            assertThat(console.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("The charts over time leave out ")
                    .contains(" dated before 2025-0");
        } finally {
            database.execute(
                    "DELETE FROM orders WHERE order_number LIKE 'X%'; UPDATE orders SET fulfilled_date = order_date +"
                            + " INTERVAL '2 days' WHERE order_number = 'O1'");
        }
    }

    @AfterAll
    static void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void aDayOfAShopIsAVisit() throws SQLException {
        assertThat(rows("visits", "shop")).containsExactly("shop | 0 | 0 | 2");
        assertThat(rows("visits", "lines").stream()
                        .mapToInt(row -> Integer.parseInt(row.split(" \\| ")[3]))
                        .sum())
                .isEqualTo(30 * 5 + 18 * 5);
        assertThat(database.rows("SELECT count(DISTINCT (to_store_id, order_date)) FROM orders"))
                .containsExactly("240");
        assertThat(rows("visits", "week"))
                .hasSize(5)
                .allMatch(row -> row.matches("week \\| [1-5] \\| 9 \\| 1\\.6153846.*"));
    }

    @Test
    void onlyAPromotionStandsOut() {
        assertThat(rows("promotions", "raised")).containsExactly("raised | null | null | 2.0 | null");
        assertThat(rows("promotions", "strongest"))
                .hasSize(2)
                .allMatch(row -> row.startsWith("strongest | Product 3 | 2025-03-") && row.contains(" | 100.0 | "));
        assertThat(rows("promotions", "around")).anyMatch(row -> row.startsWith("around | 0 | null | 100.0 | "));
    }

    @Test
    void aPromotedWeekIsComparedWithTheWeeksAroundIt() {
        double usual = Double.parseDouble(rows("promotions", "strongest").get(0).split(" \\| ")[4]);

        // its eleventh of 500 orders that the week has with the promotion
        assertThat(usual).isBetween(500 / 11.5, 500 / 10.5);
    }

    @Test
    void productsAndShopsComeAndGo() {
        assertThat(text(inspection.answer("life")))
                .containsExactly(
                        "2025-03 | shop | came | 1", "2025-04 | product | came | 1", "2025-04 | product | went | 1");
    }

    @Test
    void whatIsNotDeliveredIsOpen() throws SQLException {
        List<String> weeks = rows("backlog", "week");

        assertThat(rows("backlog", "age"))
                .containsExactly(
                        "age | 0 | approved | null | null | null | 88", "age | 1 | approved | null | null | null | 88");
        assertThat(weeks).hasSize(30).last().asString().endsWith(" | 176");
        assertThat(weeks.get(0)).startsWith("week | 2025-01-10 | null | false | ");
        assertThat(database.rows("SELECT count(*), count(fulfilled_date) FROM orders"))
                .containsExactly(total(weeks, 4) + " | " + total(weeks, 5));
    }

    @Test
    void coverIsThePaceOfTheLastEightWeeks() {
        // product 1: 101 cases at 160 in 56 days; product 2: 21 cases; product 12 has not been ordered for longer
        assertThat(text(inspection.answer("cover")))
                .containsExactly("5 | 0 | 1 | 0 | 21.35", "35 | 0 | 0 | 1 | 21.35", "null | 1 | 0 | 0 | 21.35");
    }

    private static long total(List<String> rows, int column) {
        return rows.stream()
                .mapToLong(row -> Long.parseLong(row.split(" \\| ")[column]))
                .sum();
    }

    private static List<String> rows(String query, String grain) {
        return text(inspection.answer(query)).stream()
                .filter(row -> row.startsWith(grain + " | "))
                .toList();
    }

    private static List<String> text(Rows answer) {
        return answer.rows().stream()
                .map(row -> row.stream().map(Objects::toString).collect(Collectors.joining(" | ")))
                .toList();
    }
}
