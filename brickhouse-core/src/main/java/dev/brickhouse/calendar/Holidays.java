package dev.brickhouse.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** The US public holidays on which retail deliveries rest. */
public final class Holidays {

    private Holidays() {}

    public static boolean includes(LocalDate day) {
        return switch (day.getMonth()) {
            case JANUARY -> day.getDayOfMonth() == 1;
            case MAY -> day.getDayOfWeek() == DayOfWeek.MONDAY && day.getDayOfMonth() > 24;
            case JULY -> day.getDayOfMonth() == 4;
            case SEPTEMBER -> day.getDayOfWeek() == DayOfWeek.MONDAY && day.getDayOfMonth() <= 7;
            case NOVEMBER ->
                day.getDayOfWeek() == DayOfWeek.THURSDAY && day.getDayOfMonth() >= 22 && day.getDayOfMonth() <= 28;
            case DECEMBER -> day.getDayOfMonth() == 25;
            default -> false;
        };
    }
}
