package dev.brickhouse.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssortmentTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 24);

    private final Catalog catalog = Catalog.standard();
    private final Assortment full = assortment(catalog, 1);
    private final Assortment small = assortment(catalog, 0.01);

    @Test
    void withManyOrdersEveryShopCarriesMostProducts() {
        assertThat(full.shops()).isEqualTo(25);
        assertThat(IntStream.range(0, full.shops()).map(shop -> size(full, shop)))
                .allMatch(size -> size > 100);
    }

    @Test
    void withFewOrdersAShopCarriesOnlyWhatItCanOrderAgain() {
        double ordersOfAPosition = 2_423.0 / small.positions();

        assertThat(IntStream.range(0, small.shops()).map(shop -> size(small, shop)))
                .allMatch(size -> size >= 1);
        assertThat(ordersOfAPosition).isGreaterThan(8);
    }

    @Test
    void everyProductIsSoldSomewhere() {
        assertThat(IntStream.range(0, small.positions())
                        .map(small::product)
                        .distinct()
                        .count())
                .isEqualTo(catalog.products().size());
    }

    @Test
    void noProductIsTwiceInAShop() {
        for (int shop = 0; shop < full.shops(); shop++) {
            int[] products = IntStream.range(full.first(shop), full.first(shop + 1))
                    .map(full::product)
                    .toArray();
            assertThat(products).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void theUsualOrderFollowsDemandWithinTheRoomOfAShelf() {
        double[] cases =
                IntStream.range(0, full.positions()).mapToDouble(full::cases).toArray();
        double[] demand = IntStream.range(0, full.positions())
                .mapToDouble(position -> full.cases(position) * full.frequency(position))
                .toArray();

        assertThat(Arrays.stream(cases)).allMatch(each -> each >= 6 && each <= 42);
        // on a double logarithmic scale the usual order grows less than demand
        assertThat(slope(demand, cases)).isBetween(0.5, 0.8);
    }

    private static double slope(double[] x, double[] y) {
        double meanX = IntStream.range(0, x.length)
                .mapToDouble(i -> Math.log(x[i]))
                .average()
                .orElseThrow();
        double meanY = IntStream.range(0, y.length)
                .mapToDouble(i -> Math.log(y[i]))
                .average()
                .orElseThrow();
        double product = 0;
        double square = 0;
        for (int i = 0; i < x.length; i++) {
            product += (Math.log(x[i]) - meanX) * (Math.log(y[i]) - meanY);
            square += Math.pow(Math.log(x[i]) - meanX, 2);
        }
        return product / square;
    }

    private static int size(Assortment assortment, int shop) {
        return assortment.first(shop + 1) - assortment.first(shop);
    }

    private static Assortment assortment(Catalog catalog, double scale) {
        DemandSettings settings = HistorySettings.defaults(AS_OF)
                .withCounts(OrderCounts.DEFAULT.scaledBy(scale))
                .demand();
        Days days = new Days(settings.start(), settings.end());
        Lifecycle lifecycle = new Lifecycle(
                days,
                settings.seed(),
                catalog.products().size(),
                catalog.shops().size());
        return Assortment.of(
                new ShopDemand(catalog, days, lifecycle, new Seasons(settings.seasonality()), settings.seed()),
                new ProductDemand(catalog, lifecycle, settings),
                IntStream.range(0, catalog.shops().size())
                        .mapToDouble(shop -> 0.1 * shop)
                        .toArray(),
                settings);
    }
}
