package dev.brickhouse.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.Days;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VisitCalendarTest {

    private final Days days = new Days(LocalDate.of(2020, 1, 1), LocalDate.of(2026, 1, 1));

    @Property(tries = 200)
    void noShopIsForgotten(@ForAll @DoubleRange(max = 1_000) double linesAWeek, @ForAll long seed) {
        VisitCalendar visits =
                new VisitCalendar(days, new double[] {linesAWeek}, ShopClocks.of(days, new int[1]), seed);
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
        VisitCalendar visits =
                new VisitCalendar(days, new double[] {lines, lines + 300}, ShopClocks.of(days, new int[2]), seed);

        assertThat(visits.aWeek(1)).isGreaterThanOrEqualTo(visits.aWeek(0));
    }

    @Property(tries = 50)
    void visitsAreByDay(
            @ForAll @IntRange(max = 2_000) int day,
            @ForAll @DoubleRange(max = 10_000) double lines,
            @ForAll long seed) {
        VisitCalendar visits = new VisitCalendar(days, new double[] {lines, lines}, ShopClocks.of(days, 0, 3), seed);

        for (int shop = 0; shop < 2; shop++) {
            long behind = shop * 3 * Days.MICROS_PER_HOUR;
            assertThat(visits.begin(shop, day) - behind).isGreaterThan(5 * Days.MICROS_PER_HOUR);
            VisitTimeline timeline = new VisitTimeline(visits);
            timeline.follow(shop, day, visits.begin(shop, day), lines);
            assertThat(visits.begin(shop, day) - behind + timeline.duration()).isLessThan(20 * Days.MICROS_PER_HOUR);
        }
    }

    @Property(tries = 20)
    void aQuietShopDoesNotOrderOnSunday(@ForAll long seed) {
        VisitCalendar visits = new VisitCalendar(days, new double[] {3}, ShopClocks.of(days, new int[1]), seed);
        long sundays = java.util.stream.IntStream.range(0, days.count())
                .filter(day -> days.weekday(day) == DayOfWeek.SUNDAY && visits.isVisited(0, day))
                .count();

        assertThat(sundays).isLessThan(10);
    }

    @Test
    void someVisitsBeginLateAndTheUsualHoursMove() {
        int shops = 100;
        double[] lines = new double[shops];
        Arrays.fill(lines, 300);
        VisitCalendar visits = new VisitCalendar(days, lines, ShopClocks.of(days, new int[shops]), 42);
        double late = 0;
        double early = 0;
        double variance = 0;
        for (int shop = 0; shop < shops; shop++) {
            double[] medians = new double[days.count() / 30];
            for (int month = 0; month < medians.length; month++) {
                double[] hours = new double[30];
                for (int i = 0; i < hours.length; i++) {
                    hours[i] = (double) visits.begin(shop, 30 * month + i) / Days.MICROS_PER_HOUR;
                }
                double median = median(hours);
                medians[month] = median;
                late += Arrays.stream(hours).filter(hour -> hour > median + 0.6).count();
                early +=
                        Arrays.stream(hours).filter(hour -> hour < median - 0.6).count();
            }
            double mean = Arrays.stream(medians).average().orElseThrow();
            variance += Arrays.stream(medians)
                            .map(median -> (median - mean) * (median - mean))
                            .average()
                            .orElseThrow()
                    / shops;
        }

        assertThat(late / early).isBetween(1.5, 12.0);
        assertThat(Math.sqrt(variance)).isBetween(0.2, 0.6);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    @Test
    void someShopsOrderOnHolidaysAndMostRest() {
        int shops = 200;
        double[] lines = new double[shops];
        Arrays.fill(lines, 300);
        VisitCalendar visits = new VisitCalendar(days, lines, ShopClocks.of(days, new int[shops]), 42);
        double[] share = new double[shops];
        int holidays = 0;
        for (int day = Days.LEAD_IN; day < days.count(); day++) {
            holidays += days.isHoliday(day) ? 1 : 0;
            for (int shop = 0; shop < shops; shop++) {
                share[shop] += days.isHoliday(day) && visits.isVisited(shop, day) ? 1 : 0;
            }
        }
        double often = holidays / 4.0;

        assertThat(Arrays.stream(share).sum() / shops / holidays).isBetween(0.05, 0.25);
        assertThat(Arrays.stream(share).filter(days -> days > often).count()).isBetween(20L, 60L);
    }
}
