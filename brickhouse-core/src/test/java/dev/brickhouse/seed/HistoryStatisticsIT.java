package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.History;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.sql.SqlStatements;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an analyst would compute from the rows, beside the targets in docs/realism.md: for the default settings and for
 * others.
 *
 * <p>A statistic that needs volume is looked at only where there is some.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("settings")
class HistoryStatisticsIT {

    private static final int SEED = 42;
    private static final Setting DEFAULT = new Setting("2026-11-24", 12, 0.01, 1);

    private static TestDatabase database;
    private static SqlStatements sql;

    @Parameter
    private Setting setting;

    /**
     * What is seeded.
     *
     * @param growth by which fraction demand grows a month
     * @param scale how many times the default orders
     * @param stores all stores
     * @param products all products
     */
    record Setting(LocalDate asOf, int months, double growth, double scale, int stores, int products) {

        Setting(String asOf, int months, double growth, double scale) {
            this(LocalDate.parse(asOf), months, growth, scale, 26, 156);
        }

        HistorySettings history() {
            return new HistorySettings(SEED, asOf, months, growth, 1, 0.9, OrderCounts.DEFAULT.scaledBy(scale));
        }

        /** The same business a month later. */
        HistorySettings aMonthLater() {
            OrderCounts counts = OrderCounts.DEFAULT.scaledBy(scale * (months + 1) / months);
            return new HistorySettings(SEED, asOf.plusMonths(1), months + 1, growth, 1, 0.9, counts);
        }

        /** For which all targets hold, however narrow. */
        boolean isDefault() {
            return equals(DEFAULT);
        }

        Catalog catalog() {
            return Catalog.extended(stores, products, SEED);
        }

        /** How often a position is ordered in a year, on average. */
        double ordersOfAPosition() {
            return OrderCounts.DEFAULT.total() * scale * 12 / months / ((stores - 1.0) * products);
        }

        /** The volume and the span that the targets were set for. */
        boolean isTypical() {
            return months >= 12 && months <= 24 && ordersOfAPosition() > 40 && ordersOfAPosition() < 100;
        }

        boolean grows() {
            return growth >= 0;
        }
    }

    static Stream<Setting> settings() {
        return Stream.of(
                DEFAULT,
                new Setting("2026-01-15", 12, 0.01, 1),
                new Setting("2026-06-10", 12, 0, 1),
                new Setting("2026-12-20", 12, -0.1, 0.5),
                new Setting("2026-11-24", 3, 0.01, 0.25),
                new Setting("2026-11-24", 36, 0.01, 1),
                new Setting("2026-11-24", 12, 0.01, 0.01),
                new Setting("2026-11-24", 12, 0.01, 5),
                new Setting(LocalDate.of(2026, 11, 24), 12, 0.01, 1, 200, 2_000));
    }

    @BeforeParameterizedClassInvocation
    static void seed(Setting setting) throws SQLException {
        database = TestDatabase.create();
        sql = SqlStatements.read(
                HistoryStatisticsIT.class,
                "history-statistics.sql",
                Map.of("asOf", setting.asOf().toString(), "days", Integer.toString(setting.months() * 30)));
        new Seeder(
                        new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
                        setting.catalog(),
                        Console.SILENT,
                        Progress.NONE)
                .seed(SeedFixture.request(
                        setting.history(),
                        true,
                        new LoadOptions(LoadMethod.COPY, 500, 2, LoadOptions.DEFAULT_CHUNK_SIZE),
                        false,
                        "test"));
    }

    @AfterParameterizedClassInvocation
    static void drop() throws SQLException {
        database.close();
    }

    @Test
    void summerIsTheHeightOfTheYear() throws SQLException {
        assumeThat(setting.isTypical() && setting.grows() && setting.asOf().getMonthValue() != 1)
                .isTrue();

        assertThat(number("largest-month")).isBetween(7.0, 8.0);
    }

    @Test
    void growsFromYearToYearButDoesNotExplode() throws SQLException {
        assumeThat(setting.months() >= 24).isTrue();

        assertThat(number("year-on-year")).isBetween(1.05, 1.5);
    }

    @Test
    void theEndIsLikeTheWeeksBefore() throws SQLException {
        assumeThat(setting.ordersOfAPosition() > 20 && setting.growth() >= 0).isTrue();

        // good and bad weeks are part of the business, and some histories end with one
        double widest = setting.isDefault() ? 0.15 : 0.25;
        assertThat(number("orders-of-the-last-fortnight")).isBetween(1 - widest, 1 + widest);
    }

    /** The model without the edge is a history that goes on: with its good and bad weeks, but with its end elsewhere. */
    @Test
    void theLastFortnightIsAsInAHistoryThatGoesOn() {
        assumeThat(setting.scale() >= 0.1).isTrue();

        assertThat(ofTheLastFortnight(setting.history()) / ofTheLastFortnight(setting.aMonthLater()))
                .isBetween(0.9, 1.1);
    }

