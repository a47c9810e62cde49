package dev.brickhouse.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopClocksTest {

    private final Catalog catalog = Catalog.standard();
    private final Days days = new Days(LocalDate.of(2025, 11, 24), LocalDate.of(2026, 11, 24));
    private final ShopClocks clocks = ShopClocks.of(catalog, days);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-01-15, Phoenix, 2",
        "2026-03-07, Phoenix, 2",
        "2026-03-08, Phoenix, 3",
        "2026-07-15, Phoenix, 3",
        "2026-10-31, Phoenix, 3",
        "2026-11-01, Phoenix, 2",
        "2027-07-15, Phoenix, 3",
        "2026-01-15, Denver, 2",
        "2026-07-15, Denver, 2",
        "2026-07-15, Seattle, 3",
        "2026-07-15, Atlanta, 0"
    })
    void arizonaKeepsStandardTime(LocalDate day, String city, int hours) {
        assertThat(clocks.hoursBehind(shopIn(city), (int) days.number(day))).isEqualTo(hours);
    }

    @Test
    void visitsFollowTheShopsOwnClock() {
        double[] lines = new double[catalog.shops().size()];
        VisitCalendar visits = new VisitCalendar(days, lines, clocks, 42);
        VisitCalendar inAtlanta = new VisitCalendar(days, lines, ShopClocks.of(days, new int[lines.length]), 42);

        for (int shop = 0; shop < lines.length; shop++) {
            for (int day = 0; day < days.count(); day++) {
                double later = (visits.begin(shop, day) - inAtlanta.begin(shop, day)) / (double) Days.MICROS_PER_HOUR;
                assertThat(later).isCloseTo(clocks.hoursBehind(shop, day), within(1e-6));
            }
        }
    }

    private int shopIn(String city) {
        return IntStream.range(0, catalog.shops().size())
                .filter(shop -> catalog.shops().get(shop).city().equals(city))
                .findFirst()
                .orElseThrow();
    }
}
