package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.history.History;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.ModelProbabilities;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.sql.SqlStatements;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an analyst would compute from the rows of the default run, against what the model promises. */
class HistoryStatisticsIT {

    private static final SqlStatements SQL =
            SqlStatements.read(HistoryStatisticsIT.class, "history-statistics.sql", Map.of());
    private static final ModelProbabilities MODEL = new ModelProbabilities(
            History.of(HistorySettings.defaults(SeededDatabase.AS_OF), Catalog.standard()), Catalog.standard());

    private static TestDatabase database;

    @BeforeAll
    static void seed() throws SQLException {
        database = TestDatabase.create();
        SeededDatabase.seeder(database.dataSource())
                .seed(SeededDatabase.request(OrderCounts.DEFAULT, LoadMethod.COPY, 2, LoadOptions.DEFAULT_CHUNK_SIZE));
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    @Test
    void growsByTwelvePercentAMonth() throws SQLException {
        assertThat(number("monthly-growth")).isCloseTo(0.12, within(0.01));
    }

    @Test
    void julyTowersOverJanuary() throws SQLException {
        double model = MODEL.demand(YearMonth.of(2026, 7)) / MODEL.demand(YearMonth.of(2026, 1));

        // half a year of growth makes 1.97 of it, the season 1.63, and New Year's Day the rest
        assertThat(number("july-to-january")).isBetween(3.1, 3.7).isCloseTo(model, within(0.03 * model));
    }

    @Test
    void weekendsAreQuiet() throws SQLException {
        // (0.60 + 0.38) of a week's 6.63
        assertThat(number("weekend-share")).isCloseTo(0.148, within(0.01));
    }

    @Test
    void businessDistrictsSleepAtWeekendsAndEntertainmentDoesNot() throws SQLException {
        Map<String, Double> shares = numbers("weekend-share-by-type");

        assertThat(shares.get("Business")).isLessThan(0.6 * shares.get("Urban"));
        assertThat(shares.get("Entertainment")).isGreaterThan(1.3 * shares.get("Urban"));
        assertThat(shares.get("Tourist")).isGreaterThan(1.2 * shares.get("Urban"));
    }

    @Test
    void touristShopsPeakInSummerAndDecember() throws SQLException {
        Map<String, Double> share = numbers("tourist-share-by-month");

        for (String quietMonth : List.of("1", "2", "3", "11")) {
            assertThat(share.get("7")).isGreaterThan(1.15 * share.get(quietMonth));
            assertThat(share.get("12")).isGreaterThan(1.15 * share.get(quietMonth));
        }
    }

    @Test
    void categoriesHaveTheirSeasons() throws SQLException {
        Map<String, Double> julyToJanuary = new HashMap<>();
        for (String[] row : rows("category-shares-in-january-and-july")) {
            julyToJanuary.put(row[0], Double.parseDouble(row[2]) / Double.parseDouble(row[1]));
        }

        // (1 + summer) / (1 - summer) of each category, over the same of the mean of all, which is 1.25
        assertThat(julyToJanuary.get("Water")).isBetween(1.5, 1.85);
        assertThat(julyToJanuary.get("Sports Drink")).isBetween(1.65, 2.1);
        assertThat(julyToJanuary.get("Coffee")).isBetween(0.38, 0.49);
        assertThat(julyToJanuary.get("Tea")).isBetween(0.52, 0.67);
        assertThat(julyToJanuary.get("Energy Drink")).isBetween(0.8, 0.97);
    }

    @Test
    void fewProductsMakeMostOfTheBusiness() throws SQLException {
        assertThat(number("top-products-share")).isBetween(0.45, 0.65);
    }

    @Test
    void storesDifferInSizeButNoneRulesThemAll() throws SQLException {
        assertThat(number("gini-over-stores")).isBetween(0.15, 0.35);
    }

    @Test
    void mostIsOrderedInBusinessHours() throws SQLException {
        assertThat(number("business-hours-share")).isBetween(0.80, 0.92);
    }

    @Test
    void reviewTakesHalfADayAndAtMostTwo() throws SQLException {
        List<Double> quantiles = column("review-hours");

        assertThat(quantiles.get(0)).isBetween(2.0, 2.1);
        assertThat(quantiles.get(1)).as("median").isBetween(11.0, 15.0);
        assertThat(quantiles.get(2)).as("95th percentile").isBetween(42.0, 47.0);
        assertThat(quantiles.get(3)).isBetween(47.5, 48.0);
    }

    @Test
    void fulfilmentTakesADayAndAtMostThree() throws SQLException {
        List<Double> quantiles = column("fulfilment-hours");

        assertThat(quantiles.get(0)).isBetween(4.0, 4.5);
        assertThat(quantiles.get(1)).as("median").isBetween(22.0, 26.0);
        assertThat(quantiles.get(2)).as("95th percentile").isBetween(62.0, 70.0);
        assertThat(quantiles.get(3)).isBetween(71.5, 72.0);
    }

    @Test
    void reviewsTakeLongerOverTheWeekend() throws SQLException {
        Map<String, Double> mean = numbers("mean-review-hours-by-weekday");

        assertThat(mean.get("5")).isGreaterThan(1.1 * mean.get("2"));
        assertThat(mean.get("6")).isGreaterThan(1.5 * mean.get("2"));
    }

    @Test
    void storesFollowTheModel() throws SQLException {
        ChiSquare test = new ChiSquare();
        for (String[] row : rows("by-store")) {
            test.observe(row[0], Double.parseDouble(row[1]));
        }
        for (String[] row : rows("by-day")) {
            double orders = Double.parseDouble(row[1]);
            MODEL.stores(LocalDate.parse(row[0]))
                    .forEach((store, probability) -> test.expect(store.toString(), orders * probability));
        }

        test.assertFits(1);
    }

    @Test
    void categoriesOfEachRegionFollowTheModel() throws SQLException {
        ChiSquare test = new ChiSquare();
        for (String[] row : rows("by-region-and-category")) {
            test.observe(row[0] + '/' + row[1], Double.parseDouble(row[2]));
        }
        for (String[] row : rows("by-month-and-region")) {
            double orders = Double.parseDouble(row[2]);
            MODEL.categories(Integer.parseInt(row[0]), row[1])
                    .forEach((category, probability) -> test.expect(row[1] + '/' + category, orders * probability));
        }

        test.assertFits(Catalog.standard().regions().size());
    }

    @Test
    void productsOfEachCategoryFollowTheModel() throws SQLException {
        ChiSquare test = new ChiSquare();
        Map<String, Double> orders = new HashMap<>();
        for (String[] row : rows("by-category-and-product")) {
            test.observe(row[1], Double.parseDouble(row[2]));
            orders.merge(row[0], Double.parseDouble(row[2]), Double::sum);
        }
        orders.forEach((category, count) -> MODEL.products(category)
                .forEach((product, probability) -> test.expect(product.toString(), count * probability)));

        test.assertFits(orders.size());
    }

    @Test
    void quantitiesOfEachVelocityFollowTheModel() throws SQLException {
        ChiSquare test = new ChiSquare();
        Map<Integer, Double> orders = new HashMap<>();
        for (String[] row : rows("by-product-and-quantity")) {
            int velocity = MODEL.velocity(Integer.parseInt(row[0]));
            test.observe(velocity + "/" + row[1], Double.parseDouble(row[2]));
            orders.merge(velocity, Double.parseDouble(row[2]), Double::sum);
        }
        orders.forEach((velocity, count) -> {
            for (int cases = 5; cases <= 50; cases++) {
                String cell = velocity + "/" + cases;
                test.expect(cell, count * MODEL.quantity(velocity, cases));
            }
        });

        test.assertFits(orders.size());
    }

    @Test
    void reasonsOfCancellationFollowTheModel() throws SQLException {
        ChiSquare stages = new ChiSquare();
        ChiSquare notes = new ChiSquare();
        Map<Boolean, Double> orders = new HashMap<>();
        for (String[] row : rows("by-stage-and-note")) {
            boolean afterApproval = row[0].equals("t");
            stages.observe(row[0], Double.parseDouble(row[2]));
            notes.observe(row[1], Double.parseDouble(row[2]));
            orders.merge(afterApproval, Double.parseDouble(row[2]), Double::sum);
        }
        stages.expect("t", OrderCounts.DEFAULT.cancelled() * MODEL.cancelledAfterApproval());
        stages.expect("f", OrderCounts.DEFAULT.cancelled() * (1 - MODEL.cancelledAfterApproval()));
        orders.forEach((afterApproval, count) ->
                MODEL.notes(afterApproval).forEach((note, probability) -> notes.expect(note, count * probability)));

        stages.assertFits(1);
        notes.assertFits(2);
    }

    private static double number(String statement) throws SQLException {
        return column(statement).get(0);
    }

    private static List<Double> column(String statement) throws SQLException {
        return database.rows(SQL.get(statement)).stream().map(Double::valueOf).toList();
    }

    /** The second column by the first. */
    private static Map<String, Double> numbers(String statement) throws SQLException {
        return rows(statement).stream().collect(Collectors.toMap(row -> row[0], row -> Double.valueOf(row[1])));
    }

    private static List<String[]> rows(String statement) throws SQLException {
        return database.rows(SQL.get(statement)).stream()
                .map(row -> row.split(" \\| "))
                .toList();
    }
}
