package dev.brickhouse.demand;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.util.Arrays;

/**
 * How much need makes an order, and where each position starts between two of them, so that the whole history has
 * exactly the wanted number of orders. Immutable; memory grows with the number of positions, not of orders.
 */
final class NeedPlan {

    /**
     * So many numbers of eight bytes are kept to move to any week quickly, or one for each position if that is more.
     */
    private static final int KEPT_NEEDS = 2_000_000;

    /** How many starts are tried until one gives a position its number of orders. */
    private static final int TRIES = 400;

    final Days days;
    final Assortment assortment;
    final VisitCalendar visits;
    final ReorderPoints reorderPoints;
    final NeedRates rates;
    private final double[] start;
    private final double ordersPerNeed;
    private final int weeksBetweenKept;
    private final double[][] kept;

    NeedPlan(Days days, Assortment assortment, NeedRates rates, ShopClocks clocks, long orders, long seed) {
        this.days = days;
        this.assortment = assortment;
        this.rates = rates;
        int positions = assortment.positions();
        double[] ordersAWeek = ordersAWeek(orders);
        visits = new VisitCalendar(days, sumByShop(ordersAWeek), clocks, seed);
        double[] ordersAVisit = new double[positions];
        Arrays.setAll(ordersAVisit, p -> ordersAWeek[p] / visits.aWeek(assortment.shop(p)));
        reorderPoints = new ReorderPoints(ordersAVisit, seed);
        weeksBetweenKept = weeksBetweenKept(days, positions);
        kept = new double[(days.weeks() - 1) / weeksBetweenKept + 1][];
        start = new double[positions];
        double[] first = new double[positions];
        double[] last = new double[positions];
        findNeeds(first, last);
        double sum = 0;
        for (int p = 0; p < positions; p++) {
            sum += last[p] - first[p];
        }
        ordersPerNeed = sum > 0 ? orders / sum : 0;
        chooseStarts(first, last, orders, CounterRandom.key(seed, RandomStreams.PHASES));
    }

    /**
     * The same plan for more days.
     *
     * @param days as those of the other plan, and more of them
     * @param rates those of the other plan, for these days
     */
    NeedPlan(NeedPlan past, Days days, NeedRates rates) {
        this.days = days;
        this.rates = rates;
        assortment = past.assortment;
        visits = past.visits.on(days);
        reorderPoints = past.reorderPoints;
        start = past.start;
        ordersPerNeed = past.ordersPerNeed;
        weeksBetweenKept = weeksBetweenKept(days, assortment.positions());
        kept = new double[(days.weeks() - 1) / weeksBetweenKept + 1][];
        findNeeds(new double[start.length], new double[start.length]);
    }

    private static int weeksBetweenKept(Days days, int positions) {
        return (int) Math.max(1, (long) days.weeks() * positions / KEPT_NEEDS);
    }

    private double[] ordersAWeek(long orders) {
        double all = 0;
        for (int p = 0; p < assortment.positions(); p++) {
            all += assortment.frequency(p);
        }
        double weeks = (double) (days.count() - Days.LEAD_IN) / Days.PER_WEEK;
        double perFrequency = orders / all / weeks;
        double[] aWeek = new double[assortment.positions()];
        Arrays.setAll(aWeek, p -> assortment.frequency(p) * perFrequency);
        return aWeek;
    }

    private double[] sumByShop(double[] ofPositions) {
        double[] sums = new double[assortment.shops()];
        for (int p = 0; p < ofPositions.length; p++) {
            sums[assortment.shop(p)] += ofPositions[p];
        }
        return sums;
    }

