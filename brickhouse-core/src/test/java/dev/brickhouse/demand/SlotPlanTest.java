package dev.brickhouse.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import java.time.LocalDate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotPlanTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 24);

    @Property(tries = 10)
    void sharesOutLargeCountsExactly(
            @ForAll @LongRange(min = 1_000_000, max = 40_000_000) long orders,
            @ForAll @IntRange(min = 1, max = 60) int months,
            @ForAll @DoubleRange(min = -0.3, max = 0.5) double growthRate) {
        SlotPlan plan = plan(months, growthRate, orders);

        assertThat(plan.orders()).isEqualTo(orders);
        assertThat(plan.firstOrder(0)).isZero();
        for (int slot = 0; slot < plan.size(); slot++) {
            assertThat(plan.firstOrder(slot + 1)).isGreaterThanOrEqualTo(plan.firstOrder(slot));
        }
    }

    @Test
    void findsTheSlotOfEveryOrderAlsoBesideEmptySlots() {
        SlotPlan plan = plan(12, 0.01, 133);

        for (int slot = 0; slot < plan.size(); slot++) {
            for (long order = plan.firstOrder(slot); order < plan.firstOrder(slot + 1); order++) {
                assertThat(plan.slotOf(order)).isEqualTo(slot);
            }
        }
    }

    @Test
    void cutsBusyDaysIntoSlotsThatFollowEachOther() {
        SlotPlan plan = plan(12, 0.01, 30_000_000);
        int cut = 0;

        for (int slot = 1; slot < plan.size(); slot++) {
            if (plan.day(slot) == plan.day(slot - 1)) {
                cut++;
                assertThat(plan.from(slot)).isEqualTo(plan.to(slot - 1));
            } else {
                assertThat(plan.from(slot)).isZero();
                assertThat(plan.to(slot - 1)).isEqualTo(Days.MICROS_PER_DAY);
            }
        }
        assertThat(cut).isPositive();
    }

    /** The need, from which orders follow, grows without any regard to the day on which the history ends. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-15, 12, 0.01",
        "2026-06-10, 12, 0",
        "2026-11-24, 12, 0.01",
        "2026-12-20, 12, -0.1",
        "2026-11-24, 3, 0.01",
        "2026-11-24, 36, 0.01"
    })
    void theLastFortnightHasTheOrdersOfTheModelWithoutTheEdge(LocalDate asOf, int months, double growthRate) {
        Catalog catalog = Catalog.standard();
        Demand demand = Demand.of(
                catalog,
                new DemandSettings(42, asOf, months, growthRate, 1, 0.9, 242_291),
                new double[catalog.shops().size()]);
        int last = demand.days().count() - 1;
        double expected = needAtEndOf(demand, last) - needAtEndOf(demand, last - 14);
        SlotPlan slots = demand.slots();

        double orders = slots.orders() - slots.firstOrder(slots.firstSlot(last - 13));

        assertThat(orders / expected).isBetween(0.9, 1.1);
    }

    private static double needAtEndOf(Demand demand, int day) {
        NeedWalker walker = new NeedWalker(demand.needs());
        walker.moveTo(day);
        return IntStream.range(0, demand.positions())
                .mapToDouble(walker::atEndOfDay)
                .sum();
    }

    private static SlotPlan plan(int months, double growthRate, long orders) {
        DemandSettings settings = new DemandSettings(1, AS_OF, months, growthRate, 1, 0.9, orders);
        Catalog catalog = Catalog.standard();
        return Demand.of(catalog, settings, new double[catalog.shops().size()]).slots();
    }
}
