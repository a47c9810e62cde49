package dev.brickhouse.demand;

import dev.brickhouse.calendar.Holidays;
import java.time.LocalDate;

/**
 * By how much demand rises and falls with the end of a month and with public holidays.
 *
 * @param atMonthEnd the factor on the last three days of a month: budgets are used up and counts are reconciled
 * @param beforeHoliday the factor on the three days before a holiday, which stock up the shelves
 * @param onHoliday the factor on a holiday
 */
record CalendarEffects(double atMonthEnd, double beforeHoliday, double onHoliday) {

    private static final int MONTH_END_DAYS = 3;
    private static final int DAYS_BEFORE_HOLIDAY = 3;

    double ofMonthEnd(LocalDate day) {
        return day.getDayOfMonth() > day.lengthOfMonth() - MONTH_END_DAYS ? atMonthEnd : 1;
    }

    double ofHolidays(LocalDate day) {
        if (Holidays.includes(day)) {
            return onHoliday;
        }
        for (int ahead = 1; ahead <= DAYS_BEFORE_HOLIDAY; ahead++) {
            if (Holidays.includes(day.plusDays(ahead))) {
                return beforeHoliday;
            }
        }
        return 1;
    }
}