    /**
     * Walks through all weeks once, and keeps the needs at the beginning of some of them.
     *
     * @param first gets the needs at the last visit of each shop before the history begins
     * @param last gets those at its very last one
     */
    private void findNeeds(double[] first, double[] last) {
        double[] need = new double[first.length];
        double[] rate = new double[first.length];
        double[] upTo = new double[Days.PER_WEEK + 1];
        int[] firstVisit = lastVisitsBefore(Days.LEAD_IN);
        int[] lastVisit = lastVisitsBefore(days.count());
        for (int week = 0; week < days.weeks(); week++) {
            if (week % weeksBetweenKept == 0) {
                kept[week / weeksBetweenKept] = need.clone();
            }
            rates.inWeek(week, rate);
            for (int shop = 0; shop < assortment.shops(); shop++) {
                rates.daysOf(shop, week, upTo);
                noteNeeds(week, firstVisit[shop], shop, need, rate, upTo, first);
                noteNeeds(week, lastVisit[shop], shop, need, rate, upTo, last);
                for (int p = assortment.first(shop); p < assortment.first(shop + 1); p++) {
                    need[p] += rate[p] * upTo[Days.PER_WEEK];
                }
            }
        }
    }

    /** The day of the last visit of each shop before the end of a span. */
    private int[] lastVisitsBefore(int end) {
        int[] last = new int[assortment.shops()];
        for (int shop = 0; shop < last.length; shop++) {
            int day = end - 1;
            while (day > 0 && !visits.isVisited(shop, day)) {
                day--;
            }
            last[shop] = day;
        }
        return last;
    }

    private void noteNeeds(int week, int day, int shop, double[] need, double[] rate, double[] upTo, double[] noted) {
        int daysIn = day - week * Days.PER_WEEK;
        if (daysIn >= 0 && daysIn < Days.PER_WEEK) {
            for (int p = assortment.first(shop); p < assortment.first(shop + 1); p++) {
                noted[p] = need[p] + rate[p] * upTo[daysIn + 1];
            }
        }
    }

    /**
     * Rounds the orders of each position so that they add up, and finds a start that gives it that many. What a position
     * cannot have (the start would have to be hit to the tenth decimal) is left to the next one.
     */
    private void chooseStarts(double[] first, double[] last, long orders, long key) {
        long given = 0;
        double exact = 0;
        for (int p = 0; p < start.length; p++) {
            exact += ordersPerNeed * (last[p] - first[p]);
            given += choose(p, Math.round(exact) - given, first[p], last[p], CounterRandom.base(key, p));
        }
        for (int pass = 1; given != orders; pass++) {
            if (pass > TRIES) {
                throw new IllegalStateException(orders + " orders cannot be shared out, only " + given);
            }
            for (int p = 0; p < start.length && given != orders; p++) {
                long before = orders(p, first[p], last[p]);
                long wanted = before + orders - given;
                long base = CounterRandom.base(key, (long) pass << 40 | p);
                given += choose(p, wanted, first[p], last[p], base) - before;
            }
        }
    }

    private long choose(int position, long wanted, double first, double last, long base) {
        double best = 0;
        long bestDistance = Long.MAX_VALUE;
        for (int attempt = 0; attempt < TRIES && bestDistance > 0; attempt++) {
            start[position] = CounterRandom.unit(base, attempt);
            long distance = Math.abs(orders(position, first, last) - wanted);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = start[position];
            }
        }
        start[position] = best;
        return orders(position, first, last);
    }

    private long orders(int position, double from, double to) {
        return reorderPoints.dueUpTo(position, inOrders(position, to))
                - reorderPoints.dueUpTo(position, inOrders(position, from));
    }

    /** A need in orders, counted from a point between two of them that is the position's own. */
    double inOrders(int position, double need) {
        return start[position] + ordersPerNeed * need;
    }

    /**
     * The last week, not after the given one, whose needs are kept.
     *
     * @param needs gets the needs at its beginning
     */
    int keptWeek(int week, double[] needs) {
        int index = week / weeksBetweenKept;
        System.arraycopy(kept[index], 0, needs, 0, needs.length);
        return index * weeksBetweenKept;
    }
}
