package dev.brickhouse.demand;

import dev.brickhouse.calendar.HourlyProfile;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * How much is ordered in which hour, roughly and for the chain as a whole, which is what simulated orders follow:
 * growth × season × weekday × month-end × holidays × bounded noise, by the hours of the day. Immutable.
 *
 * <p>Only ratios between hours matter, since the totals are given. {@link StrictMath} is used so that the plan is the
 * same to the bit on every machine.
 */
public final class HourlyDemand {

    /** Mid-July sells 1.25 and mid-January 0.75 times the mean, about what soft-drink wholesale shows. */
    static final double SEASON_AMPLITUDE = 0.25;

    /** Monday to Sunday: shops order for the week on Monday and for the weekend on Thursday and Friday. */
    private static final double[] WEEKDAY = {1.18, 1.10, 1.05, 1.12, 1.20, 0.60, 0.38};

    /** Only the largest shops order on a public holiday. */
    private static final CalendarEffects CALENDAR = new CalendarEffects(1.12, 1.20, 0.30);

    /** Days differ by chance by up to this fraction, triangular around 0, so that no two weeks are alike. */
    static final double DAILY_NOISE = 0.10;

    private final DemandSettings settings;
    private final long noiseKey;

    public HourlyDemand(DemandSettings settings) {
        this.settings = settings;
        this.noiseKey = CounterRandom.key(settings.seed(), RandomStreams.DAILY_NOISE);
    }

    /** The relative demand of the hour of {@code instant}, above zero; only ratios between hours have a meaning. */
    public double inHourOf(LocalDateTime instant) {
        int hour = instant.getHour();
        return of(instant.toLocalDate()) * HourlyProfile.share(instant.toLocalDate(), hour, hour + 1);
    }

    /** The relative demand of a day, above zero. */
    double of(LocalDate day) {
        return expected(day) * noise(day);
    }

    /** The relative demand of a day without the noise. */
    double expected(LocalDate day) {
        return growth(day)
                * season(day)
                * WEEKDAY[day.getDayOfWeek().getValue() - 1]
                * CALENDAR.ofMonthEnd(day)
                * CALENDAR.ofHolidays(day);
    }

    private double growth(LocalDate day) {
        double monthsSinceStart = ChronoUnit.DAYS.between(settings.start(), day) / NeedRates.DAYS_PER_MONTH;
        return StrictMath.pow(1 + settings.growthRate(), monthsSinceStart);
    }

    private double season(LocalDate day) {
        return Math.max(0.05, 1 + settings.seasonality() * SEASON_AMPLITUDE * Seasons.angle(day));
    }

    private double noise(LocalDate day) {
        long base = CounterRandom.base(noiseKey, day.toEpochDay());
        double triangular = CounterRandom.unit(base, 0) + CounterRandom.unit(base, 1) - 1;
        return 1 + DAILY_NOISE * triangular;
    }
}
