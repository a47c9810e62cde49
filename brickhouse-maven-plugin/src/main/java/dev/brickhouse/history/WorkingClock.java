package dev.brickhouse.history;

/**
 * A clock that runs fast while people work and slowly at night and at weekends, so that reviews and deliveries that
 * take a few working hours reach into the next morning or over the weekend by themselves.
 *
 * <p>Instants are microseconds since 1970-01-01T00:00, without a time zone; durations on this clock are working hours.
 */
final class WorkingClock {

    private static final int HOURS_OF_WEEK = 7 * 24;
    private static final long MICROS_PER_WEEK = HOURS_OF_WEEK * DayShape.MICROS_PER_HOUR;

    /** 1970-01-05 was a Monday. */
    private static final long FIRST_MONDAY = 4 * 24 * DayShape.MICROS_PER_HOUR;

    private static final double DAYTIME = 1.0;

    /** A few approvals and night tours. */
    private static final double NIGHT = 0.10;

    /** Half the staff works on Saturdays. */
    private static final double SATURDAY = 0.5;

    /** An emergency desk. */
    private static final double OTHER_WEEKEND = 0.06;

    private static final double[] SPEED = speeds();
    private static final double[] ELAPSED = cumulate(SPEED);
    private static final double WEEK = ELAPSED[HOURS_OF_WEEK];

    private WorkingClock() {}

    /** The working hours from {@code from} to {@code to}, which is the same instant or a later one. */
    static double between(long from, long to) {
        long weeks =
                Math.floorDiv(to - FIRST_MONDAY, MICROS_PER_WEEK) - Math.floorDiv(from - FIRST_MONDAY, MICROS_PER_WEEK);
        return weeks * WEEK + sinceMonday(to) - sinceMonday(from);
    }

    /** The instant that is {@code workingHours} (0 or more) after {@code from}. */
    static long plus(long from, double workingHours) {
        long monday = from - Math.floorMod(from - FIRST_MONDAY, MICROS_PER_WEEK);
        double target = sinceMonday(from) + workingHours;
        while (target >= WEEK) {
            target -= WEEK;
            monday += MICROS_PER_WEEK;
        }
        int hour = 0;
        // two coarse steps before the fine ones: a day has 24 hours, and most weeks have seven days
        while (hour + 24 < HOURS_OF_WEEK && ELAPSED[hour + 24] <= target) {
            hour += 24;
        }
        while (hour + 6 < HOURS_OF_WEEK && ELAPSED[hour + 6] <= target) {
            hour += 6;
        }
        while (hour + 1 < HOURS_OF_WEEK && ELAPSED[hour + 1] <= target) {
            hour++;
        }
        double partOfHour = (target - ELAPSED[hour]) / SPEED[hour];
        return monday + hour * DayShape.MICROS_PER_HOUR + (long) (partOfHour * DayShape.MICROS_PER_HOUR);
    }

    private static double sinceMonday(long instant) {
        long micros = Math.floorMod(instant - FIRST_MONDAY, MICROS_PER_WEEK);
        int hour = (int) (micros / DayShape.MICROS_PER_HOUR);
        double partOfHour = (double) (micros - hour * DayShape.MICROS_PER_HOUR) / DayShape.MICROS_PER_HOUR;
        return ELAPSED[hour] + SPEED[hour] * partOfHour;
    }

    private static double[] speeds() {
        double[] speeds = new double[HOURS_OF_WEEK];
        for (int hour = 0; hour < HOURS_OF_WEEK; hour++) {
            int day = hour / 24;
            int hourOfDay = hour % 24;
            if (day < 5) {
                speeds[hour] = hourOfDay >= 6 && hourOfDay < 20 ? DAYTIME : NIGHT;
            } else {
                speeds[hour] = day == 5 && hourOfDay >= 8 && hourOfDay < 16 ? SATURDAY : OTHER_WEEKEND;
            }
        }
        return speeds;
    }

    private static double[] cumulate(double[] speeds) {
        double[] elapsed = new double[speeds.length + 1];
        for (int hour = 0; hour < speeds.length; hour++) {
            elapsed[hour + 1] = elapsed[hour] + speeds[hour];
        }
        return elapsed;
    }
}
