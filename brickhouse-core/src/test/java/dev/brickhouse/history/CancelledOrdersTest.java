package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.demand.Demand;
import dev.brickhouse.resource.Resources;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the cancelled orders of a history have in common with others, so that they cannot be told by the rows alone. */
class CancelledOrdersTest {

    private static final HistorySettings MANY = HistorySettings.defaults(LocalDate.of(2026, 11, 24))
            .withCounts(new OrderCounts(220_000, 5_000, 500, 6_000));

    private final History history = History.of(MANY, Catalog.standard());

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

    private static Set<String> notes(String cause) {
        return Resources.csv(CancellationNotes.class, "cancellation-notes.csv").stream()
                .filter(line -> line.getField("cause").equals(cause))
                .map(line -> line.getField("note"))
                .collect(Collectors.toSet());
    }
}
