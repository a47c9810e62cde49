package dev.brickhouse.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeasonsTest {

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 15);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 15);
    private static final List<String> REGIONS = List.of("Midwest", "Northeast", "Southwest", "West", "elsewhere");

    private final Seasons seasons = new Seasons(1);

    @Test
    void summerIsTheHeightEverywhereAndMostInTheMidwest() {
        for (String region : REGIONS) {
            assertThat(swing(seasons, region)).isGreaterThan(1);
        }
        assertThat(swing(seasons, "Midwest") / swing(seasons, "Southwest")).isGreaterThan(1.2);
    }

    @Test
    void aFactorOfOneIsTheMeanOfTheYear() {
        for (String region : REGIONS) {
            assertThat(days().mapToDouble(day -> seasons.ofRegion(region, date(day)))
                            .average()
                            .orElseThrow())
                    .isCloseTo(1, within(0.001));
        }
    }

    @Test
    void coldDrinksGainInSummerAndHotOnesLose() {
        assertThat(seasons.ofCategory("Water", JULY)).isGreaterThan(seasons.ofCategory("Water", JANUARY));
        assertThat(seasons.ofCategory("Coffee", JULY)).isLessThan(seasons.ofCategory("Coffee", JANUARY));
        assertThat(seasons.ofCategory("a drink of the user's", JULY)).isEqualTo(1);
    }

    @Test
    void noSeasonStepsFromOneDayToTheNext() {
        Seasons strong = new Seasons(2);
        Seasons.StoreTypeDemand shopping = new Seasons.StoreTypeDemand(1, 1, 0.1, 1.6);
        for (int day = 0; day < 730; day++) {
            LocalDate from = date(day);
            LocalDate to = date(day + 1);
            assertThat(strong.ofRegion("Midwest", to)).isCloseTo(strong.ofRegion("Midwest", from), within(0.02));
            assertThat(strong.ofCategory("Water", to)).isCloseTo(strong.ofCategory("Water", from), within(0.03));
            assertThat(strong.ofType(shopping, 0, to)).isCloseTo(strong.ofType(shopping, 0, from), within(0.1));
        }
    }

    @Test
    void withoutStrengthThereIsNoSeason() {
        Seasons none = new Seasons(0);

        assertThat(days().mapToDouble(day -> none.ofRegion("Midwest", date(day)) * none.ofCategory("Water", date(day))))
                .allMatch(factor -> factor == 1);
    }

    private static double swing(Seasons seasons, String region) {
        return seasons.ofRegion(region, JULY) / seasons.ofRegion(region, JANUARY);
    }

    private static IntStream days() {
        return IntStream.range(0, 365);
    }

    private static LocalDate date(int day) {
        return LocalDate.of(2025, 1, 1).plusDays(day);
    }
}
