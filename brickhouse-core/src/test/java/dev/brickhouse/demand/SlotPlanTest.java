package dev.brickhouse.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.HourlyProfile;
import dev.brickhouse.catalog.Catalog;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

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
                assertThat(plan.to(slot - 1)).isEqualTo(HourlyProfile.MICROS_PER_DAY);
            }
        }
        assertThat(cut).isPositive();
    }

    private static SlotPlan plan(int months, double growthRate, long orders) {
        DemandSettings settings = new DemandSettings(1, AS_OF, months, growthRate, 1, 0.9, orders);
        Catalog catalog = Catalog.standard();
        return Demand.of(catalog, settings, new double[catalog.shops().size()]).slots();
    }
}
