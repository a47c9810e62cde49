package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.catalog.Catalog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockModelTest {

    private static final Catalog CATALOG = Catalog.standard();
    private static final HistorySettings DEFAULTS = HistorySettings.defaults(LocalDate.of(2026, 11, 24));

    @Property(tries = 40)
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
        long end = History.micros(settings.asOf());
        int low = 0;
        int critical = 0;
        for (StockPosition position : positions(history)) {
            assertThat(position.updatedAt()).isLessThanOrEqualTo(end).isGreaterThan(end - 72 * 3_600_000_000L);
            assertThat(position.quantityCases()).isNotNegative().isGreaterThanOrEqualTo(position.reservedCases());
            int available = position.quantityCases() - position.reservedCases();
            if (position.storeId() == CATALOG.warehouse().storeId()) {
                assertThat(position.reservedCases()).isEqualTo((int) reserved[position.productId()]);
                assertThat(available).isGreaterThan(StockModel.LOW_CASES);
            } else {
                assertThat(position.reservedCases()).isZero();
                critical += available <= StockModel.CRITICAL_CASES ? 1 : 0;
                low += available > StockModel.CRITICAL_CASES && available <= StockModel.LOW_CASES ? 1 : 0;
            }
        }
        int shopPositions = CATALOG.shops().size() * CATALOG.products().size();
        assertThat((double) (low + critical) / shopPositions).isBetween(0.02, 0.10);
        assertThat(low).isPositive();
        assertThat(critical).isPositive();
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
    void everyProductIsAtEveryStoreOnce() {
        assertThat(positions(History.of(DEFAULTS, CATALOG)))
                .extracting(StockPosition::storeId, StockPosition::productId)
                .doesNotHaveDuplicates()
                .hasSize(26 * 156);
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

        assertThat(held[fastest]).isGreaterThan(5 * held[slowest]);
    }
}
