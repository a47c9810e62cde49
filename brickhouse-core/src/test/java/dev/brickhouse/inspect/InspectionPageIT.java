package dev.brickhouse.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionPageIT {

    private static final String ATTACK =
            "</script><script>alert(1)</script><img src=\"http://example.com/x\" onerror='x'>";

    private static TestDatabase database;
    private static String page;

    @BeforeAll
    static void seed() throws SQLException {
        database = TestDatabase.create();
        SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
        database.execute(
                "UPDATE products SET product_name = $x$" + ATTACK + "$x$, brand = E'\\u2028&amp;' WHERE product_id"
                        + " = (SELECT product_id FROM orders WHERE order_status = 'fulfilled' GROUP BY 1"
                        + " ORDER BY sum(quantity_cases) DESC, 1 LIMIT 1)");
        page = Inspection.take(database.dataSource(), "public", true, Console.SILENT, Progress.NONE)
                .page()
                .html();
    }

    @AfterAll
    static void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void theFilesForProgramsHoldWhatThePageHolds(@TempDir Path directory) throws IOException, SQLException {
        Inspection inspection = Inspection.take(database.dataSource(), "public", true, Console.SILENT, Progress.NONE);

        inspection.writeCsv(directory);
        inspection.writeJson(directory.resolve("data.json"));

        List<String> csv = Files.readAllLines(directory.resolve("order-status.csv"));
        assertThat(csv.get(0)).isEqualTo("order_status,count,percentage");
        assertThat(csv.subList(1, csv.size()))
                .isEqualTo(database.rows("SELECT concat_ws(',', order_status, count(*),"
                        + " round(count(*) * 100.0 / sum(count(*)) OVER (), 2)) FROM orders"
                        + " GROUP BY order_status ORDER BY count(*) DESC"));
        try (CsvReader<NamedCsvRecord> products =
                CsvReader.builder().ofNamedCsvRecord(directory.resolve("top-products.csv"))) {
            assertThat(products.stream().map(row -> row.getField("product_name")))
                    .contains(ATTACK);
        }
        Map<String, Object> data = JSON.std.mapFrom(Files.readString(directory.resolve("data.json")));
        assertThat(data).containsEntry("schema", "public").containsKeys("rhythm", "visits", "cover", "top-products");
        assertThat(((List<?>) data.get("order-status")).get(0).toString())
                .startsWith("{order_status=fulfilled, count=");
    }

    @Test
    void ordersByDayAndMonthAreThoseOfTheTable() throws IOException, SQLException {
        for (String grain : List.of("day", "month")) {
            assertThat(rhythm(grain, row -> row.get(2) != null))
                    .isNotEmpty()
                    .isEqualTo(database.rows(
                            "SELECT left(order_date::text, ?), order_status, count(*) FROM orders"
                                    + " GROUP BY 1, 2 ORDER BY 1, 2",
                            grain.equals("day") ? 10 : 7));
        }
    }

    @Test
    void daysWithoutAnOrderArePartOfThePeriod() throws IOException, SQLException {
        assertThat(rhythm("day", row -> true).stream()
                        .map(row -> row.substring(0, 10))
                        .distinct()
                        .count())
                .isEqualTo(Long.parseLong(
                        database.rows("SELECT max(order_date)::date - min(order_date)::date + 1 FROM orders")
                                .get(0)));
    }

    @Test
    void weekdaysAndHoursAreAveragesOverThePeriod() throws IOException, SQLException {
        assertThat(rhythm("weekday", row -> true)).hasSize(7).isEqualTo(database.rows("""
                SELECT d, NULL,
                       round((SELECT count(*) FROM orders WHERE extract(isodow FROM order_date) = d)::numeric
                             / count(*), 4)
                  FROM (SELECT extract(isodow FROM generate_series(
                               (SELECT min(order_date)::date FROM orders),
                               (SELECT max(order_date)::date FROM orders), '1 day'))::int AS d) days
                 GROUP BY d ORDER BY d
                """));
        assertThat(rhythm("hour", row -> row.get(2).equals("weekend")))
                .hasSize(24)
                .isEqualTo(database.rows("""
                SELECT to_char(h, 'FM00'), 'weekend',
                       round((SELECT count(*) FROM orders
                               WHERE extract(hour FROM order_date) = h AND extract(isodow FROM order_date) > 5)::numeric
                             / (SELECT count(*) FROM generate_series(
                                       (SELECT min(order_date)::date FROM orders),
                                       (SELECT max(order_date)::date FROM orders), '1 day') AS day
                                 WHERE extract(isodow FROM day) > 5), 4)
                  FROM generate_series(0, 23) AS h ORDER BY 1
                """));
    }

    @Test
    void valuesLeaveCancelledOrdersOut() throws IOException, SQLException {
        String value = database.rows("SELECT sum(quantity_cases * unit_price) FROM orders JOIN products"
                        + " USING (product_id) WHERE order_status <> 'cancelled'")
                .get(0);

        assertThat(total("category-months", 4, row -> true)).isEqualByComparingTo(value);
        assertThat(total("shops", 5, row -> row.get(0).equals("region"))).isEqualByComparingTo(value);
        assertThat(total("shops", 5, row -> row.get(0).equals("type"))).isEqualByComparingTo(value);
    }

    @Test
    void categoriesRegionsAndTypesAreThoseOfTheTables() throws IOException, SQLException {
        assertThat(lines("category-months", row -> true)).isEqualTo(database.rows("""
                SELECT category, to_char(order_date, 'YYYY-MM'), count(*), sum(quantity_cases),
                       sum(quantity_cases * unit_price)
                  FROM orders JOIN products USING (product_id)
                 WHERE order_status <> 'cancelled' GROUP BY 1, 2 ORDER BY 1, 2
                """));
        assertThat(lines("shops", row -> row.get(0).equals("type"))).isEqualTo(database.rows("""
                SELECT 'type', store_type, count(DISTINCT store_id), count(*), sum(quantity_cases),
                       sum(quantity_cases * unit_price)
                  FROM orders JOIN products USING (product_id) JOIN stores ON store_id = to_store_id
                 WHERE order_status <> 'cancelled' GROUP BY 2 ORDER BY 6 DESC, 2
                """));
    }

    @Test
    void stockLevelsAreThoseOfTheAlerts() throws IOException, SQLException {
        assertThat(lines("stock", row -> true)).isEqualTo(database.rows("""
                SELECT region, count(*) FILTER (WHERE stock_status = 'CRITICAL'),
                       count(*) FILTER (WHERE stock_status = 'LOW'),
                       (SELECT count(*) FROM inventory JOIN stores s USING (store_id)
                         WHERE s.region = r.region AND store_type <> 'Warehouse') - count(stock_status)
                  FROM (SELECT DISTINCT region FROM stores WHERE store_type <> 'Warehouse') r
                  LEFT JOIN analytics.low_stock_alerts USING (region)
                 GROUP BY region ORDER BY region
                """));
    }

    @Test
    void fulfillmentHoursAddUpToEveryFulfilledOrder() throws IOException, SQLException {
        List<String> hours = lines("fulfillment", row -> true);

        assertThat(total("fulfillment", 1, row -> true)).isEqualByComparingTo("5200");
        String median = database.rows("SELECT floor(percentile_disc(0.5) WITHIN GROUP (ORDER BY"
                        + " extract(epoch FROM fulfilled_date - order_date)) / 3600)::int FROM orders"
                        + " WHERE order_status = 'fulfilled'")
                .get(0);
        assertThat(hours.stream()
                        .map(row -> row.split(" \\| "))
                        .filter(row -> new BigDecimal(row[2]).doubleValue() >= 0.5)
                        .findFirst()
                        .orElseThrow()[0])
                .isEqualTo(median);
    }

    @Test
    void noNameOfTheDatabaseActsAsMarkup() throws IOException {
        assertThat(rows("top-products").get(0)).startsWith(ATTACK, "\u2028&amp;");
        assertThat(page).doesNotContain("alert(1)</script>").doesNotContain("<img");
        assertThat(Pattern.compile("<script", Pattern.CASE_INSENSITIVE)
                        .matcher(page)
                        .results())
                .hasSize(3);
    }

    @Test
    void loadsNothingFromAnywhere() {
        assertThat(page).contains("default-src 'none'");
        assertThat(Pattern.compile("(?i)\\b(src|href)\\s*=\\s*[\"']?|@import|url\\(")
                        .matcher(page.replaceAll("(?s)<script.*?</script>", ""))
                        .results())
                .isEmpty();
        assertThat(page).doesNotContain("${style", "${library", "${script", "${data}");
    }

    @Test
    void carriesTheNoticeOfItsChartLibrary() {
        assertThat(page)
                .contains("Chart.js v4")
                .contains("The MIT License (MIT)")
                .contains("Chart.js Contributors");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed(@TempDir Path directory) throws IOException {
        Path inTheWay = Files.writeString(directory.resolve("file"), "not a directory");
        Inspection inspection = Inspection.take(database.dataSource(), "public", true, Console.SILENT, Progress.NONE);

        assertThatThrownBy(() -> inspection.page().write(inTheWay.resolve("inspect.html")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(inTheWay.resolve("inspect.html").toString());
    }

    private static BigDecimal total(String question, int column, Predicate<List<Object>> filter) throws IOException {
        return rows(question).stream()
                .filter(filter)
                .map(row -> new BigDecimal(row.get(column).toString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Label, part and orders; averages to four digits. */
    private static List<String> rhythm(String grain, Predicate<List<Object>> filter) throws IOException {
        List<String> lines = new ArrayList<>();
        for (List<Object> row : rows("rhythm")) {
            if (row.get(0).equals(grain) && filter.test(row)) {
                BigDecimal orders = new BigDecimal(row.get(3).toString());
                lines.add(row.get(1) + " | " + row.get(2) + " | "
                        + (orders.scale() > 0 ? orders.setScale(4, RoundingMode.HALF_UP) : orders));
            }
        }
        return lines;
    }

    private static List<String> lines(String question, Predicate<List<Object>> filter) throws IOException {
        List<String> lines = new ArrayList<>();
        for (List<Object> row : rows(question)) {
            if (filter.test(row)) {
                StringJoiner line = new StringJoiner(" | ");
                row.forEach(cell -> line.add(String.valueOf(cell)));
                lines.add(line.toString());
            }
        }
        return lines;
    }

    @SuppressWarnings("unchecked")
    private static List<List<Object>> rows(String question) throws IOException {
        Matcher block = Pattern.compile("(?s)<script id=\"data\" type=\"application/json\">(.*?)</script>")
                .matcher(page);
        assertThat(block.find()).isTrue();
        Map<String, Object> data =
                JSON.std.with(JSON.Feature.USE_BIG_DECIMAL_FOR_FLOATS).mapFrom(block.group(1));
        return (List<List<Object>>) ((Map<String, Object>) data.get(question)).get("rows");
    }
}
