package dev.brickhouse.demand;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;

/**
 * How a visit passes: how long the work takes, and what interrupts it. For one thread; reuses its memory.
 *
 * <p>The time of work runs from 0 to {@link #work()}, the clock from 0 to {@link #duration()}, both in microseconds
 * since the visit began. While an interruption lasts, the clock runs alone.
 */
final class VisitTimeline {

    /** Checking the shelf and ordering take a quick manager this long for each product, and a slow one almost twice as long. */
    private static final double FASTEST_SECONDS_A_LINE = 85;

    private static final double SLOWEST_SECONDS_A_LINE = 165;

    /** The same manager is quicker on some days than on others, by up to this part. */
    private static final double TEMPO_SPREAD = 0.3;

    /**
     * Who has much to order hurries, and has somebody help. So the work of a shop approaches this many hours, by which it
     * takes 1 / √2 of the time at the usual pace, and never gets there, lest many visits be of one length.
     */
    private static final double LEAST_STAMINA_HOURS = 2.6;

    private static final double MOST_STAMINA_HOURS = 3.8;
    private static final double STAMINA_SPREAD = 0.15;

    /** In the evening the shelves are filled, not counted: by this hour of the shop's own time a visit is over. */
    private static final double LATEST_HOUR = 19.9;

    /** Work takes no more than this much of the time that is left until then. */
    private static final double MOST_OF_THE_DAY = 0.7;

    /** All interruptions of a visit together stay below this many hours. */
    private static final double LONGEST_BREAKS_HOURS = 5;

    /**
     * Customers, the telephone and deliveries interrupt, in each third of a visit at most once, and half of them in the
     * thirds that are this long. Managers' days are cut up: Mintzberg ("The Nature of Managerial Work", 1973) counted
     * half of their activities as shorter than nine minutes.
     */
    private static final double HALF_INTERRUPTED_HOURS = 0.8;

    private static final int THIRDS = 3;

    /** Most interruptions are short and some are not: a part of the law of Pareto with exponent 1. */
    private static final double SHORTEST_INTERRUPTION_HOURS = 3.5 / 60;

    private static final double INTERRUPTION_TAIL = 0.86;

    /** Some visits are broken off and finished hours later. */
    private static final double TWO_SESSIONS = 0.06;

    private static final double SHORTEST_BETWEEN_SESSIONS_HOURS = 1;
    private static final double LONGEST_BETWEEN_SESSIONS_HOURS = 3.5;

    /** Who has begun long before lunch and has something left goes to it, at an hour that is the shop's own. */
    private static final double LUNCHES = 0.7;

    private static final double EARLIEST_LUNCH = 11.5;
    private static final double LATEST_LUNCH = 13.2;
    private static final double LUNCH_SPREAD_HOURS = 0.3;
    private static final double BEFORE_LUNCH_HOURS = 0.5;
    private static final double SHORTEST_LUNCH_HOURS = 20.0 / 60;
    private static final double LONGEST_LUNCH_HOURS = 50.0 / 60;

    private static final double MICROS_PER_SECOND = 1e6;

    private final VisitCalendar visits;
    private long work;
    private long duration;
    private int breaks;

    /** At which time of the work each interruption comes, and how long it lasts. */
    private final long[] breakAt = new long[THIRDS + 1];

    private final long[] breakLength = new long[THIRDS + 1];

    VisitTimeline(VisitCalendar visits) {
        this.visits = visits;
    }

    /**
     * Works out the timeline of a visit.
     *
     * @param begin when it begins, in microseconds since the beginning of the day
     * @param lines how many lines it is expected to have
     */
    void follow(int shop, int day, long begin, double lines) {
        long habits = visits.habits(shop);
        long base = visits.base(shop, day);
        double hour = (double) begin / Days.MICROS_PER_HOUR - visits.hoursBehind(shop, day);
        double room = LATEST_HOUR - hour;
        double hours = hoursOfWork(habits, base, room, Math.max(1, lines));
        work = micros(hours);
        breaks = 0;
        interrupt(base);
        haveLunch(habits, base, hour);
        shorten(Math.min(LONGEST_BREAKS_HOURS, room - hours));
    }

    private static double hoursOfWork(long habits, long base, double room, double lines) {
        double seconds = CounterRandom.between(
                FASTEST_SECONDS_A_LINE, SLOWEST_SECONDS_A_LINE, CounterRandom.unit(habits, RandomStreams.VISIT_PACE));
        double tempo = CounterRandom.between(
                1 - TEMPO_SPREAD, 1 + TEMPO_SPREAD, CounterRandom.unit(base, RandomStreams.VISIT_TEMPO));
        double stamina = CounterRandom.between(
                        LEAST_STAMINA_HOURS,
                        MOST_STAMINA_HOURS,
                        CounterRandom.unit(habits, RandomStreams.VISIT_STAMINA))
                * CounterRandom.between(
                        1 - STAMINA_SPREAD, 1 + STAMINA_SPREAD, CounterRandom.unit(base, RandomStreams.VISIT_STAMINA));
        double longest = Math.min(stamina, MOST_OF_THE_DAY * room);
        double atUsualPace = lines * seconds * tempo * MICROS_PER_SECOND / Days.MICROS_PER_HOUR;
        double part = atUsualPace / longest;
        return atUsualPace / Math.sqrt(1 + part * part);
    }

