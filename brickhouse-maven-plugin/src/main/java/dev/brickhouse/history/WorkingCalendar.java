package dev.brickhouse.history;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * A clock that runs fast while people work and slowly at night, at weekends and on holidays, so that reviews and
 * deliveries that take a few working hours reach into the next morning or over the weekend by themselves.
 *
 * <p>Instants are microseconds since 1970-01-01T00:00, without a time zone; durations on this clock are working hours.
 * Immutable; memory grows with the number of days.
 */
final class WorkingCalendar {

    private static final long MICROS_PER_DAY = HourlyProfile.HOURS * HourlyProfile.MICROS_PER_HOUR;
    private static final double HOURS_PER_MICRO = 1.0 / HourlyProfile.MICROS_PER_HOUR;

    /** People work from six to eight; at night there are a few approvals and tours. */
    private static final WorkDay BUSINESS_DAY = new WorkDay(6, 20, 1.0, 0.10);

    /** Half the staff works on Saturdays, and shorter. */
    private static final WorkDay SATURDAY = new WorkDay(8, 16, 0.5, 0.06);

    /** An emergency desk. */
    private static final WorkDay DAY_OF_REST = new WorkDay(0, 0, 0.06, 0.06);

    private final long origin;
    private final WorkDay[] days;
    private final double[] elapsedBefore;

    /**
     * @param first the first day of the clock
     * @param last its last day, at whose end it stops
     */
    WorkingCalendar(LocalDate first, LocalDate last) {
        origin = History.micros(first);
        days = new WorkDay[(int) (last.toEpochDay() - first.toEpochDay()) + 1];
        elapsedBefore = new double[days.length + 1];
        for (int day = 0; day < days.length; day++) {
            days[day] = of(first.plusDays(day));
            elapsedBefore[day + 1] = elapsedBefore[day] + days[day].workingHours();
        }
    }

    private static WorkDay of(LocalDate day) {
        if (day.getDayOfWeek() == DayOfWeek.SUNDAY || DemandModel.isHoliday(day)) {
            return DAY_OF_REST;
        }
        return day.getDayOfWeek() == DayOfWeek.SATURDAY ? SATURDAY : BUSINESS_DAY;
    }

    /** The working hours from the clock's first day to {@code instant}, which is on one of its days. */
    double at(long instant) {
        long sinceOrigin = instant - origin;
        int day = (int) (sinceOrigin / MICROS_PER_DAY);
        return elapsedBefore[day] + days[day].until((sinceOrigin - day * MICROS_PER_DAY) * HOURS_PER_MICRO);
    }

    /**
     * When the clock shows {@code workingHours}: the inverse of {@link #at(long)} but for rounding.
     *
     * @param from an instant at which it shows less or the same
     */
    long when(double workingHours, long from) {
        int day = (int) ((from - origin) / MICROS_PER_DAY);
        while (workingHours >= elapsedBefore[day + 1]) {
            day++;
        }
        double hour = days[day].hourAt(workingHours - elapsedBefore[day]);
        return origin + day * MICROS_PER_DAY + (long) (hour * HourlyProfile.MICROS_PER_HOUR);
    }

    /** A day on which the clock runs at one speed in the working time and at another one before and after it. */
    private static final class WorkDay {

        private final double opens;
        private final double closes;
        private final double speed;
        private final double idleSpeed;
        private final double hoursPerWorkingHour;
        private final double hoursPerIdleWorkingHour;
        private final double atOpening;
        private final double atClosing;

        WorkDay(double opens, double closes, double speed, double idleSpeed) {
            this.opens = opens;
            this.closes = closes;
            this.speed = speed;
            this.idleSpeed = idleSpeed;
            this.hoursPerWorkingHour = 1 / speed;
            this.hoursPerIdleWorkingHour = 1 / idleSpeed;
            this.atOpening = idleSpeed * opens;
            this.atClosing = atOpening + speed * (closes - opens);
        }

        double workingHours() {
            return until(HourlyProfile.HOURS);
        }

        double until(double hour) {
            if (hour < opens) {
                return idleSpeed * hour;
            }
            if (hour < closes) {
                return atOpening + speed * (hour - opens);
            }
            return atClosing + idleSpeed * (hour - closes);
        }

        double hourAt(double workingHours) {
            if (workingHours < atOpening) {
                return workingHours * hoursPerIdleWorkingHour;
            }
            if (workingHours < atClosing) {
                return opens + (workingHours - atOpening) * hoursPerWorkingHour;
            }
            return closes + (workingHours - atClosing) * hoursPerIdleWorkingHour;
        }
    }
}
