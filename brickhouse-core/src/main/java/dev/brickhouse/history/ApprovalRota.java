package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Who approves the orders of a region on a day: its own regional manager, or while that one is away, a deputy of
 * another region who is not. Immutable.
 */
final class ApprovalRota {

    /** Everybody takes leave once in ten weeks: mostly a week, sometimes two, sometimes some days of one. */
    private static final int WEEKS = 10;

    private static final double PART_OF_A_WEEK = 0.3;
    private static final double TWO_WEEKS = 0.2;

    /** Sick days and training. */
    private static final double SINGLE_DAYS = 0.05;

    private final int[] manager;
    private final long key;
    private final Leave leave;
    private final long firstDay;
    private final int[][] deputies;
    private final int[][] approver;

    ApprovalRota(Catalog catalog, Days days, long seed) {
        manager = catalog.regions().stream()
                .mapToInt(region -> catalog.regionalManagerOf(region).userId())
                .toArray();
        key = CounterRandom.key(seed, RandomStreams.HOLIDAYS_TAKEN);
        leave = new Leave(key, WEEKS, PART_OF_A_WEEK, TWO_WEEKS, SINGLE_DAYS);
        firstDay = days.date(0).toEpochDay();
        deputies = IntStream.range(0, manager.length).mapToObj(this::deputiesOf).toArray(int[][]::new);
        approver = new int[manager.length][days.count() + 1];
        for (int region = 0; region < manager.length; region++) {
            for (int day = 0; day < approver[region].length; day++) {
                approver[region][day] = onDuty(region, firstDay + day);
            }
        }
    }

    /** The user who approves for a region on the day of an instant, in microseconds since 1970-01-01T00:00. */
    int approver(int region, long instant) {
        return approver[region][(int) (Math.floorDiv(instant, Days.MICROS_PER_DAY) - firstDay)];
    }

    private int onDuty(int region, long day) {
        for (int candidate : deputies[region]) {
            if (!leave.isAway(candidate, day)) {
                return manager[candidate];
            }
        }
        return manager[region];
    }

    /** The region itself first, then the others as its manager has arranged it. */
    private int[] deputiesOf(int region) {
        long base = CounterRandom.base(key, -1L - region);
        return IntStream.range(0, manager.length)
                .boxed()
                .sorted(Comparator.comparing((Integer other) -> other != region)
                        .thenComparing(other -> CounterRandom.bits(base, other)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
