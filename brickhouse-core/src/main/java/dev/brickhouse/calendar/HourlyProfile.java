package dev.brickhouse.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * How the orders of a day spread over its hours: store managers order in the morning before the doors open and again
 * after the lunch rush; at night only a few late ones do.
 */
public final class HourlyProfile {

    private static final int HOURS = 24;

    private static final double[] BUSINESS_DAY = {
        0.2, 0.1, 0.1, 0.1, 0.3, 1.0, 3.0, 6.0, 9.0, 10.5, 10.0, 8.5, 6.0, 7.0, 8.5, 8.0, 6.5, 4.5, 3.0, 2.2, 1.6, 1.1,
        0.6, 0.3
    };
    private static final double[] WEEKEND_DAY = {
        0.4, 0.2, 0.1, 0.1, 0.2, 0.5, 1.5, 3.5, 6.0, 8.5, 9.5, 9.5, 8.0, 7.5, 7.0, 6.0, 5.0, 4.5, 4.0, 3.5, 3.0, 2.2,
        1.4, 0.9
    };

    private HourlyProfile() {}

    /** The fraction of the day's orders that falls from {@code fromHour} to before {@code toHour}. */
    public static double share(LocalDate day, int fromHour, int toHour) {
        double[] shape = of(day);
        double all = 0;
        double part = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            all += shape[hour];
            part += hour >= fromHour && hour < toHour ? shape[hour] : 0;
        }
        return part / all;
    }

    private static double[] of(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        boolean rest = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY || Holidays.includes(day);
        return rest ? WEEKEND_DAY : BUSINESS_DAY;
    }
}