    /** The orders of the fortnight before the setting's as-of date, beside those of the four weeks before. */
    private double ofTheLastFortnight(HistorySettings settings) {
        History history = History.of(settings, setting.catalog());
        long begin = history.firstOrderFrom(setting.asOf().minusDays(14));
        double before = begin - history.firstOrderFrom(setting.asOf().minusDays(42));
        return (history.firstOrderFrom(setting.asOf()) - begin) / before;
    }

    @Test
    void deliveriesNeverCollapse() throws SQLException {
        assumeThat(setting.ordersOfAPosition() > 20).isTrue();

        assertThat(number("least-week-of-deliveries")).isGreaterThan(0.6);
    }

    @Test
    void nothingOpenHasWaitedLongerThanWhatIsDelivered() throws SQLException {
        assumeThat(setting.scale() >= 0.1).isTrue();

        assertThat(rows("oldest-open-beside-longest-wait").get(0)[0]).isEqualTo("t");
    }

    @Test
    void shopsOrderInVisits() throws SQLException {
        assumeThat(setting.scale() >= 0.1).isTrue();

        assertThat(number("within-five-minutes")).isGreaterThan(0.8);
        assertThat(number("lines-of-a-visit")).isGreaterThan(5);
    }

    @Test
    void visitsAreInterruptedAndNoTwoManagersAreAlike() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();
        String[] gaps = rows("gaps-within-visits").get(0);

