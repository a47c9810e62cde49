package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {

    private static final LocalDate FIRST = LocalDate.of(2016, 2, 10);
    private static final LocalDate LAST = LocalDate.of(2026, 2, 10);
    private static final long START = History.micros(FIRST);
    private static final long HOURS = 10 * 365 * 24;

    private final WorkingCalendar clock = new WorkingCalendar(FIRST, LAST.plusDays(4));

    @Property
    void whenIsTheInverseOfAt(
            @ForAll @LongRange(max = HOURS * HourlyProfile.MICROS_PER_HOUR) long from,
            @ForAll @LongRange(max = 96 * HourlyProfile.MICROS_PER_HOUR) long length) {
        long instant = START + Math.min(from + length, HOURS * HourlyProfile.MICROS_PER_HOUR);

        // the clock shows up to 40,000 hours, whose last binary digit is worth 0.4 microseconds at 0.06 of the speed
        assertThat((double) clock.when(clock.at(instant), START + from)).isCloseTo(instant, within(2.0));
    }

    @Property
    void neverStandsStillAndNeverRunsFasterThanTime(
            @ForAll @LongRange(max = HOURS * HourlyProfile.MICROS_PER_HOUR) long from,
            @ForAll @LongRange(min = 1_000_000, max = 96 * HourlyProfile.MICROS_PER_HOUR) long length) {
        double worked = clock.at(START + from + length) - clock.at(START + from);

        double hours = (double) length / HourlyProfile.MICROS_PER_HOUR;
        assertThat(worked).isGreaterThan(0.0599 * hours).isLessThan(1.0001 * hours);
    }

    @ParameterizedTest(name = "from {0} to {1}: {3} working hours, {2}")
    @CsvSource({
        "2025-03-04T09:00, 2025-03-04T12:30, a Tuesday morning,               3.5",
        "2025-03-04T18:00, 2025-03-05T08:00, a night on weekdays,             5.0",
        "2025-03-08T08:00, 2025-03-08T16:00, a Saturday,                      4.0",
        "2025-03-07T20:00, 2025-03-10T06:00, a weekend,                       7.40",
        "2025-11-26T20:00, 2025-11-28T06:00, Thanksgiving is a day of rest,   2.44",
        "2025-03-10T06:00, 2025-03-17T06:00, a week without a holiday,        81.4",
        "2024-02-29T06:00, 2024-03-01T06:00, a leap day is a day like others, 15.0"
    })
    void countsHours(LocalDateTime from, LocalDateTime to, String what, double expected) {
        assertThat(clock.at(micros(to)) - clock.at(micros(from))).as(what).isCloseTo(expected, within(1e-9));
    }

    private static long micros(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000;
    }
}
