package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StockModelTest {

    /** {@code analytics.low_stock_alerts} calls up to this many available cases LOW, and leaves out what is above. */
    private static final int LOW_CASES = 25;

    private static final Catalog CATALOG = Catalog.standard();
    private static final HistorySettings DEFAULTS = HistorySettings.defaults(LocalDate.of(2026, 11, 24));

    @Property(tries = 20)
    void stockFollowsFromAnyHistory(@ForAll("settings") HistorySettings settings) {
        check(settings);
    }

    @Provide
    static Arbitrary<HistorySettings> settings() {
        return HistoryArbitraries.settings();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.000_004, 0.01, 1, 3})
    void stockFollowsFromAnyVolume(double scale) {
        check(DEFAULTS.withCounts(OrderCounts.DEFAULT.scaledBy(scale)));
    }

    private static void check(HistorySettings settings) {
        History history = History.of(settings, CATALOG);
        long[] reserved = reserved(history);
        long end = Days.micros(settings.asOf());
        for (StockPosition position : positions(history)) {
            assertThat(position.updatedAt()).isLessThanOrEqualTo(end);
            assertThat(position.quantityCases()).isNotNegative().isGreaterThanOrEqualTo(position.reservedCases());
            assertThat(position.version()).isPositive();
            int available = position.quantityCases() - position.reservedCases();
            if (position.storeId() == CATALOG.warehouse().storeId()) {
                assertThat(position.reservedCases()).isEqualTo((int) reserved[position.productId()]);
                assertThat(available).isNotNegative();
            } else {
                assertThat(position.reservedCases()).isZero();
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1} months, growth {2}, scale {3}")
    @CsvSource({
        "2026-11-24, 12, 0.01, 1",
        "2026-11-24, 12, 0.01, 5",
        "2026-11-24, 12, -0.1, 1",
        "2026-11-24, 36, 0.01, 1",
        "2026-06-10, 12, 0.01, 1",
        "2026-12-20, 12, 0.01, 1",
        "2026-01-15, 3, 0.01, 1",
        "2026-01-15, 12, 0.05, 0.1"
    })
    void someShelvesAreLowAndHardlyAnyAreEmpty(LocalDate asOf, int months, double growth, double scale) {
        HistorySettings settings =
                new HistorySettings(42, asOf, months, growth, 1, 0.9, OrderCounts.DEFAULT.scaledBy(scale));
        List<Integer> shelves = positions(History.of(settings, CATALOG)).stream()
                .filter(position -> position.storeId() != CATALOG.warehouse().storeId())
                .map(StockPosition::quantityCases)
                .toList();
        double all = shelves.size();

        assertThat(shelves.stream().filter(cases -> cases <= LOW_CASES).count() / all)
                .as("low")
                .isBetween(0.02, 0.10);
        assertThat(shelves.stream().filter(cases -> cases == 0).count() / all)
                .as("out of stock")
                .isBetween(0.005, 0.08);
    }

    private static long[] reserved(History history) {
        long[] reserved = new long[CATALOG.products().size() + 1];
        OrderCursor order = history.cursor();
        for (long n = 0; n < history.size(); n++) {
            order.moveTo(n);
            if (order.status() == OrderStatus.APPROVED) {
                reserved[order.productId()] += order.quantityCases();
            }
        }
        return reserved;
    }

    private static List<StockPosition> positions(History history) {
        StockModel stock = StockModel.of(history, CATALOG);
        List<StockPosition> positions = new ArrayList<>();
        for (long index = 0; index < stock.size(); index++) {
            positions.add(stock.position(index));
        }
        return positions;
    }

    @Test
    void everyShopHasWhatItOrdersAndTheWarehouseHasEverything() {
        History history = History.of(DEFAULTS, CATALOG);
        List<StockPosition> positions = positions(history);

        assertThat(positions)
                .extracting(StockPosition::storeId, StockPosition::productId)
                .doesNotHaveDuplicates();
        assertThat(positions)
                .filteredOn(
                        position -> position.storeId() == CATALOG.warehouse().storeId())
                .hasSize(CATALOG.products().size());
        Set<String> held = positions.stream()
                .map(position -> position.storeId() + "/" + position.productId())
                .collect(Collectors.toSet());
        Set<String> open = new HashSet<>();
        OrderCursor order = history.cursor();
        for (long n = 0; n < history.size(); n++) {
            order.moveTo(n);
            if (order.status() == OrderStatus.APPROVED || order.status() == OrderStatus.PENDING_REVIEW) {
                open.add(order.toStoreId() + "/" + order.productId());
            }
        }
        assertThat(open).isNotEmpty();
        assertThat(held).containsAll(open);
    }

    @Test
    void sameHistoryGivesTheSameStock() {
        assertThat(positions(History.of(DEFAULTS, CATALOG))).isEqualTo(positions(History.of(DEFAULTS, CATALOG)));
    }

    @Test
    void whatSellsMoreIsHeldInLargerNumbers() {
        History history = History.of(DEFAULTS, CATALOG);
        long[] ordered = new long[CATALOG.products().size() + 1];
        OrderCursor order = history.cursor();
        for (long n = history.firstOrderFrom(DEFAULTS.asOf().minusDays(28)); n < history.size(); n++) {
            order.moveTo(n);
            ordered[order.productId()] += order.quantityCases();
        }
        int fastest = 1;
        int slowest = 1;
        for (int product = 1; product < ordered.length; product++) {
            fastest = ordered[product] > ordered[fastest] ? product : fastest;
            slowest = ordered[product] < ordered[slowest] ? product : slowest;
        }
        long[] held = new long[ordered.length];
        positions(history).forEach(position -> held[position.productId()] += position.quantityCases());

        assertThat(held[fastest]).isGreaterThan(3 * held[slowest]);
    }

    @Test
    void whatIsShortInTheWarehouseIsScarceInTheShops() {
        History history = History.of(DEFAULTS, CATALOG);
        Map<Boolean, List<Integer>> shelves = positions(history).stream()
                .filter(position -> position.storeId() != CATALOG.warehouse().storeId())
                .collect(Collectors.partitioningBy(
                        position -> history.open.isShort(position.productId() - 1),
                        Collectors.mapping(StockPosition::quantityCases, Collectors.toList())));

        assertThat(median(shelves.get(true)) / median(shelves.get(false))).isBetween(0.6, 0.85);
        assertThat(empty(shelves.get(true))).isGreaterThan(1.2 * empty(shelves.get(false)));
    }

    private static double median(List<Integer> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double empty(List<Integer> shelves) {
        return shelves.stream().filter(cases -> cases == 0).count() / (double) shelves.size();
    }

    @Test
    void positionsAreNumberedAsTheyCameIntoBeing() {
        History history = History.of(DEFAULTS, CATALOG);
        long since = 0;
        int ofTheSameStore = 0;
        StockPosition before = null;
        for (StockPosition position : positions(history)) {
            long begun = Math.max(
                    history.catalogDates().product(position.productId() - 1),
                    history.catalogDates().store(position.storeId() - 1));
            // to the second
            assertThat(begun).isGreaterThan(since - 1_000_000);
            since = begun;
            assertThat(position.inventoryId()).isEqualTo(before == null ? 1 : before.inventoryId() + 1);
            ofTheSameStore += before != null && before.storeId() == position.storeId() ? 1 : 0;
            before = position;
        }

        assertThat(ofTheSameStore / (double) positions(history).size()).isBetween(0.2, 0.8);
    }
}
