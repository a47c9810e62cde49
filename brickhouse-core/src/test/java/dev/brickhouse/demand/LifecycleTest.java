package dev.brickhouse.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brickhouse.calendar.Days;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    private static final int PRODUCTS = 1_000;
    private static final int SHOPS = 100;

    private final Days days = new Days(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 1, 1));
    private final Lifecycle lifecycle = new Lifecycle(days, 42, PRODUCTS, SHOPS);
    private final int lastWeek = days.weeks() - 1;

    @Test
    void fiveToEightPercentOfTheProductsAreNewAndThreeGo() {
        assertThat(products(product -> lifecycle.ofProduct(product, 0) == 0)).isEqualTo(65);
        assertThat(products(product -> lifecycle.ofProduct(product, lastWeek) == 0))
                .isBetween(25L, 30L);
    }

    @Test
    void noProductComesAndGoes() {
        assertThat(products(
                        product -> lifecycle.ofProduct(product, 0) == 0 && lifecycle.ofProduct(product, lastWeek) == 0))
                .isZero();
    }

    @Test
    void whatIsNewGrowsAndWhatGoesSellsOff() {
        for (int product = 0; product < PRODUCTS; product++) {
            boolean isNew = lifecycle.ofProduct(product, 0) == 0;
            for (int week = 1; week <= lastWeek; week++) {
                double change = lifecycle.ofProduct(product, week) - lifecycle.ofProduct(product, week - 1);
                assertThat(isNew ? change : -change).isGreaterThanOrEqualTo(0);
                assertThat(lifecycle.ofProduct(product, week)).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void oneShopInTwelveOpensInAYear() {
        assertThat(IntStream.range(0, SHOPS).filter(shop -> lifecycle.ofShop(shop, 0) == 0))
                .hasSize(8);
        assertThat(IntStream.range(0, SHOPS).mapToDouble(shop -> lifecycle.ofShop(shop, lastWeek)))
                .allMatch(part -> part == 1);
    }

    @Test
    void inManyYearsAFourthOfTheShopsIsNewAtMost() {
        Days decade = new Days(LocalDate.of(2016, 1, 1), LocalDate.of(2026, 1, 1));
        Lifecycle ofTenYears = new Lifecycle(decade, 42, PRODUCTS, SHOPS);

        assertThat(IntStream.range(0, SHOPS).filter(shop -> ofTenYears.ofShop(shop, 0) == 0))
                .hasSize(25);
    }

    @Test
    void everythingIsInTheCatalogBeforeItSells() {
        for (int product = 0; product < PRODUCTS; product++) {
            assertThat(lifecycle.productListed(product)).isLessThan(days.micros(Days.PER_WEEK * firstWeek(product)));
        }
        for (int shop = 0; shop < SHOPS; shop++) {
            assertThat(lifecycle.warehouseSetUp()).isLessThan(lifecycle.shopSetUp(shop));
        }
    }

    @Test
    void isListedAtOfficeHours() {
        assertThat(IntStream.range(0, PRODUCTS)
                        .mapToDouble(product -> Math.floorMod(lifecycle.productListed(product), Days.MICROS_PER_DAY)
                                / (double) Days.MICROS_PER_HOUR)
                        .average()
                        .orElseThrow())
                .isCloseTo(13, within(0.5));
    }

    private int firstWeek(int product) {
        return IntStream.rangeClosed(0, lastWeek)
                .filter(week -> lifecycle.ofProduct(product, week) > 0)
                .findFirst()
                .orElseThrow();
    }

    private static long products(java.util.function.IntPredicate which) {
        return IntStream.range(0, PRODUCTS).filter(which).count();
    }
}
