package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brickhouse.random.CounterRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LeadTimeTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 11, 24);
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 24);
    private static final long START = History.micros(FIRST);
    private static final long END = History.micros(AS_OF);
    private static final long HOUR = HourlyProfile.MICROS_PER_HOUR;

    private final WorkingCalendar clock = new WorkingCalendar(FIRST, AS_OF.plusDays(LeadTime.LONGEST_DAYS));

    @Property
    void keepsItsBoundsAndTheLimit(
            @ForAll("leadTimes") LeadTime leadTime,
            @ForAll @LongRange(max = 365 * 24 * HourlyProfile.MICROS_PER_HOUR) long since,
            @ForAll long bits) {
        long from = Math.min(START + since, END - leadTime.minMicros());

        long end = leadTime.end(clock, from, END, CounterRandom.unit(bits));

        assertThat(end - from).isBetween(leadTime.minMicros(), leadTime.maxMicros());
        assertThat(end).isLessThanOrEqualTo(END);
    }

    @Test
    void limitsAreTheOnesOfTheBusiness() {
        assertThat(List.of(LeadTime.REVIEW.minMicros(), LeadTime.REVIEW.maxMicros()))
                .containsExactly(2 * HOUR, 48 * HOUR);
        assertThat(List.of(LeadTime.FULFILMENT.minMicros(), LeadTime.FULFILMENT.maxMicros()))
                .containsExactly(4 * HOUR, 72 * HOUR);
    }

    @Test
    void exactlyOneInstantIsLeftWhereTheLimitIsTheMinimum() {
        long from = END - 2 * HOUR;

        assertThat(LeadTime.REVIEW.end(clock, from, END, 0)).isEqualTo(END);
        assertThat(LeadTime.REVIEW.end(clock, from, END, 0.999)).isEqualTo(END);
    }

    @Test
    void medianOfAnUntruncatedStepIsTheMedianInWorkingHours() {
        // on a Monday at six the minimum cuts off a tenth of the reviews, which moves the median by 40 minutes
        long mondayAtSix = History.micros(LocalDate.of(2026, 3, 9)) + 6 * HOUR;

        assertThat((double) (LeadTime.REVIEW.end(clock, mondayAtSix, END, 0.5) - mondayAtSix) / HOUR)
                .isCloseTo(6.0, within(0.7));
        assertThat((double) (LeadTime.FULFILMENT.end(clock, mondayAtSix, END, 0.5) - mondayAtSix) / HOUR)
                .isCloseTo(13.0, within(0.1));
    }

    @Test
    void takesLongerOverTheWeekend() {
        long monday = History.micros(LocalDate.of(2026, 3, 9)) + 15 * HOUR;
        long friday = monday + 4 * 24 * HOUR;

        for (LeadTime leadTime : List.of(LeadTime.REVIEW, LeadTime.FULFILMENT)) {
            assertThat(mean(leadTime, friday)).isGreaterThan(1.25 * mean(leadTime, monday));
        }
    }

    private double mean(LeadTime leadTime, long from) {
        return IntStream.range(0, 1_000)
                .mapToLong(i -> leadTime.end(clock, from, END, i / 1_000.0) - from)
                .average()
                .orElseThrow();
    }

    @Provide
    static Arbitrary<LeadTime> leadTimes() {
        return Arbitraries.of(LeadTime.REVIEW, LeadTime.FULFILMENT);
    }
}
