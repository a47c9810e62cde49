package dev.brickhouse.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.Days;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitTimelineTest {

    private static final int SHOPS = 25;
    private static final double HOUR = Days.MICROS_PER_HOUR;

    private final Days days = new Days(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 1, 1));

    @Property(tries = 500)
    void theClockAndTheWorkBelongTogether(
            @ForAll @IntRange(max = 350) int day,
            @ForAll @DoubleRange(max = 10_000) double lines,
            @ForAll @DoubleRange(max = 0.99) double part,
            @ForAll long seed) {
        VisitCalendar visits = calendar(seed);
        VisitTimeline timeline = new VisitTimeline(visits);
        timeline.follow(0, day, visits.begin(0, day), lines);
        long worked = (long) (part * timeline.work());
        long clock = timeline.clock(worked);

        assertThat(timeline.work()).isPositive().isLessThanOrEqualTo(timeline.duration());
        assertThat(timeline.duration()).isLessThan(10 * Days.MICROS_PER_HOUR);
        assertThat(clock).isBetween(worked, timeline.duration());
        assertThat(timeline.worked(clock)).isEqualTo(worked);
        assertThat(timeline.clock(timeline.worked((long) (part * timeline.duration()))))
                .isGreaterThanOrEqualTo((long) (part * timeline.duration()));
        assertThat(timeline.worked(0)).isZero();
        assertThat(timeline.worked(timeline.duration())).isEqualTo(timeline.work());
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 100, 300, 4_000})
    void noLengthIsThatOfManyVisits(int lines) {
        long[] tenSeconds = timelines(lines, timeline -> timeline.work() / 10_000_000);

        assertThat(mostCommon(tenSeconds)).isLessThan(tenSeconds.length / 50);
    }

    @Test
    void moreLinesTakeLongerButLessForEach() {
        double few = Arrays.stream(timelines(20, VisitTimeline::work)).average().orElseThrow() / 20;
        double many =
                Arrays.stream(timelines(150, VisitTimeline::work)).average().orElseThrow() / 150;

        assertThat(many / few).isBetween(0.3, 0.9);
    }

    @Test
    void managersHaveTheirOwnPace() {
        VisitCalendar visits = calendar(42);
        VisitTimeline timeline = new VisitTimeline(visits);
        double[] minutes = IntStream.range(0, SHOPS)
                .mapToDouble(shop -> IntStream.range(0, days.count())
                        .mapToLong(day -> {
                            timeline.follow(shop, day, visits.begin(shop, day), 20);
                            return timeline.work();
                        })
                        .average()
                        .orElseThrow())
                .sorted()
                .toArray();

        assertThat(minutes[SHOPS - 3] / minutes[2]).isBetween(1.3, 2.0);
    }

    @Test
    void visitsAreInterruptedAndSomeHaveTwoSessions() {
        long[] breaks = timelines(48, timeline -> timeline.duration() - timeline.work());

        assertThat(part(breaks, 8.0 / 60, 10)).as("eight minutes in all").isBetween(0.4, 0.85);
        assertThat(part(breaks, 1.2, 10)).as("more than any interruption").isBetween(0.03, 0.12);
        assertThat(part(timelines(3, timeline -> timeline.duration() - timeline.work()), 8.0 / 60, 10))
                .as("short visits")
                .isBetween(0.03, 0.2);
    }

    private static double part(long[] micros, double fromHours, double toHours) {
        return Arrays.stream(micros)
                        .filter(length -> length >= fromHours * HOUR && length < toHours * HOUR)
                        .count()
                / (double) micros.length;
    }

    private long[] timelines(int lines, java.util.function.ToLongFunction<VisitTimeline> measured) {
        VisitCalendar visits = calendar(42);
        VisitTimeline timeline = new VisitTimeline(visits);
        return IntStream.range(0, SHOPS)
                .boxed()
                .flatMapToLong(shop -> IntStream.range(0, days.count()).mapToLong(day -> {
                    timeline.follow(shop, day, visits.begin(shop, day), lines);
                    return measured.applyAsLong(timeline);
                }))
                .toArray();
    }

    private static long mostCommon(long[] values) {
        long[] sorted = LongStream.of(values).sorted().toArray();
        long most = 0;
        long run = 0;
        for (int i = 0; i < sorted.length; i++) {
            run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
            most = Math.max(most, run);
        }
        return most;
    }

    private VisitCalendar calendar(long seed) {
        double[] lines = new double[SHOPS];
        Arrays.fill(lines, 300);
        return new VisitCalendar(days, lines, ShopClocks.of(days, new int[SHOPS]), seed);
    }
}
