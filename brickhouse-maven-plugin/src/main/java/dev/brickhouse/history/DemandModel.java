package dev.brickhouse.history;

import dev.brickhouse.random.CounterRandom;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * How much is ordered on which day: growth × season × weekday × month-end × holidays × bounded noise.
 *
 * <p>Only ratios between days matter, since the totals are given. {@link StrictMath} is used so that the plan is the
 * same to the bit on every machine.
 */
final class DemandModel {

    /** The mean length of a Gregorian month, by which growth per month becomes growth per day. */
    static final double DAYS_PER_MONTH = 365.2425 / 12;

    /** Beverage sales follow the heat: the middle of July is the height of the season. */
    static final int PEAK_DAY_OF_YEAR = 196;

    /** Mid-July sells 1.25 and mid-January 0.75 times the mean, about what soft-drink wholesale shows. */
    static final double SEASON_AMPLITUDE = 0.25;

    /** Monday to Sunday: shops order for the week on Monday and for the weekend on Thursday and Friday. */
    private static final double[] WEEKDAY = {1.18, 1.10, 1.05, 1.12, 1.20, 0.60, 0.38};

    /** Budgets are used up and counts are reconciled in the last three days of a month. */
    private static final int MONTH_END_DAYS = 3;

    private static final double MONTH_END = 1.12;

    /** Only the largest shops order on a public holiday. */
    private static final double ON_HOLIDAY = 0.30;

    /** The three days before a holiday stock up the shelves. */
    private static final int DAYS_BEFORE_HOLIDAY = 3;

    private static final double BEFORE_HOLIDAY = 1.20;

    /** Days differ by chance by up to this fraction, triangular around 0, so that no two weeks are alike. */
    static final double DAILY_NOISE = 0.10;

    private final HistorySettings settings;
    private final long noiseKey;

    DemandModel(HistorySettings settings) {
        this.settings = settings;
        this.noiseKey = CounterRandom.key(settings.seed(), RandomStreams.DAILY_NOISE);
    }

    /** The relative demand of a day, above zero. */
    double of(LocalDate day) {
        return expected(day) * noise(day);
    }

    /** The relative demand of a day without the noise. */
    double expected(LocalDate day) {
        return growth(day) * season(day) * WEEKDAY[day.getDayOfWeek().getValue() - 1] * monthEnd(day) * holidays(day);
    }

    private double growth(LocalDate day) {
        double monthsSinceStart = ChronoUnit.DAYS.between(settings.start(), day) / DAYS_PER_MONTH;
        return StrictMath.pow(1 + settings.growthRate(), monthsSinceStart);
    }

    private double season(LocalDate day) {
        return Math.max(0.05, 1 + settings.seasonality() * SEASON_AMPLITUDE * seasonAngle(day));
    }

    /** The course of the year from -1 (middle of January) to 1 (middle of July). */
    static double seasonAngle(LocalDate day) {
        return StrictMath.cos(2 * Math.PI * (day.getDayOfYear() - PEAK_DAY_OF_YEAR) / 365.25);
    }

    private static double monthEnd(LocalDate day) {
        return day.getDayOfMonth() > YearMonth.from(day).lengthOfMonth() - MONTH_END_DAYS ? MONTH_END : 1;
    }

    private double holidays(LocalDate day) {
        double factor = 1;
        if (isHoliday(day)) {
            factor = ON_HOLIDAY;
        } else {
            for (int ahead = 1; ahead <= DAYS_BEFORE_HOLIDAY; ahead++) {
                if (isHoliday(day.plusDays(ahead))) {
                    factor = BEFORE_HOLIDAY;
                }
            }
        }
        return Math.max(0.05, 1 + settings.seasonality() * (factor - 1));
    }

    private double noise(LocalDate day) {
        long base = CounterRandom.base(noiseKey, day.toEpochDay());
        double triangular =
                CounterRandom.unit(CounterRandom.bits(base, 0)) + CounterRandom.unit(CounterRandom.bits(base, 1)) - 1;
        return 1 + DAILY_NOISE * triangular;
    }

    /** The US public holidays on which retail deliveries rest. */
    static boolean isHoliday(LocalDate day) {
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
