package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.resource.Resources;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every order of every history keeps every rule of the business. */
class OrderRulesTest {

    private static final Catalog CATALOG = Catalog.standard();
    private static final Set<Integer> APPROVERS = CATALOG.regions().stream()
            .map(region -> CATALOG.regionalManagerOf(region).userId())
            .collect(Collectors.toSet());
    private static final Set<Integer> MANAGERS = CATALOG.shops().stream()
            .map(shop -> CATALOG.managerOf(shop).userId())
            .collect(Collectors.toSet());
    private static final Map<String, Set<String>> NOTES =
            Resources.csv(CancellationNotes.class, "cancellation-notes.csv").stream()
                    .collect(Collectors.groupingBy(
                            line -> line.getField("stage"),
                            Collectors.mapping(line -> line.getField("note"), Collectors.toSet())));

    @Property(tries = 60)
    void everyOrderKeepsTheRulesAndTheTotalsAreExact(@ForAll("settings") HistorySettings settings) {
        check(settings);
    }

    @Provide
    static Arbitrary<HistorySettings> settings() {
        return HistoryArbitraries.settings();
    }

    @ParameterizedTest(name = "{0} fulfilled, {1} approved, {2} pending, {3} cancelled")
    @CsvSource({
        "0, 0, 0, 0",
        "1, 0, 0, 0",
        "0, 1, 0, 0",
        "0, 0, 1, 0",
        "0, 0, 0, 1",
        "0, 0, 30000, 0",
        "0, 30000, 0, 0",
        "0, 0, 0, 30000",
        "30000, 0, 0, 0",
        "3, 30000, 30000, 3"
    })
    void extremeCountsKeepTheRulesToo(long fulfilled, long approved, long pending, long cancelled) {
        check(HistorySettings.defaults(LocalDate.of(2026, 11, 24))
                .withCounts(new OrderCounts(fulfilled, approved, pending, cancelled)));
    }

    private static void check(HistorySettings settings) {
        History history = History.of(settings, CATALOG);
        Map<OrderStatus, Long> counts = new EnumMap<>(OrderStatus.class);
        OrderCursor order = history.cursor();
        long previous = Days.micros(settings.demand().start());
        for (long n = 0; n < history.size(); n++) {
            order.moveTo(n);
            List<String> faults = faults(order, n, previous, settings);
            // an assertion for each rule and order would take most of the time of the tests
            if (!faults.isEmpty()) {
                assertThat(faults).as("order %d of %s", n, settings).isEmpty();
            }
            previous = order.orderedAt();
            counts.merge(order.status(), 1L, Long::sum);
        }
        assertThat(new OrderCounts(
                        counts.getOrDefault(OrderStatus.FULFILLED, 0L),
                        counts.getOrDefault(OrderStatus.APPROVED, 0L),
                        counts.getOrDefault(OrderStatus.PENDING_REVIEW, 0L),
                        counts.getOrDefault(OrderStatus.CANCELLED, 0L)))
                .isEqualTo(settings.counts());
    }

    private static List<String> faults(OrderCursor order, long n, long previous, HistorySettings settings) {
        long end = Days.micros(settings.asOf());
        Rules rules = new Rules();
        rules.require(order.number() == n, "number");
        rules.require(order.orderedAt() >= previous, "order dates rise with the number, from the history's start");
        rules.require(order.orderedAt() < end, "ordered before the end");
        Store shop = CATALOG.stores().get(order.toStoreId() - 1);
        rules.require(!shop.equals(CATALOG.warehouse()), "goes to a shop");
        rules.require(order.fromStoreId() == CATALOG.warehouse().storeId(), "comes from the warehouse");
        rules.require(MANAGERS.contains(order.requestedBy()), "requested by a shop's manager");
        rules.require(order.productId() >= 1 && order.productId() <= 156, "product");
        rules.require(order.quantityCases() >= 5 && order.quantityCases() <= 50, "quantity");

        boolean approved = order.approvedAt() != OrderCursor.NO_DATE;
        boolean fulfilled = order.fulfilledAt() != OrderCursor.NO_DATE;
        rules.require(
                approved ? APPROVERS.contains(order.approvedBy()) : order.approvedBy() == OrderCursor.NOBODY,
                "approver");
        if (approved) {
            rules.require(
                    order.approvedAt() > order.orderedAt() && order.approvedAt() <= end,
                    "approved after it was placed and before the end");
        }
        if (fulfilled) {
            rules.require(
                    order.fulfilledAt() > order.approvedAt() && order.fulfilledAt() <= end,
                    "fulfilled after it was approved and before the end");
        }
        switch (order.status()) {
            case FULFILLED ->
                rules.require(approved && fulfilled && order.notes() == null && order.version() == 3, "fulfilled");
            case APPROVED ->
                rules.require(approved && !fulfilled && order.notes() == null && order.version() == 2, "approved");
            case PENDING_REVIEW ->
                rules.require(!approved && !fulfilled && order.notes() == null && order.version() == 1, "pending");
            case CANCELLED ->
                rules.require(
                        !fulfilled
                                && NOTES.get(approved ? "approved" : "review").contains(order.notes())
                                && order.version() == (approved ? 3 : 2),
                        "cancelled with a fitting note");
        }
        return rules.broken;
    }

    private static final class Rules {

        private final List<String> broken = new java.util.ArrayList<>(0);

        void require(boolean kept, String rule) {
            if (!kept) {
                broken.add(rule);
            }
        }
    }
}
