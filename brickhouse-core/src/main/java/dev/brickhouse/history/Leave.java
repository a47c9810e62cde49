package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.random.CounterRandom;

/**
 * On which days somebody does not work: vacations of a week or two, or of some days, and single days of illness or
 * training. Immutable.
 */
final class Leave {

    private static final int PART_DAYS = 3;

    private static final long MONDAY_OFFSET = 3;

    private final long key;
    private final int weeks;
    private final double partOfAWeek;
    private final double twoWeeks;
    private final double singleDays;

    /**
     * @param key of the draws
     * @param weeks everybody has one vacation in so many
     * @param partOfAWeek which part of the vacations is shorter than a week
     * @param twoWeeks which part of them takes two
     * @param singleDays the share of the other days on which somebody is away
     */
    Leave(long key, int weeks, double partOfAWeek, double twoWeeks, double singleDays) {
        this.key = key;
        this.weeks = weeks;
        this.partOfAWeek = partOfAWeek;
        this.twoWeeks = twoWeeks;
        this.singleDays = singleDays;
    }

    /**
     * Whether somebody is away.
     *
     * @param who a number of the person
     * @param day since 1970-01-01
     */
    boolean isAway(int who, long day) {
        // 1970-01-01 was a Thursday
        long sinceMonday = day + MONDAY_OFFSET;
        long week = Math.floorDiv(sinceMonday, Days.PER_WEEK);
        long base = CounterRandom.base(key, who);
        double vacation = vacation(base, week);
        if (vacation > 0) {
            boolean all = vacation > partOfAWeek;
            int weekday = Math.floorMod(sinceMonday, Days.PER_WEEK);
            boolean end = (long) (vacation * 1_000) % 2 == 0;
            return all || (end ? weekday >= PART_DAYS - 1 : weekday < PART_DAYS);
        }
        if (vacation(base, week - 1) > 1 - twoWeeks) {
            return true;
        }
        return CounterRandom.unit(base, (int) day) < singleDays;
    }

    /** Above 0 for somebody who is on vacation in a week: the higher, the longer. */
    private double vacation(long base, long week) {
        long block = CounterRandom.base(base, Math.floorDiv(week, weeks));
        boolean chosen = CounterRandom.below(CounterRandom.bits(block, 0), weeks) == Math.floorMod(week, weeks);
        return chosen ? CounterRandom.unit(block, 1) : 0;
    }
}