    private void interrupt(long base) {
        long own = CounterRandom.base(base, RandomStreams.VISIT_INTERRUPTED);
        double third = (double) work / THIRDS;
        double often = third / (third + HALF_INTERRUPTED_HOURS * Days.MICROS_PER_HOUR);
        double session = CounterRandom.unit(base, RandomStreams.VISIT_SESSIONS) / TWO_SESSIONS;
        for (int i = 0; i < THIRDS; i++) {
            long ofThird = CounterRandom.base(own, i);
            boolean second = (int) (session * THIRDS) == i;
            if (second || CounterRandom.unit(ofThird, RandomStreams.VISIT_INTERRUPTED) < often) {
                double unit = CounterRandom.unit(ofThird, RandomStreams.VISIT_INTERRUPTION);
                breakAt[breaks] =
                        (long) (third * (i + CounterRandom.unit(ofThird, RandomStreams.VISIT_INTERRUPTED_AT)));
                breakLength[breaks++] = micros(
                        second
                                ? CounterRandom.between(
                                        SHORTEST_BETWEEN_SESSIONS_HOURS, LONGEST_BETWEEN_SESSIONS_HOURS, unit)
                                : SHORTEST_INTERRUPTION_HOURS / (1 - INTERRUPTION_TAIL * unit));
            }
        }
    }

    private void haveLunch(long habits, long base, double hour) {
        double drawn = CounterRandom.unit(base, RandomStreams.VISIT_LUNCH) / LUNCHES;
        double lunch = CounterRandom.between(
                        EARLIEST_LUNCH, LATEST_LUNCH, CounterRandom.unit(habits, RandomStreams.VISIT_LUNCH))
                + LUNCH_SPREAD_HOURS * CounterRandom.unit(base, RandomStreams.VISIT_LUNCH_AT);
        if (drawn >= 1 || lunch < hour + BEFORE_LUNCH_HOURS) {
            return;
        }
        long at = micros(lunch - hour);
        int before = 0;
        while (before < breaks && breakAt[before] < at) {
            at -= breakLength[before++];
        }
        // who is away at noon anyway has lunch then
        if (at >= work || before > 0 && at < breakAt[before - 1]) {
            return;
        }
        for (int i = breaks++; i > before; i--) {
            breakAt[i] = breakAt[i - 1];
            breakLength[i] = breakLength[i - 1];
        }
        breakAt[before] = at;
        breakLength[before] = micros(CounterRandom.between(SHORTEST_LUNCH_HOURS, LONGEST_LUNCH_HOURS, drawn));
    }

    /** The less room there is, the shorter is each interruption, so that all of them together never fill it. */
    private void shorten(double room) {
        double all = 0;
        for (int i = 0; i < breaks; i++) {
            all += breakLength[i];
        }
        double most = room * Days.MICROS_PER_HOUR;
        double part = most / (most + all);
        duration = work;
        for (int i = 0; i < breaks; i++) {
            breakLength[i] = (long) (breakLength[i] * part);
            duration += breakLength[i];
        }
    }

    /** How long the visit works, in microseconds. */
    long work() {
        return work;
    }

    /** How long the visit lasts with all that interrupts it, in microseconds. */
    long duration() {
        return duration;
    }

    /** How much of the work is done at a time of the clock. */
    long worked(long clock) {
        long worked = clock;
        for (int i = 0; i < breaks && breakAt[i] < worked; i++) {
            worked = Math.max(breakAt[i], worked - breakLength[i]);
        }
        return worked;
    }

    /** The clock at a time of the work; the end of an interruption rather than its beginning. */
    long clock(long worked) {
        long clock = worked;
        for (int i = 0; i < breaks && breakAt[i] <= worked; i++) {
            clock += breakLength[i];
        }
        return clock;
    }

    /** When the first interruption after a time of the work comes; {@link Long#MAX_VALUE} if there is none. */
    long nextBreak(long worked) {
        for (int i = 0; i < breaks; i++) {
            if (breakAt[i] > worked) {
                return breakAt[i];
            }
        }
        return Long.MAX_VALUE;
    }

    private static long micros(double hours) {
        return (long) (hours * Days.MICROS_PER_HOUR);
    }
}
