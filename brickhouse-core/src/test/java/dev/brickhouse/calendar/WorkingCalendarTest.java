package dev.brickhouse.calendar;

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
    private static final long START = Days.micros(FIRST);
    private static final long HOURS = 10 * 365 * 24;

    private final WorkingCalendar clock = new WorkingCalendar(WorkingCalendar.Hours.WAREHOUSE, FIRST, LAST.plusDays(4));

    @Property
    void whenIsTheInverseOfAtWhilePeopleWork(
            @ForAll @LongRange(max = HOURS * Days.MICROS_PER_HOUR) long from,
            @ForAll @LongRange(max = 96 * Days.MICROS_PER_HOUR) long length) {
        long instant = START + Math.min(from + length, HOURS * Days.MICROS_PER_HOUR);
        double shown = clock.at(instant);

        long when = clock.when(shown, START + from);

        // nothing but hours in which nobody works lies between the two
        assertThat(clock.at(when)).isCloseTo(shown, within(1e-6));
    }

    @Property
    void neverRunsFasterThanTime(
            @ForAll @LongRange(max = HOURS * Days.MICROS_PER_HOUR) long from,
            @ForAll @LongRange(min = 1_000_000, max = 96 * Days.MICROS_PER_HOUR) long length) {
        double worked = clock.at(START + from + length) - clock.at(START + from);

        double hours = (double) length / Days.MICROS_PER_HOUR;
        assertThat(worked).isNotNegative().isLessThan(1.0001 * hours);
    }

    @ParameterizedTest(name = "from {0} to {1}: {3} working hours, {2}")
    @CsvSource({
        "2025-03-04T09:00, 2025-03-04T12:30, a Tuesday morning,               3.5",
        "2025-03-04T18:00, 2025-03-05T08:00, a night on weekdays,             6.0",
        "2025-03-08T08:00, 2025-03-08T16:00, a Saturday,                      6.0",
        "2025-03-07T21:00, 2025-03-10T05:00, a weekend,                       8.0",
        "2025-11-26T21:00, 2025-11-28T05:00, Thanksgiving is a day of rest,   0.0",
        "2025-03-10T05:00, 2025-03-17T05:00, a week without a holiday,        88.0",
        "2024-02-29T06:00, 2024-03-01T06:00, a leap day is a day like others, 16.0"
    })
    void countsHours(LocalDateTime from, LocalDateTime to, String what, double expected) {
        assertThat(clock.at(micros(to)) - clock.at(micros(from))).as(what).isCloseTo(expected, within(1e-9));
    }

    private static long micros(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000;
    }
}
