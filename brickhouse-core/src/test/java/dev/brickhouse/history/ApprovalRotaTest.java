package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApprovalRotaTest {

    private final Catalog catalog = Catalog.standard();
    private final Days days = new Days(LocalDate.of(2021, 1, 1), LocalDate.of(2026, 1, 1));
    private final ApprovalRota rota = new ApprovalRota(catalog, days, 42);
    private final int regions = catalog.regions().size();

    @Test
    void aManagerIsAwayForFiveWeeksOfAYearAndSomeDays() {
        for (int region = 0; region < regions; region++) {
            int own = manager(region);
            int at = region;
            double present = IntStream.range(0, days.count())
                    .filter(day -> approver(at, day) == own)
                    .count();

            // a week in ten and 5 % of the days that are left
            assertThat(present / days.count()).isBetween(0.82, 0.89);
        }
    }

    @Test
    void theStandInIsAnotherRegionsManager() {
        Set<Integer> managers =
                IntStream.range(0, regions).map(this::manager).boxed().collect(Collectors.toSet());

        for (int region = 0; region < regions; region++) {
            int at = region;
            List<Integer> approvers = IntStream.range(0, days.count())
                    .mapToObj(day -> approver(at, day))
                    .distinct()
                    .toList();
            assertThat(managers).containsAll(approvers);
            assertThat(approvers).hasSizeGreaterThan(1);
        }
    }

    @Test
    void whoIsAwayApprovesForNobody() {
        for (int day = 0; day < days.count(); day++) {
            for (int region = 0; region < regions; region++) {
                int own = manager(region);
                if (approver(region, day) != own) {
                    for (int other = 0; other < regions; other++) {
                        assertThat(approver(other, day)).isNotEqualTo(own);
                    }
                }
            }
        }
    }

    private int manager(int region) {
        return catalog.regionalManagerOf(catalog.regions().get(region)).userId();
    }

    private int approver(int region, int day) {
        return rota.approver(region, days.micros(day) + 10 * Days.MICROS_PER_HOUR);
    }
}
