package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.WorkingCalendar;
import dev.brickhouse.history.LeadTime.Window;
import dev.brickhouse.random.CounterRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LeadTimeTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 11, 24);
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 24);
    private static final long START = Days.micros(FIRST);
    private static final long END = Days.micros(AS_OF);
    private static final long HOUR = Days.MICROS_PER_HOUR;
    private static final long MONDAY_AT_SEVEN = Days.micros(LocalDate.of(2026, 3, 9)) + 7 * HOUR;

    private final WorkingCalendar office = new WorkingCalendar(WorkingCalendar.Hours.OFFICE, FIRST, AS_OF);

    @Property
    void endsBetweenTheEarliestAndTheLimit(
            @ForAll("leadTimes") LeadTime leadTime,
            @ForAll @LongRange(max = 364 * 24 * Days.MICROS_PER_HOUR) long since,
            @ForAll @DoubleRange(max = 300) double queue,
            @ForAll @DoubleRange(min = 0.02, max = 2) double pace,
            @ForAll long bits,
            @ForAll long queueBits) {
        long from = START + since;
        long earliest = from + HOUR;

        long end = leadTime.end(
                office,
                new Window(from, earliest, END),
                queue,
                pace,
                CounterRandom.unit(queueBits),
                CounterRandom.unit(bits));

        assertThat(end).isBetween(earliest, END);
    }

    @Test
    void medianOfAnUntruncatedStepIsTheMedianInWorkingHours() {
        for (LeadTime leadTime : List.of(LeadTime.REVIEW, LeadTime.PICKING)) {
            long end = end(leadTime, MONDAY_AT_SEVEN, 0, 0.5);

            assertThat((double) (end - MONDAY_AT_SEVEN) / HOUR).isCloseTo(leadTime.median(), within(0.1));
        }
    }

    @Test
    void takesLongerOverTheWeekend() {
        long monday = MONDAY_AT_SEVEN + 8 * HOUR;
        long friday = monday + 4 * 24 * HOUR;

        for (LeadTime leadTime : List.of(LeadTime.REVIEW, LeadTime.PICKING)) {
            assertThat(mean(leadTime, friday)).isGreaterThan(1.25 * mean(leadTime, monday));
        }
    }

    @Test
    void queueComesOnTop() {
        long end = end(LeadTime.PICKING, MONDAY_AT_SEVEN, 110, 0.5);

        // ten days of the office are two weeks
        assertThat((double) (end - MONDAY_AT_SEVEN) / (24 * HOUR)).isBetween(13.0, 16.0);
    }

    @Test
    void shareStillOpenIsTheShareOfStepsThatEndLater() {
        long friday = MONDAY_AT_SEVEN + 4 * 24 * HOUR + 10 * HOUR;
        for (double queue : List.of(0.0, 5.0)) {
            long later = IntStream.range(0, 10_000)
                    .filter(i -> LeadTime.REVIEW.end(
                                    office,
                                    new Window(MONDAY_AT_SEVEN, MONDAY_AT_SEVEN, END),
                                    queue,
                                    1,
                                    (i % 100) / 100.0,
                                    i / 10_000.0)
                            > MONDAY_AT_SEVEN + 6 * HOUR)
                    .count();

            // what is open has waited less than the longest in a queue
            assertThat(LeadTime.REVIEW.openAfter(6, queue, 1))
                    .isLessThanOrEqualTo(later / 10_000.0 + 0.03)
                    .isCloseTo(later / 10_000.0, within(queue == 0 ? 0.03 : 0.15));
        }
        assertThat(LeadTime.REVIEW.openAfter(office.at(friday) - office.at(MONDAY_AT_SEVEN), 0, 1))
                .isZero();
    }

    private double mean(LeadTime leadTime, long from) {
        return IntStream.range(0, 1_000)
                .mapToLong(i -> end(leadTime, from, 0, i / 1_000.0) - from)
                .average()
                .orElseThrow();
    }

    private long end(LeadTime leadTime, long from, double queue, double unit) {
        return leadTime.end(office, new Window(from, from, END), queue, 1, 0.5, unit);
    }

    @Provide
    static Arbitrary<LeadTime> leadTimes() {
        return Arbitraries.of(LeadTime.REVIEW, LeadTime.PICKING);
    }
}
