package dev.brickhouse.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * The days of a history, numbered from some time before its first one, {@link #LEAD_IN}, and its weeks, of which the
 * first begins on day 0. Immutable.
 */
public final class Days {

    public static final int PER_WEEK = 7;
    public static final long MICROS_PER_HOUR = 3_600_000_000L;
    public static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

    /**
     * The business was there before its history begins: so many days are numbered that come before the first orders, so
     * that what is ordered on the first days is not less than later.
     */
    public static final int LEAD_IN = 2 * PER_WEEK;

    private final LocalDate first;
    private final long firstMicros;
    private final int count;
    private final boolean[] holiday;

    /**
     * @param start the first day with orders
     * @param end the day after the last one
     */
    public Days(LocalDate start, LocalDate end) {
        first = start.minusDays(LEAD_IN);
        firstMicros = micros(first);
        count = (int) (end.toEpochDay() - first.toEpochDay());
        holiday = new boolean[count];
        for (int day = 0; day < count; day++) {
            holiday[day] = Holidays.includes(first.plusDays(day));
        }
    }

    public int count() {
        return count;
    }

    /** The last week may have fewer than seven days. */
    public int weeks() {
        return (count + PER_WEEK - 1) / PER_WEEK;
    }

    public LocalDate date(int day) {
        return first.plusDays(day);
    }

    /** The beginning of a day in microseconds since 1970-01-01T00:00. */
    public long micros(int day) {
        return firstMicros + day * MICROS_PER_DAY;
    }

    /** The first instant of a day in microseconds since 1970-01-01T00:00, without a time zone. */
    public static long micros(LocalDate day) {
        return day.toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC) * 1_000_000L;
    }

    public DayOfWeek weekday(int day) {
        return first.getDayOfWeek().plus(day);
    }

    public boolean isHoliday(int day) {
        return day >= 0 && day < count && holiday[day];
    }

    /** The number of {@code date}: negative before the first day, and {@link #count()} or more after the last one. */
    public long number(LocalDate date) {
        return date.toEpochDay() - first.toEpochDay();
    }
}
