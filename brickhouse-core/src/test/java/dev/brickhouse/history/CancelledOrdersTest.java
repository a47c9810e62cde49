package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.Holidays;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.demand.Demand;
import dev.brickhouse.resource.Resources;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the cancelled orders of a history have in common with others, so that they cannot be told by the rows alone. */
class CancelledOrdersTest {

    private static final HistorySettings MANY = HistorySettings.defaults(LocalDate.of(2026, 11, 24))
            .withCounts(new OrderCounts(220_000, 5_000, 500, 6_000));

    private static final Catalog CATALOG = Catalog.standard();

    private final History history = History.of(MANY, CATALOG);

    @Test
    void manyOrdersThatAreFarTooLargeGoThrough() {
        Set<String> tooLarge = notes("quantity");
        long cancelled = 0;
        long passed = 0;
        OrderCursor order = history.cursor();
        for (long n = 0; n < history.size(); n++) {
            order.moveTo(n);
            boolean large = order.quantityCases() >= Demand.LARGE_CASES
                    && order.quantityCases() > 2 * history.demand.usualCases(order.position());
            if (order.notes() != null && tooLarge.contains(order.notes())) {
                cancelled += large ? 1 : 0;
            } else if (large) {
                passed++;
            }
        }

        assertThat(passed / (double) history.size()).isBetween(0.000_5, 0.002);
        assertThat(cancelled).isGreaterThan(passed);
    }

    @Test
    void manyDuplicatesAreEnteredOnlyAfterOtherProducts() {
        Set<String> duplicate = notes("duplicate");
        Map<Integer, List<String>> visits = new HashMap<>();
        int[] linesToTwin = new int[100];
        int duplicates = 0;
        OrderCursor order = history.cursor();
        long day = -1;
        for (long n = 0; n < history.size(); n++) {
            order.moveTo(n);
            if (order.orderedAt() / 86_400_000_000L != day) {
                day = order.orderedAt() / 86_400_000_000L;
                visits.clear();
            }
            List<String> visit = visits.computeIfAbsent(order.toStoreId(), shop -> new ArrayList<>());
            String line = order.productId() + "/" + order.quantityCases();
            if (order.notes() != null && duplicate.contains(order.notes())) {
                assertThat(visit).contains(line);
                linesToTwin[Math.min(99, visit.size() - visit.lastIndexOf(line))]++;
                duplicates++;
            }
            visit.add(line);
        }

        assertThat(linesToTwin[1] / (double) duplicates).isBetween(0.4, 0.65);
        assertThat(java.util.Arrays.stream(linesToTwin, 5, 15).sum() / (double) duplicates)
                .isBetween(0.15, 0.4);
    }

    @Test
    void aNoteSaysWhatTheRowsShow() {
        Map<String, String> causes = Resources.csv(CancellationNotes.class, "cancellation-notes.csv").stream()
                .filter(line -> line.getField("stage").equals("review")
                        || !line.getField("note").startsWith("Withdrawn"))
                .collect(Collectors.toMap(line -> line.getField("note"), line -> line.getField("cause")));
        Set<String> found = new HashSet<>();
        OrderCursor order = history.cursor();
        for (long n = 0; n < history.size(); n++) {
            order.moveTo(n);
            if (order.notes() != null) {
                String cause = causes.get(order.notes());
                found.add(cause);
                assertThat(isTrue(cause, order))
                        .as("%s of order %d", order.notes(), n)
                        .isTrue();
            }
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(new HashSet<>(causes.values()));
    }

    private boolean isTrue(String cause, OrderCursor order) {
        int day = (int) ((order.orderedAt() - history.days.micros(0)) / 86_400_000_000L);
        LocalDate date = history.days.date(day);
        int product = order.productId() - 1;
        Store shop = CATALOG.stores().get(order.toStoreId() - 1);
        return switch (cause) {
            case "budget" -> date.getDayOfMonth() > 20;
            case "stand_in" -> order.requestedBy() != CATALOG.managerOf(shop).userId();
            case "delisting" -> history.demand.delisted(product) - day < 45;
            case "shortage" ->
                history.open.isShort(product) && history.open.deliveries().queue(day) > 0;
            case "holiday" -> date.datesUntil(date.plusDays(4)).anyMatch(Holidays::includes);
            case "far" -> !Set.of("GA", "FL", "NC", "TN").contains(shop.state());
            case "bulky" -> order.quantityCases() >= 20;
            case "promotion" -> history.demand.isLastWeekOfPromotion(product, day);
            case "quantity" -> order.quantityCases() >= Demand.LARGE_CASES;
            default -> true;
        };
    }

    @Test
    void someShopsCancelSeveralTimesAsOftenAsOthers() {
        Map<Integer, int[]> shops = new HashMap<>();
        OrderCursor order = history.cursor();
        for (long n = 0; n < history.size(); n++) {
            order.moveTo(n);
            int[] counts = shops.computeIfAbsent(order.toStoreId(), shop -> new int[2]);
            counts[0]++;
            counts[1] += order.status() == OrderStatus.CANCELLED ? 1 : 0;
        }
        double[] rates = shops.values().stream()
                .mapToDouble(counts -> (double) counts[1] / counts[0])
                .sorted()
                .toArray();

        assertThat(rates[rates.length - 3] / rates[2]).isGreaterThan(2.5);
    }

    private static Set<String> notes(String cause) {
        return Resources.csv(CancellationNotes.class, "cancellation-notes.csv").stream()
                .filter(line -> line.getField("cause").equals(cause))
                .map(line -> line.getField("note"))
                .collect(Collectors.toSet());
    }
}
