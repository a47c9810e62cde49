package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SlotPlanTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 24);

    @Property(tries = 40)
    void sharesOutHugeCountsExactlyAndInTheirWindows(
            @ForAll("hugeCounts") OrderCounts counts,
            @ForAll @IntRange(min = 1, max = 120) int months,
            @ForAll @DoubleRange(min = -0.5, max = 1) double growthRate) {
        HistorySettings settings = new HistorySettings(1, AS_OF, months, growthRate, 1, 0.9, counts);
        SlotPlan plan = SlotPlan.of(settings);

        assertThat(plan.firstOrder(plan.size())).isEqualTo(counts.total());
        for (OrderStatus status : OrderStatus.values()) {
            long sum = 0;
            for (int slot = 0; slot < plan.size(); slot++) {
                long count = plan.count(status, slot);
                assertThat(count).isNotNegative();
                assertThat(count == 0 || !plan.day(slot).isBefore(firstDay(status, settings)))
                        .isTrue();
                sum += count;
            }
            assertThat(sum).isEqualTo(counts.of(status));
        }
    }

    private static LocalDate firstDay(OrderStatus status, HistorySettings settings) {
        return switch (status) {
            case PENDING_REVIEW -> AS_OF.minusDays(7);
            case APPROVED -> AS_OF.minusDays(14);
            case FULFILLED, CANCELLED -> settings.start();
        };
    }

    @Provide
    static Arbitrary<OrderCounts> hugeCounts() {
        Arbitrary<Long> count = Arbitraries.longs().between(0, Integer.MAX_VALUE / 4);
        return Combinators.combine(count, count, count, count).as(OrderCounts::new);
    }

    @Test
    void findsTheSlotOfEveryOrderAlsoBesideEmptySlots() {
        SlotPlan plan = SlotPlan.of(HistorySettings.defaults(AS_OF).withCounts(new OrderCounts(100, 20, 10, 3)));

        for (int slot = 0; slot < plan.size(); slot++) {
            for (long order = plan.firstOrder(slot); order < plan.firstOrder(slot + 1); order++) {
                assertThat(plan.slotOf(order)).isEqualTo(slot);
            }
        }
    }

    @Test
    void someDefaultOrdersArePendingPastTheTwoDayLimitAndMostAreYoung() {
        SlotPlan plan = SlotPlan.of(HistorySettings.defaults(AS_OF));
        long late = 0;
        for (int slot = 0; slot < plan.firstSlotFrom(AS_OF.minusDays(2)); slot++) {
            late += plan.count(OrderStatus.PENDING_REVIEW, slot);
        }

        assertThat(late).isBetween(50L, 300L);
    }

    @Test
    void somethingIsDeliveredOnEveryDayOfTheDefaultHistoryButTheLast() {
        SlotPlan plan = SlotPlan.of(HistorySettings.defaults(AS_OF));

        for (int slot = 0; slot < plan.firstSlotFrom(AS_OF.minusDays(1)); slot++) {
            assertThat(plan.count(OrderStatus.FULFILLED, slot)).isPositive();
        }
    }
}
