package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.demand.HourlyDemand;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.problem.ConfigurationException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTest {

    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 18);
    private static final HourlyDemand DEMAND =
            new HourlyDemand(HistorySettings.defaults(WEDNESDAY).demand());

    @Property(tries = 100)
    void asManyArriveAsTheRateAndTheTimeSay(
            @ForAll @IntRange(min = 1, max = 200) int rate,
            @ForAll @IntRange(min = 1, max = 120) int seconds,
            @ForAll @DoubleRange(min = 1, max = 100_000) double clock) {
        Duration duration = Duration.ofSeconds(seconds);
        ArrivalSchedule arrivals = ArrivalSchedule.of(DEMAND::inHourOf, rate, clock, start(), duration, 1);
        long total = (long) rate * seconds;

        // each of them has a place of its own, so that rounding moves at most the last one
        assertThat(arrivals.nanosOf(total - 1)).isLessThanOrEqualTo(duration.toNanos());
        assertThat(arrivals.nanosOf(total + 1)).isGreaterThanOrEqualTo(duration.toNanos());
    }

    @Property(tries = 50)
    void neverGoBack(@ForAll @DoubleRange(min = 1, max = 100_000) double clock, @ForAll long seed) {
        ArrivalSchedule arrivals = ArrivalSchedule.of(DEMAND::inHourOf, 50, clock, start(), null, seed);

        for (int n = 1; n < 500; n++) {
            assertThat(arrivals.nanosOf(n)).isGreaterThanOrEqualTo(arrivals.nanosOf(n - 1));
        }
    }

    @Test
    void areTheSameForTheSameSeed() {
        ArrivalSchedule first = ArrivalSchedule.of(DEMAND::inHourOf, 50, 1440, start(), Duration.ofMinutes(1), 3);
        ArrivalSchedule second = ArrivalSchedule.of(DEMAND::inHourOf, 50, 1440, start(), Duration.ofMinutes(1), 3);
        ArrivalSchedule other = ArrivalSchedule.of(DEMAND::inHourOf, 50, 1440, start(), Duration.ofMinutes(1), 4);

        assertThat(first.nanosOf(17)).isEqualTo(second.nanosOf(17)).isNotEqualTo(other.nanosOf(17));
    }

    @Test
    void followTheHoursOfTheDay() {
        // a day in 24 seconds, so that a second is an hour
        ArrivalSchedule arrivals = ArrivalSchedule.of(DEMAND::inHourOf, 100, 3600, start(), Duration.ofSeconds(24), 1);
        int[] perHour = new int[24];
        for (int n = 0; n < 2399; n++) {
            perHour[(int) (arrivals.nanosOf(n) / 1_000_000_000)]++;
        }

        for (int hour = 0; hour < 24; hour++) {
            double share = DEMAND.inHourOf(start().plusHours(hour)) / dayDemand();
            assertThat((double) perHour[hour]).isBetween(2400 * share - 2, 2400 * share + 2);
        }
        assertThat(perHour[9]).isGreaterThan(50 * Math.max(1, perHour[2]));
    }

    @Test
    void tellTheTimeOfTheSimulatedDay() {
        ArrivalSchedule arrivals = ArrivalSchedule.of(DEMAND::inHourOf, 1, 1440, start(), Duration.ofMinutes(1), 1);

        assertThat(arrivals.timeAt(30_000_000_000L)).isEqualTo(start().plusHours(12));
    }

    @Test
    void skipHoursWithoutLoadAndRefuseATimeThatHasNoneAtAll() {
        ToDoubleFunction<LocalDateTime> afternoon = instant -> instant.getHour() < 12 ? 0 : 1;
        ArrivalSchedule arrivals = ArrivalSchedule.of(afternoon, 10, 1440, start(), Duration.ofMinutes(1), 1);

        assertThat(arrivals.nanosOf(0)).isGreaterThanOrEqualTo(30_000_000_000L);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ArrivalSchedule.of(afternoon, 10, 1440, start(), Duration.ofSeconds(20), 1))
                .withMessageContaining("brickhouse.simulate.pattern has no load in the 8 hours of the simulated day");
    }

    private static double dayDemand() {
        double sum = 0;
        for (int hour = 0; hour < 24; hour++) {
            sum += DEMAND.inHourOf(start().plusHours(hour));
        }
        return sum;
    }

    private static LocalDateTime start() {
        return WEDNESDAY.atStartOfDay();
    }
}
