package dev.brickhouse.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brickhouse.calendar.Holidays;
import dev.brickhouse.history.HistoryArbitraries;
import dev.brickhouse.history.HistorySettings;
import java.time.LocalDate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HourlyDemandTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 24);

    @Test
    void growsByTheRateAMonth() {
        HourlyDemand model = model(0.12, 0);

        // 52 weeks apart, so the weekday is the same; neither day is at a month's end
        double year = model.expected(LocalDate.of(2026, 11, 10)) / model.expected(LocalDate.of(2025, 11, 11));
        assertThat(year).isCloseTo(Math.pow(1.12, 364 / NeedRates.DAYS_PER_MONTH), within(1e-9));
    }

    @Test
    void julyIsHighAndJanuaryIsLow() {
        HourlyDemand model = model(0, 1);

        double july = model.expected(LocalDate.of(2026, 7, 15));
        double january = model.expected(LocalDate.of(2026, 1, 14));
        assertThat(july / january).isCloseTo(1.25 / 0.75, within(0.01));
    }

    @Test
    void seasonalityDoublesOrLevelsTheSeason() {
        LocalDate july = LocalDate.of(2026, 7, 15);
        LocalDate january = LocalDate.of(2026, 1, 14);

        assertThat(model(0, 0).expected(july)).isEqualTo(model(0, 0).expected(january));
        assertThat(model(0, 2).expected(july) / model(0, 2).expected(january)).isCloseTo(1.5 / 0.5, within(0.02));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-03-09, 1.18",
        "2026-03-10, 1.10",
        "2026-03-11, 1.05",
        "2026-03-12, 1.12",
        "2026-03-13, 1.20",
        "2026-03-14, 0.60",
        "2026-03-15, 0.38"
    })
    void weekdaysDiffer(LocalDate day, double factor) {
        assertThat(model(0, 0).expected(day)).isCloseTo(factor, within(1e-9));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"2024-02-26, false", "2024-02-27, true", "2024-02-29, true", "2026-02-26, true", "2026-04-27, false"})
    void lastThreeDaysOfAMonthAreHigher(LocalDate day, boolean higher) {
        double sameWeekdayBefore = model(0, 0).expected(day.minusDays(14));

        assertThat(model(0, 0).expected(day) / sameWeekdayBefore).isCloseTo(higher ? 1.12 : 1, within(1e-9));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-01-01, true", "2026-05-25, true", "2026-05-18, false", "2026-07-04, true", "2026-09-07, true",
        "2026-09-14, false", "2026-11-26, true", "2026-11-19, false", "2027-11-25, true", "2026-12-25, true",
        "2026-12-26, false"
    })
    void knowsTheHolidays(LocalDate day, boolean holiday) {
        assertThat(Holidays.includes(day)).isEqualTo(holiday);
    }

    @Test
    void holidaysAreQuietAndTheDaysBeforeThemBusy() {
        HourlyDemand model = model(0, 1);
        double thursday = model.expected(LocalDate.of(2026, 11, 12)) / season(model, LocalDate.of(2026, 11, 12));

        assertThat(model.expected(LocalDate.of(2026, 11, 26)) / season(model, LocalDate.of(2026, 11, 26)))
                .isCloseTo(0.30 * thursday, within(1e-9));
        double wednesday = model.expected(LocalDate.of(2026, 11, 11)) / season(model, LocalDate.of(2026, 11, 11));
        assertThat(model.expected(LocalDate.of(2026, 11, 25)) / season(model, LocalDate.of(2026, 11, 25)))
                .isCloseTo(1.20 * wednesday, within(1e-9));
    }

    private static double season(HourlyDemand model, LocalDate day) {
        return 1 + HourlyDemand.SEASON_AMPLITUDE * Seasons.angle(day);
    }

    @Property
    void noiseIsBounded(@ForAll @IntRange(max = 364) int day) {
        HourlyDemand model = model(0.12, 1);
        LocalDate date = AS_OF.minusMonths(12).plusDays(day);

        assertThat(model.of(date) / model.expected(date)).isBetween(0.9, 1.1);
    }

    @Property(tries = 100)
    void everyDayOfEveryHistoryHasSomeDemand(
            @ForAll("settings") HistorySettings settings, @ForAll @IntRange(max = 3_700) int ago) {
        LocalDate day = settings.asOf().minusDays(1L + ago);

        assertThat(new HourlyDemand(settings.demand())
                        .of(
                                day.isBefore(settings.demand().start())
                                        ? settings.demand().start()
                                        : day))
                .isPositive()
                .isFinite();
    }

    @Provide
    static Arbitrary<HistorySettings> settings() {
        return HistoryArbitraries.settings();
    }

    private static HourlyDemand model(double growthRate, double seasonality) {
        return new HourlyDemand(new DemandSettings(42, AS_OF, 12, growthRate, seasonality, 0.9, 242_291));
    }
}
