package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.User;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRotaTest {

    private static final int LONGEST = 40;

    private final Catalog catalog = Catalog.standard();
    private final History history = History.of(
            new HistorySettings(42, LocalDate.of(2026, 11, 24), 36, 0.01, 1, 0.9, OrderCounts.DEFAULT), catalog);

    @Test
    void aManagerIsAwayForAFewWeeksOfAYear() {
        Map<Integer, Set<Integer>> absences = absences();

        double days = absences.values().stream().mapToInt(Set::size).average().orElse(0);
        assertThat(days / history.days.count()).isBetween(0.05, 0.1);
        assertThat(absences.values()).allMatch(away -> longest(away) >= 7 && longest(away) < LONGEST);
    }

    private static int longest(Set<Integer> away) {
        int longest = 0;
        int length = 0;
        for (int day : away.stream().sorted().toList()) {
            length = away.contains(day - 1) ? length + 1 : 1;
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** The days on which somebody else orders, by manager. */
    private Map<Integer, Set<Integer>> absences() {
        Map<Integer, Set<Integer>> absences = new HashMap<>();
        for (int shop = 0; shop < history.shopId.length; shop++) {
            Set<Integer> away = new HashSet<>();
            for (int day = 0; day < history.days.count(); day++) {
                if (isOpen(shop, day) && requester(shop, day) != manager(shop)) {
                    away.add(day);
                }
            }
            if (isOpen(shop, 0)) {
                absences.put(manager(shop), away);
            }
        }
        return absences;
    }

    @Test
    void whoIsAwayOrdersForNobody() {
        for (int day = 0; day < history.days.count(); day++) {
            int at = day;
            int[] open = IntStream.range(0, history.shopId.length)
                    .filter(shop -> isOpen(shop, at))
                    .toArray();
            Set<Integer> away = Arrays.stream(open)
                    .filter(shop -> requester(shop, at) != manager(shop))
                    .mapToObj(this::manager)
                    .collect(Collectors.toSet());

            assertThat(Arrays.stream(open).map(shop -> requester(shop, at)))
                    .as("day " + day)
                    .noneMatch(away::contains);
        }
    }

    @Test
    void theStandInIsOfTheSameRegionIfAShopHasANeighbor() {
        for (int shop = 0; shop < history.shopId.length; shop++) {
            String region = catalog.shops().get(shop).region();
            long neighbors = catalog.shops().stream()
                    .filter(other -> other.region().equals(region))
                    .count();
            int at = shop;
            double elsewhere = IntStream.range(0, history.days.count())
                    .filter(day -> !regionOf(requester(at, day)).equals(region))
                    .count();

            // in the beginning, some shops are not open yet
            assertThat(elsewhere / history.days.count()).isLessThan(neighbors > 2 ? 0.01 : 0.1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {26, 200})
    void nobodyOrdersBeforeBeingThere(int stores) {
        Catalog larger = Catalog.extended(stores, 156, 42);
        HistorySettings settings =
                HistorySettings.defaults(LocalDate.of(2026, 11, 24)).withCounts(OrderCounts.DEFAULT.scaledBy(0.1));
        History other = History.of(settings, larger);
        OrderCursor order = other.cursor();
        Set<Integer> requesters = new HashSet<>();
        for (long n = 0; n < other.size(); n++) {
            order.moveTo(n);
            requesters.add(order.requestedBy());
            if (other.catalogDates().user(order.requestedBy() - 1) >= order.orderedAt()) {
                assertThat(order.requestedBy()).as("order " + n).isNull();
            }
        }

        assertThat(requesters).hasSizeGreaterThan(stores * 9 / 10);
    }

    private String regionOf(int user) {
        User manager = catalog.users().get(user - 1);
        return catalog.stores().get(manager.storeId().orElseThrow() - 1).region();
    }

    private boolean isOpen(int shop, int day) {
        return history.catalogDates().user(manager(shop) - 1) < history.days.micros(day);
    }

    private int manager(int shop) {
        return catalog.managerOf(catalog.shops().get(shop)).userId();
    }

    private int requester(int shop, int day) {
        return history.requests.requester(shop, history.days.date(day).toEpochDay(), history.days.micros(day));
    }
}
