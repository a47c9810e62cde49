package dev.brickhouse.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * A clock that runs only while people work, so that what takes a few working hours reaches into the next morning or
 * over the weekend by itself.
 *
 * <p>Instants are microseconds since 1970-01-01T00:00, without a time zone; durations on this clock are working hours.
 * Immutable; memory grows with the number of days.
 */
public final class WorkingCalendar {

    private static final double HOURS_PER_MICRO = 1.0 / Days.MICROS_PER_HOUR;

    /**
     * Between which hours people work.
     *
     * @param opens on Monday to Friday
     * @param closes on Monday to Friday
     * @param saturdayOpens on Saturday
     * @param saturdayCloses on Saturday, the same as {@code saturdayOpens} if nobody does
     */
    public record Hours(int opens, int closes, int saturdayOpens, int saturdayCloses) {

        /** Regional managers at their desks. */
        public static final Hours OFFICE = new Hours(7, 18, 0, 0);

        /** The warehouse has two shifts, and one on Saturdays. */
        public static final Hours WAREHOUSE = new Hours(5, 21, 6, 14);

        /** How many of them a mean day has, weekends included. */
        public double inMeanDay() {
            return (onWeekday() * 5 + saturdayCloses - saturdayOpens) / (double) Days.PER_WEEK;
        }

        /** How many of them there are on Monday to Friday. */
        public int onWeekday() {
            return closes - opens;
        }
    }

    private final long origin;
    private final int[] opens;
    private final double[] elapsedBefore;

    /**
     * @param first the first day of the clock
     * @param last its last day, at whose end it stops
     */
    public WorkingCalendar(Hours hours, LocalDate first, LocalDate last) {
        origin = Days.micros(first);
        opens = new int[(int) (last.toEpochDay() - first.toEpochDay()) + 1];
        elapsedBefore = new double[opens.length + 1];
        for (int i = 0; i < opens.length; i++) {
            LocalDate day = first.plusDays(i);
            boolean rest = day.getDayOfWeek() == DayOfWeek.SUNDAY || Holidays.includes(day);
            boolean saturday = day.getDayOfWeek() == DayOfWeek.SATURDAY;
            opens[i] = saturday ? hours.saturdayOpens : hours.opens;
            int closes = saturday ? hours.saturdayCloses : hours.closes;
            elapsedBefore[i + 1] = elapsedBefore[i] + (rest ? 0 : closes - opens[i]);
        }
    }

    /** The working hours from the clock's first day to {@code instant}, which is on one of its days. */
    public double at(long instant) {
        long sinceOrigin = instant - origin;
        int day = (int) (sinceOrigin / Days.MICROS_PER_DAY);
        if (day >= opens.length) {
            return elapsedBefore[opens.length];
        }
        double hour = (sinceOrigin - day * Days.MICROS_PER_DAY) * HOURS_PER_MICRO;
        return Math.min(elapsedBefore[day + 1], elapsedBefore[day] + Math.max(0, hour - opens[day]));
    }

    /**
     * When the clock shows {@code workingHours}: the inverse of {@link #at(long)} but for rounding. At the last closing
     * if it never does.
     *
     * @param from an instant at which it shows less or the same
     */
    public long when(double workingHours, long from) {
        int day = (int) ((from - origin) / Days.MICROS_PER_DAY);
        while (day < opens.length - 1 && workingHours >= elapsedBefore[day + 1]) {
            day++;
        }
        double inDay = Math.min(workingHours, elapsedBefore[day + 1]) - elapsedBefore[day];
        return origin + day * Days.MICROS_PER_DAY + (long) ((opens[day] + inDay) * Days.MICROS_PER_HOUR);
    }
}
