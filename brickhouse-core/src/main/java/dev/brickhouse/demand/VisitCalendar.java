package dev.brickhouse.demand;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.Noise;
import dev.brickhouse.random.RandomStreams;

/**
 * On which days, and when, the manager of each shop walks along the shelves and orders what is needed: a <i>visit</i>,
 * at most one a day. Immutable.
 *
 * <p>A shop has its own days of the week, more of them the more it orders. What falls on a holiday on which the shop
 * rests, or on a day on which the manager does not come to it, is done on the next day.
 */
final class VisitCalendar {

    /** No two visits of a shop are further apart, in days. */
    static final int LONGEST_GAP = 14;

    /** The days of the week of shops with one visit, two and so on, Monday being the lowest bit. */
    private static final int[][] PATTERNS = {
        {0b0000001, 0b0000010, 0b0000100, 0b0001000, 0b0010000},
        {0b0001001, 0b0010010, 0b0100100, 0b0010001, 0b0100010},
        {0b0010101, 0b0101010, 0b0101001, 0b1010010},
        {0b0101011, 0b0011011, 0b0110101, 0b1011010, 0b0110110, 0b0101101},
        {0b0111011, 0b0011111, 0b0110111, 0b1011011, 0b0101111, 0b0111110},
        {0b0111111, 0b1011111, 0b1110111}
    };

    /** Up to this many lines a week a shop is visited once, twice and so on. */
    private static final double[] LINES_A_WEEK = {6, 20, 50, 125, 250};

    private static final int LARGEST_TURN = 60;

    private static final double SKIPPED = 0.02;

    /** How many days a visit can be put off; then it takes place whatever comes. */
    private static final int LONGEST_DELAY = 3;

    /** The usual hours, in the shop's own time, at which visits begin: most before the doors open, the others after lunch. */
    private static final double EARLIEST_MORNING = 6.6;

    private static final double LATEST_MORNING = 10.2;
    private static final double EARLIEST_AFTERNOON = 12.8;
    private static final double LATEST_AFTERNOON = 14.6;
    private static final double AFTERNOON_SHOPS = 0.25;

    /** Some managers count cases, others order by tens. */
    private static final double LEAST_ROUNDNESS = 0.15;

    private static final double MOST_ROUNDNESS = 1.75;

    /** By how many hours a visit begins before or after its usual hour: some managers are punctual, others are not. */
    private static final double LEAST_SPREAD = 0.2;

    private static final double MOST_SPREAD = 0.75;

    /** Something comes up more often than somebody comes too early: so much of the square of what is by chance is added. */
    private static final double LATENESS = 0.2;

    /** The usual hour itself moves with the seasons of a life: school terms, a new deputy, another bus. */
    private static final double DRIFT_HOURS = 0.4;

    private static final int DRIFT_DAYS = 70;

    /** These are approached and never reached, so that no hour has more visits than its neighbors by a limit alone. */
    private static final double MOST_EARLY = 1.4;

    private static final double MOST_LATE = 2.2;

    /** Some mornings are full of other things, so the visit is made this many hours later. */
    private static final double MORNINGS_LOST = 0.03;

    private static final double LEAST_LOST_HOURS = 2.5;
    private static final double MOST_LOST_HOURS = 4;

    /** Some shops are open on public holidays, and most of them order then; of the others somebody does now and then. */
    private static final double OPEN_ON_HOLIDAYS = 0.2;

    private static final double ORDERS_IF_OPEN = 0.6;
    private static final double ORDERS_IF_CLOSED = 0.03;

    private final Days days;
    private final int[] pattern;
    private final double[] usualHour;
    private final double[] spread;
    private final double[] roundness;
    private final ShopClocks clocks;
    private final boolean[] openOnHolidays;
    private final long key;

    /**
     * @param linesAWeek how many order lines a shop has in a mean week
     * @param clocks of the shops
     */
    VisitCalendar(Days days, double[] linesAWeek, ShopClocks clocks, long seed) {
        this.days = days;
        this.clocks = clocks;
        key = CounterRandom.key(seed, RandomStreams.VISITS);
        openOnHolidays = new boolean[linesAWeek.length];
        pattern = new int[linesAWeek.length];
        usualHour = new double[linesAWeek.length];
        spread = new double[linesAWeek.length];
        roundness = new double[linesAWeek.length];
        int turn = (int) CounterRandom.below(CounterRandom.bits(key, RandomStreams.VISIT_PATTERN), LARGEST_TURN);
        for (int shop = 0; shop < pattern.length; shop++) {
            long base = habits(shop);
            int visits = 0;
            while (visits < LINES_A_WEEK.length && linesAWeek[shop] > LINES_A_WEEK[visits]) {
                visits++;
            }
            int[] choice = PATTERNS[visits];
            // in turn, so that no day of the week has most of the shops
            pattern[shop] = choice[(shop + turn) % choice.length];
            double unit = CounterRandom.unit(base, RandomStreams.VISIT_HOUR);
            double ownHour = unit < AFTERNOON_SHOPS
                    ? CounterRandom.between(EARLIEST_AFTERNOON, LATEST_AFTERNOON, unit / AFTERNOON_SHOPS)
                    : CounterRandom.between(
                            EARLIEST_MORNING, LATEST_MORNING, (unit - AFTERNOON_SHOPS) / (1 - AFTERNOON_SHOPS));
            spread[shop] = CounterRandom.between(
                    LEAST_SPREAD, MOST_SPREAD, CounterRandom.unit(base, RandomStreams.VISIT_SPREAD));
            roundness[shop] = CounterRandom.between(
                    LEAST_ROUNDNESS, MOST_ROUNDNESS, CounterRandom.unit(base, RandomStreams.VISIT_ROUNDNESS));
            usualHour[shop] = ownHour;
            openOnHolidays[shop] = CounterRandom.unit(base, RandomStreams.VISIT_ON_HOLIDAY) < OPEN_ON_HOLIDAYS;
        }
    }

