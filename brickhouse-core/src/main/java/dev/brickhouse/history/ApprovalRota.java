package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.HourlyProfile;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;

/**
 * Who approves the orders of a region on a day: its own regional manager, or while that one is away, the next region's
 * who is not. Immutable.
 */
final class ApprovalRota {

    /** Everybody takes one week off in ten, which makes five a year. */
    private static final int WEEKS = 10;

    /** Sick days and training. */
    private static final double SINGLE_DAYS = 0.05;

    private static final long MONDAY_OFFSET = 3;

    private final int[] manager;
    private final long key;
    private final long firstDay;
    private final int[][] approver;

    ApprovalRota(Catalog catalog, Days days, long seed) {
        manager = catalog.regions().stream()
                .mapToInt(region -> catalog.regionalManagerOf(region).userId())
                .toArray();
        key = CounterRandom.key(seed, RandomStreams.HOLIDAYS_TAKEN);
        firstDay = days.date(0).toEpochDay();
        approver = new int[manager.length][days.count() + 1];
        for (int region = 0; region < manager.length; region++) {
            for (int day = 0; day < approver[region].length; day++) {
                approver[region][day] = onDuty(region, firstDay + day);
            }
        }
    }

    /** The user who approves for a region on the day of an instant, in microseconds since 1970-01-01T00:00. */
    int approver(int region, long instant) {
        return approver[region][(int) (Math.floorDiv(instant, HourlyProfile.MICROS_PER_DAY) - firstDay)];
    }

    private int onDuty(int region, long day) {
        for (int i = 0; i < manager.length; i++) {
            int candidate = (region + i) % manager.length;
            if (!isAway(candidate, day)) {
                return manager[candidate];
            }
        }
        return manager[region];
    }

    private boolean isAway(int which, long day) {
        // 1970-01-01 was a Thursday
        long week = Math.floorDiv(day + MONDAY_OFFSET, Days.PER_WEEK);
        long base = CounterRandom.base(CounterRandom.base(key, which), Math.floorDiv(week, WEEKS));
        if (CounterRandom.below(CounterRandom.bits(base, 0), WEEKS) == Math.floorMod(week, WEEKS)) {
            return true;
        }
        long single = CounterRandom.bits(CounterRandom.base(key, which), (int) day);
        return CounterRandom.unit(single) < SINGLE_DAYS;
    }
}
