package dev.brickhouse.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.HourlyProfile;
import java.time.DayOfWeek;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class VisitCalendarTest {

    private final Days days = new Days(LocalDate.of(2020, 1, 1), LocalDate.of(2026, 1, 1));

    @Property(tries = 200)
    void noShopIsForgotten(@ForAll @DoubleRange(max = 1_000) double linesAWeek, @ForAll long seed) {
        VisitCalendar visits = new VisitCalendar(days, new double[] {linesAWeek}, new int[1], seed);
        int last = 0;
        for (int day = 0; day < days.count(); day++) {
            if (visits.isVisited(0, day)) {
                assertThat(day - last).isLessThanOrEqualTo(VisitCalendar.LONGEST_GAP);
                last = day;
            }
        }
    }

    @Property(tries = 50)
    void busyShopsAreVisitedOnMoreDays(@ForAll @IntRange(max = 500) int lines, @ForAll long seed) {
        VisitCalendar visits = new VisitCalendar(days, new double[] {lines, lines + 300}, new int[2], seed);

        assertThat(visits.aWeek(1)).isGreaterThanOrEqualTo(visits.aWeek(0));
    }

    @Property(tries = 50)
    void visitsAreByDay(
            @ForAll @IntRange(max = 2_000) int day,
            @ForAll @DoubleRange(max = 10_000) double lines,
            @ForAll long seed) {
        VisitCalendar visits = new VisitCalendar(days, new double[] {lines, lines}, new int[] {0, 3}, seed);

        for (int shop = 0; shop < 2; shop++) {
            long behind = shop * 3 * HourlyProfile.MICROS_PER_HOUR;
            assertThat(visits.begin(shop, day) - behind).isGreaterThan(5 * HourlyProfile.MICROS_PER_HOUR);
            assertThat(visits.begin(shop, day) - behind + VisitCalendar.duration(lines))
                    .isLessThan(20 * HourlyProfile.MICROS_PER_HOUR);
        }
    }

    @Property(tries = 20)
    void aQuietShopDoesNotOrderOnSunday(@ForAll long seed) {
        VisitCalendar visits = new VisitCalendar(days, new double[] {3}, new int[1], seed);
        long sundays = java.util.stream.IntStream.range(0, days.count())
                .filter(day -> days.weekday(day) == DayOfWeek.SUNDAY && visits.isVisited(0, day))
                .count();

        assertThat(sundays).isLessThan(10);
    }
}