    private VisitCalendar(VisitCalendar other, Days days) {
        this.days = days;
        pattern = other.pattern;
        usualHour = other.usualHour;
        spread = other.spread;
        roundness = other.roundness;
        clocks = other.clocks.on(days);
        openOnHolidays = other.openOnHolidays;
        key = other.key;
    }

    /** The same habits on other days, which begin as these do. */
    VisitCalendar on(Days other) {
        return new VisitCalendar(this, other);
    }

    /** Whether a shop is visited on a day. */
    boolean isVisited(int shop, int day) {
        boolean possible = !isImpossible(shop, day);
        if (possible && isDue(shop, day)) {
            return true;
        }
        for (int delay = 1; delay <= Math.min(LONGEST_DELAY, day) && isImpossible(shop, day - delay); delay++) {
            if (isDue(shop, day - delay)) {
                return possible || delay == LONGEST_DELAY;
            }
        }
        return false;
    }

    /** How many visits a shop has in a week. */
    int aWeek(int shop) {
        return Integer.bitCount(pattern[shop]);
    }

    private boolean isDue(int shop, int day) {
        return (pattern[shop] >>> days.weekday(day).getValue() - 1 & 1) == 1;
    }

    private boolean isImpossible(int shop, int day) {
        return days.isHoliday(day) && !isAtWorkOnHoliday(shop, day)
                || CounterRandom.unit(base(shop, day), RandomStreams.VISIT_SKIPPED) < SKIPPED;
    }

    private boolean isAtWorkOnHoliday(int shop, int day) {
        double unit = CounterRandom.unit(base(shop, day), RandomStreams.VISIT_ON_HOLIDAY);
        return unit < (openOnHolidays[shop] ? ORDERS_IF_OPEN : ORDERS_IF_CLOSED);
    }

    /** How much the manager of a shop likes round numbers, 1 being usual. */
    double roundness(int shop) {
        return roundness[shop];
    }

    /** When a visit begins, in microseconds since the beginning of its day. */
    long begin(int shop, int day) {
        long base = base(shop, day);
        double chance = Noise.normal(CounterRandom.bits(base, RandomStreams.VISIT_BEGIN));
        long wander = CounterRandom.bits(habits(shop), RandomStreams.VISIT_DRIFT);
        double drift = DRIFT_HOURS * Noise.wandering(wander, day, DRIFT_DAYS);
        double late = drift + spread[shop] * (chance + LATENESS * (chance * chance - 1));
        double hour = usualHour[shop] + (late < 0 ? approaching(late, -MOST_EARLY) : approaching(late, MOST_LATE));
        double lost = CounterRandom.unit(base, RandomStreams.VISIT_MORNING_LOST) / MORNINGS_LOST;
        if (lost < 1 && usualHour[shop] < EARLIEST_AFTERNOON) {
            hour += CounterRandom.between(LEAST_LOST_HOURS, MOST_LOST_HOURS, lost);
        }
        return (long) ((hour + clocks.hoursBehind(shop, day)) * Days.MICROS_PER_HOUR);
    }

    private static double approaching(double hours, double limit) {
        return hours / (1 + hours / limit);
    }

    /** How many hours the clock of a shop is behind that of all dates. */
    int hoursBehind(int shop, int day) {
        return clocks.hoursBehind(shop, day);
    }

    /** The position of a shop, of the given number, with which a visit begins. */
    int firstShelf(int shop, int day, int positions) {
        return (int)
                CounterRandom.below(CounterRandom.bits(base(shop, day), RandomStreams.VISIT_FIRST_SHELF), positions);
    }

    /** The base of all draws for what is a shop's habit. */
    long habits(int shop) {
        return CounterRandom.base(key, -1L - shop);
    }

    /** The base of all draws for a visit. */
    long base(int shop, int day) {
        return CounterRandom.base(key, ((long) shop << 32) + day);
    }
}
