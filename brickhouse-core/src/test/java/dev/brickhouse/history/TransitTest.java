package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.Holidays;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.resource.Resources;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TransitTest {

    private static final long HOUR = Days.MICROS_PER_HOUR;
    private static final long DAY = Days.MICROS_PER_DAY;

    private static final LocalDate FIRST = LocalDate.of(2025, 9, 1);

    private final Catalog catalog = Catalog.standard();
    private final List<Store> shops = catalog.shops();
    private final Days days = new Days(FIRST, FIRST.plusDays(200));
    private final Transit transit = new Transit(catalog, days);

    @Test
    void theWayIsShortInTheWarehousesStateAndLongToTheWestCoast() {
        for (int shop = 0; shop < shops.size(); shop++) {
            double hours = transit.way(shop, 0.5) / (double) HOUR;
            switch (shops.get(shop).state()) {
                case "GA" -> assertThat(hours).isLessThan(4);
                case "TN", "NC" -> assertThat(hours).isBetween(5.0, 10.0);
                case "WA", "OR", "CA" -> assertThat(hours).isGreaterThan(55);
                default -> assertThat(hours).isBetween(10.0, 60.0);
            }
        }
    }

    @Test
    void everyStateOfTheStandardShopsHasItsOwnTime() {
        List<String> known = Resources.csv(Transit.class, "transit.csv").stream()
                .map(line -> line.getField("state"))
                .toList();

        assertThat(known).containsAll(shops.stream().map(Store::state).toList());
    }

    @Test
    void aJamTakesLongerThanAFreeRoad() {
        assertThat(transit.way(0, 0)).isLessThan(transit.way(0, 0.5));
        assertThat(transit.way(0, 0.5)).isLessThan(transit.way(0, 1));
    }

    @Property(tries = 2_000)
    void goodsAreTakenInWhileTheShopIsOpen(
            @ForAll @IntRange(max = 24) int shop,
            @ForAll @LongRange(min = 0, max = 180 * 86_400_000_000L) long since,
            @ForAll long bits) {
        long arrival = days.micros(Days.LEAD_IN) + since;
        long taken = transit.takenIn(shop, arrival, arrival, Long.MAX_VALUE, bits);

        long local = taken - transit.behind(shop, (int) ((taken - days.micros(0)) / DAY));
        assertThat(taken).isBetween(arrival, arrival + DAY + 10 * HOUR);
        assertThat(Math.floorMod(local, DAY)).isBetween(5 * HOUR, 22 * HOUR);
        assertThat(Holidays.includes(LocalDate.ofEpochDay(Math.floorDiv(local, DAY))))
                .isFalse();
    }

    @Property(tries = 2_000)
    void nothingIsPutOffBeyondTheLimit(
            @ForAll @IntRange(max = 24) int shop,
            @ForAll @LongRange(min = 0, max = 180 * 86_400_000_000L) long since,
            @ForAll @LongRange(min = 0, max = 36_000_000_000L) long more,
            @ForAll long bits) {
        long arrival = days.micros(Days.LEAD_IN) + since;

        long left = arrival - 3 * HOUR;

        assertThat(transit.takenIn(shop, left, arrival, arrival + more, bits)).isBetween(left, arrival + more);
    }

    @Test
    void aLorryThatComesAtThanksgivingIsUnloadedOnTheNextMorning() {
        long arrival = Days.micros(LocalDate.of(2025, 11, 27)) + 11 * HOUR;

        assertThat(transit.takenIn(0, arrival, arrival, Long.MAX_VALUE, 1))
                .isBetween(
                        Days.micros(LocalDate.of(2025, 11, 28)) + 5 * HOUR,
                        Days.micros(LocalDate.of(2025, 11, 28)) + 8 * HOUR);
    }
}