        assertThat(Double.parseDouble(gaps[0])).as("autocorrelation").isBetween(0.0, 0.4);
        assertThat(Double.parseDouble(gaps[1])).as("over eight minutes").isBetween(0.01, 0.05);
        assertThat(Double.parseDouble(gaps[2])).as("two sessions").isBetween(0.02, 0.15);
        assertThat(number("most-common-length-of-visits")).isLessThan(0.01);
        assertThat(number("pace-of-shops")).isBetween(1.2, 2.0);
    }

    @Test
    void someShopsOrderOnHolidays() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();

        assertThat(number("orders-on-holidays")).isBetween(0.005, 0.35);
    }

    @Test
    void hardlyAnyProductIsOrderedTwiceADay() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();

        assertThat(number("same-product-twice-a-day")).isLessThan(0.02);
    }

    @Test
    void intervalsAreNeitherClockworkNorChance() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();

        assertThat(number("interval-variation")).isBetween(0.3, 0.6);
    }

    @Test
    void moreIsOrderedAfterALongerInterval() throws SQLException {
        assumeThat(setting.isTypical() && setting.grows()).isTrue();

        assertThat(number("interval-and-quantity")).isGreaterThan(0.4);
    }

    @Test
    void littleIsOrderedAgainWhileItIsOnItsWay() throws SQLException {
        assumeThat(setting.isTypical() && setting.grows()).isTrue();

        assertThat(number("ordered-while-open")).isLessThan(0.15);
    }

    @Test
    void quantitiesFollowWhatAShopSells() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();

        assertThat(number("quantity-by-store-size")).isGreaterThan(0.7);
    }

    @Test
    void aModelExplainsMostButNotAllOfADay() throws SQLException {
        assumeThat(setting.isTypical() && setting.grows()).isTrue();

        assertThat(dailyModelFit()).isBetween(0.9, 0.96);
    }

    @Test
    void productsHaveGoodAndBadWeeks() throws SQLException {
        assumeThat(setting.isTypical() && setting.grows()).isTrue();

        String[] weekly = rows("weekly-orders-of-fast-products").get(0);

        assertThat(Double.parseDouble(weekly[0])).as("dispersion").isBetween(2.0, 5.0);
        assertThat(Double.parseDouble(weekly[1])).as("autocorrelation").isBetween(0.3, 0.6);
        assertThat(number("taylor-exponent")).isGreaterThan(0.75);
    }

    /** The figures that docs/realism.md puts beside published ones, as far as no other test has them. */
    @Test
    void isAsConcentratedSeasonalAndStockedAsDocumented() throws SQLException {
        assumeThat(setting.isTypical() && setting.growth() >= 0).isTrue();

        assertThat(number("best-selling-fifth")).as("best-selling fifth").isBetween(0.37, 0.47);
        assertThat(number("weekly-variation")).as("weekly variation").isBetween(0.25, 0.45);
        assertThat(number("taylor-exponent-in-shops")).as("Taylor in shops").isBetween(0.5, 0.8);
        assertThat(number("stock-beside-orders")).as("days of stock").isBetween(15.0, 30.0);
        assertThat(number("monday-beside-sunday")).as("Monday beside Sunday").isBetween(2.0, 4.0);
        String[] months = rows("january-and-july").get(0);
        assertThat(Double.parseDouble(months[0])).as("January").isBetween(0.55, 0.8);
        assertThat(Double.parseDouble(months[1])).as("July").isBetween(1.2, 1.55);
        assertThat(Double.parseDouble(months[2])).as("July over January").isBetween(1.7, 2.4);
    }

    @Test
    void weatherMovesTheShopsOfARegionTogether() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();
        List<Double> correlations = rows("regional-correlation").stream()
                .map(row -> Double.valueOf(row[1]))
                .toList();

        assertThat(correlations.get(0)).isBetween(0.1, 0.3);
        assertThat(correlations.get(1)).isLessThan(0.1);
    }

    @Test
    void ordersComeInBursts() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();

        assertThat(number("arrivals-in-five-minutes")).isBetween(1.0, setting.isDefault() ? 3.0 : 3.3);
    }

    @Test
    void farShopsWaitLonger() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();
        List<Double> hours = column("hours-to-deliver");

        assertThat(hours.get(0)).as("Atlanta").isLessThan(18);
        assertThat(hours.get(1)).as("Seattle").isGreaterThan(60);
    }

    @Test
    void climatesDiffer() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();
        List<Double> ratios = rows("july-over-january").stream()
                .map(row -> Double.valueOf(row[1]))
                .toList();

        assertThat(ratios.get(0) / ratios.get(1))
                .as("Minneapolis beside Phoenix")
                .isGreaterThan(1.2);
    }

    @Test
    void tasteDependsOnTheTypeOfShop() throws SQLException {
        assumeThat(setting.scale() >= 1).isTrue();

        assertThat(number("category-by-store-type")).isGreaterThan(5);
    }

    @Test
    void sizeFollowsTheMetropolis() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();
        Catalog catalog = setting.catalog();
        Map<String, Double> weights = catalog.shops().stream()
                .collect(Collectors.toMap(
                        shop -> shop.city() + ", " + shop.state(),
                        (Store shop) -> (double) catalog.metroWeight(shop),
                        Double::sum));
        List<String[]> cities = rows("cases-by-city");
        double[] cases =
                cities.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray();
        double[] metro = cities.stream().mapToDouble(row -> weights.get(row[0])).toArray();

        assertThat(Math.sqrt(LeastSquares.rSquared(withOne(metro), cases))).isGreaterThan(0.5);
    }

    @Test
    void seasonsHaveNoSteps() throws SQLException {
        assumeThat(setting.scale() >= 1 && setting.months() >= 12).isTrue();

        assertThat(number("category-steps-at-month-ends")).isLessThan(0.02);
    }

    @Test
    void managersHaveNightsAndHolidays() throws SQLException {
        assertThat(number("busiest-approver")).isLessThanOrEqualTo(230);
        assertThat(number("approved-at-night")).isLessThan(0.03);
    }

    @Test
    void managersOfShopsAreOnLeaveNowAndThen() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();
        String[] standIns = rows("placed-by-a-stand-in").get(0);

        assertThat(number("longest-absence")).isBetween(8.0, 25.0);
        assertThat(Double.parseDouble(standIns[0])).as("stand-ins").isBetween(0.03, 0.12);
        assertThat(standIns[1])
                .as("on days on which the shop's own manager works")
                .isEqualTo("0");
    }

    @Test
    void busyDaysWaitLonger() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();

        assertThat(number("wait-by-load")).isGreaterThan(0.1);
    }

    @Test
    void cancellationsComeByChance() throws SQLException {
        assumeThat(setting.scale() >= 1).isTrue();

        // as much as by chance, which leaves 0.6 to 1.5 in 52 weeks
        assertThat(number("cancellation-dispersion")).isBetween(setting.isTypical() ? 0.8 : 0.6, 1.5);
    }

    @Test
    void someShopsCancelMoreThanOthers() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();

        assertThat(number("cancellations-by-shop")).isGreaterThan(3);
    }

    @Test
    void productsComeAndGoAndAreOnOffer() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();
        String[] shares = rows("products-launched-and-delisted").get(0);

        assertThat(Double.parseDouble(shares[0])).as("launched").isBetween(0.05, 0.08);
        assertThat(Double.parseDouble(shares[1])).as("delisted").isBetween(0.02, 0.04);
        assertThat(number("promoted-weeks")).isBetween(3.0, 6.0);
    }

    @Test
    void nothingIsOrderedBeforeItExists() throws SQLException {
        String[] dates = rows("creation-dates").get(0);

        assertThat(Integer.parseInt(dates[0])).as("dates of products").isGreaterThan(setting.products() * 9 / 10);
        assertThat(Integer.parseInt(dates[1])).as("dates of stores").isGreaterThan(setting.stores() * 9 / 10);
        assertThat(dates[2]).as("orders before the rows they refer to").isEqualTo("0");
    }

    @Test
    void stockFollowsFromTheOrders() throws SQLException {
        String[] shares = rows("shelf-shares").get(0);

        if (setting.scale() >= 0.1) {
            assertThat(Double.parseDouble(shares[0])).as("CRITICAL or LOW").isBetween(0.02, 0.1);
            assertThat(Double.parseDouble(shares[1])).as("out of stock").isBetween(0.02, 0.08);
        }
        if (setting.ordersOfAPosition() > 20) {
            assertThat(number("critical-without-an-order")).isLessThanOrEqualTo(setting.isTypical() ? 0 : 0.05);
        }
        if (setting.isTypical()) {
            assertThat(Double.parseDouble(shares[2]))
                    .as("26 to 30 beside 21 to 25")
                    .isBetween(0.6, 1.5);
            assertThat(number("days-of-cover")).isBetween(10.0, 40.0);
            String[] stock = rows("stock-and-sales").get(0);
            assertThat(Double.parseDouble(stock[0]))
                    .as("correlation with sales")
                    .isGreaterThan(setting.isDefault() ? 0.4 : 0.35);
            assertThat(Double.parseDouble(stock[1])).as("fast beside slow").isGreaterThan(1.5);
        }
        // the only order of a position can have been entered as the duplicate of another product's
        assertThat(number("stocked-without-an-order")).isLessThan(setting.isTypical() ? 1 : 5);
    }

    @Test
    void whatIsShortInTheWarehouseIsScarceInTheShops() throws SQLException {
        assumeThat(setting.isTypical()).isTrue();
        String[] shelves = rows("shelves-of-what-is-short").get(0);

        assertThat(Double.parseDouble(shelves[0])).as("stock").isBetween(0.6, 0.85);
        assertThat(Double.parseDouble(shelves[1])).as("empty").isGreaterThan(1.2);
    }

    @Test
    void nothingHappensInTheHourThatDaylightSavingSkips() throws SQLException {
        assertThat(number("in-the-hour-that-is-skipped")).isZero();
    }

    private double dailyModelFit() throws SQLException {
        List<String[]> days = rows("daily-model-fit").stream()
                .filter(day -> !isFederalHoliday(LocalDate.parse(day[0])))
                .toList();
        double[][] terms = new double[days.size()][];
        double[] logarithms = new double[days.size()];
        for (int i = 0; i < terms.length; i++) {
            LocalDate day = LocalDate.parse(days.get(i)[0]);
            double year = 2 * Math.PI * i / 365.25;
            terms[i] = new double[15];
            terms[i][day.getDayOfWeek().getValue() - 1] = 1;
            terms[i][7] = Math.sin(year);
            terms[i][8] = Math.cos(year);
            terms[i][9] = Math.sin(2 * year);
            terms[i][10] = Math.cos(2 * year);
            terms[i][11] = i;
            terms[i][12] = isFederalHoliday(day.minusDays(1)) ? 1 : 0;
            terms[i][13] = isFederalHoliday(day.plusDays(1)) || isFederalHoliday(day.plusDays(2)) ? 1 : 0;
            terms[i][14] = day.getDayOfMonth() > day.lengthOfMonth() - 3 ? 1 : 0;
            logarithms[i] = Math.log(Double.parseDouble(days.get(i)[1]));
        }
        return LeastSquares.rSquared(terms, logarithms);
    }

    private static boolean isFederalHoliday(LocalDate day) {
        return switch (day.getMonth()) {
            case JANUARY -> day.getDayOfMonth() == 1;
            case MAY -> day.getDayOfWeek() == DayOfWeek.MONDAY && day.getDayOfMonth() > 24;
            case JULY -> day.getDayOfMonth() == 4;
            case SEPTEMBER -> day.getDayOfWeek() == DayOfWeek.MONDAY && day.getDayOfMonth() < 8;
            case NOVEMBER ->
                day.getDayOfWeek() == DayOfWeek.THURSDAY
                        && day.getDayOfMonth() / 7 == 3 + (day.getDayOfMonth() % 7 == 0 ? 1 : 0);
            case DECEMBER -> day.getDayOfMonth() == 25;
            default -> false;
        };
    }

    private static double[][] withOne(double[] values) {
        double[][] terms = new double[values.length][];
        for (int i = 0; i < values.length; i++) {
            terms[i] = new double[] {1, values[i]};
        }
        return terms;
    }

    private double number(String statement) throws SQLException {
        return column(statement).get(0);
    }

    private static List<Double> column(String statement) throws SQLException {
        return database.rows(sql.get(statement)).stream().map(Double::valueOf).toList();
    }

    private static List<String[]> rows(String statement) throws SQLException {
        return database.rows(sql.get(statement)).stream()
                .map(row -> row.split(" \\| "))
                .toList();
    }
}
