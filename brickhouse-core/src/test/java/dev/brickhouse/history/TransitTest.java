package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.HourlyProfile;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.demand.ModelData;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TransitTest {

    private static final long HOUR = HourlyProfile.MICROS_PER_HOUR;
    private static final long DAY = HourlyProfile.MICROS_PER_DAY;

    private final List<Store> shops = Catalog.standard().shops();
    private final Transit transit = new Transit(shops);

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
        List<String> known = ModelData.read(Transit.class, "transit.csv").stream()
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
            @ForAll @LongRange(min = 0, max = 100 * 86_400_000_000L) long arrival, @ForAll long bits) {
        long taken = Transit.takenIn(arrival, Long.MAX_VALUE, bits);

        assertThat(taken).isBetween(arrival, arrival + 10 * HOUR);
        assertThat(Math.floorMod(taken, DAY)).isBetween(5 * HOUR, 22 * HOUR);
    }

    @Property(tries = 2_000)
    void nothingIsPutOffBeyondTheLimit(
            @ForAll @LongRange(min = 0, max = 100 * 86_400_000_000L) long arrival,
            @ForAll @LongRange(min = 0, max = 36_000_000_000L) long more,
            @ForAll long bits) {
        assertThat(Transit.takenIn(arrival, arrival + more, bits)).isBetween(arrival, arrival + more);
    }
}
