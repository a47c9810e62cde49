package dev.brickhouse.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;

/** Daylight saving time as in the United States since 2007, for all years. */
public final class DaylightSaving {

    private static final int SECOND = 2;

    private DaylightSaving() {}

    /** Whether most clocks are ahead on a day: from the second Sunday of March to the first one of November. */
    public static boolean includes(LocalDate day) {
        return !day.isBefore(sunday(day, Month.MARCH, SECOND)) && day.isBefore(sunday(day, Month.NOVEMBER, 1));
    }

    private static LocalDate sunday(LocalDate ofYear, Month month, int ordinal) {
        return LocalDate.of(ofYear.getYear(), month, 1)
                .with(TemporalAdjusters.dayOfWeekInMonth(ordinal, DayOfWeek.SUNDAY));
    }
}
