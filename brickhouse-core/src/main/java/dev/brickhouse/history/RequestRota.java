package dev.brickhouse.history;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.demand.CatalogDates;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Who orders for a shop on a day: its own manager, or while that one is away, the manager of another shop of the region
 * who is not; of another region's if nobody else is there. Immutable.
 */
final class RequestRota {

    /** Three vacations a year: mostly a week, often two, seldom some days. */
    private static final int WEEKS = 17;

    private static final double PART_OF_A_WEEK = 0.15;
    private static final double TWO_WEEKS = 0.35;

    /** Sick days and training: about a week in a year. */
    private static final double SINGLE_DAYS = 0.015;

    private final int[] manager;
    private final long[] registered;
    private final Leave leave;

    /** For each shop, those whose managers stand in for its own, and its place among them. */
    private final int[][] neighbors;

    private final int[] place;
    private final int[] all;

    RequestRota(Catalog catalog, CatalogDates dates, long seed) {
        List<Store> shops = catalog.shops();
        manager = shops.stream()
                .mapToInt(shop -> catalog.managerOf(shop).userId())
                .toArray();
        registered =
                Arrays.stream(manager).mapToLong(user -> dates.user(user - 1)).toArray();
        leave = new Leave(
                CounterRandom.key(seed, RandomStreams.MANAGERS_AWAY), WEEKS, PART_OF_A_WEEK, TWO_WEEKS, SINGLE_DAYS);
        neighbors = new int[manager.length][];
        place = new int[manager.length];
        all = IntStream.range(0, manager.length).toArray();
        for (String region : catalog.regions()) {
            int[] ofRegion = Arrays.stream(all)
                    .filter(shop -> Objects.equals(shops.get(shop).region(), region))
                    .toArray();
            for (int i = 0; i < ofRegion.length; i++) {
                neighbors[ofRegion[i]] = ofRegion;
                place[ofRegion[i]] = i;
            }
        }
    }

    /**
     * The user who orders for a shop.
     *
     * @param shop its index in the catalog's list
     * @param day since 1970-01-01
     * @param begin the beginning of the day, in microseconds since 1970-01-01T00:00
     */
    int requester(int shop, long day, long begin) {
        int found = present(neighbors[shop], place[shop], day, begin);
        if (found < 0) {
            found = present(all, shop, day, begin);
        }
        return manager[found < 0 ? shop : found];
    }

    /** The first of some shops whose manager is there, below 0 if there is none. */
    private int present(int[] shops, int from, long day, long begin) {
        for (int i = 0; i < shops.length; i++) {
            int candidate = shops[(from + i) % shops.length];
            if (registered[candidate] < begin && !leave.isAway(candidate, day)) {
                return candidate;
            }
        }
        return -1;
    }
}
