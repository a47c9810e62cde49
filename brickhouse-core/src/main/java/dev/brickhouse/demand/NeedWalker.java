package dev.brickhouse.demand;

import dev.brickhouse.calendar.Days;
import java.util.Arrays;

/**
 * Walks through the days of a history and knows, for the shops visited on a day, the need of each of their positions at
 * this visit and at the one before. For one thread.
 *
 * <p>Moving to the next day is fastest. Any other day is reached from the last week whose needs are kept, and has the
 * same needs to the bit.
 */
final class NeedWalker {

    private final NeedPlan plan;
    private final Assortment assortment;
    private final double[] need;
    private final double[] rate;
    private final double[] before;
    private final double[] now;
    private final double[][] upTo;
    private final int[] visited;
    private final double[] lines;
    private int visits;
    private int day = -1;
    private int week = -1;

    NeedWalker(NeedPlan plan) {
        this.plan = plan;
        assortment = plan.assortment;
        int positions = assortment.positions();
        need = new double[positions];
        rate = new double[positions];
        before = new double[positions];
        now = new double[positions];
        upTo = new double[assortment.shops()][Days.PER_WEEK + 1];
        visited = new int[assortment.shops()];
        lines = new double[assortment.shops()];
    }

    void moveTo(int target) {
        if (target == day) {
            return;
        }
        if (target != day + 1) {
            jumpBefore(target);
        }
        while (day < target) {
            nextDay();
        }
    }

    private void jumpBefore(int target) {
        // far enough back for every shop to have been visited once before the day itself
        int from = Math.max(0, (target - VisitCalendar.LONGEST_GAP) / Days.PER_WEEK - 1);
        if (week >= 0 && day < target && day / Days.PER_WEEK >= from) {
            return;
        }
        week = plan.keptWeek(from, need);
        while (week < from) {
            ratesOfWeek();
            passWeek();
            week++;
        }
        ratesOfWeek();
        for (int p = 0; p < now.length; p++) {
            now[p] = plan.inOrders(p, need[p]);
        }
        day = week * Days.PER_WEEK - 1;
    }

    private void ratesOfWeek() {
        plan.rates.inWeek(week, rate);
        for (int shop = 0; shop < upTo.length; shop++) {
            plan.rates.daysOf(shop, week, upTo[shop]);
        }
    }

    private void passWeek() {
        for (int shop = 0; shop < upTo.length; shop++) {
            double days = upTo[shop][Days.PER_WEEK];
            for (int p = assortment.first(shop); p < assortment.first(shop + 1); p++) {
                need[p] += rate[p] * days;
            }
        }
    }

    private void nextDay() {
        day++;
        if (week < 0) {
            week = 0;
            Arrays.fill(need, 0);
            ratesOfWeek();
            for (int p = 0; p < now.length; p++) {
                now[p] = plan.inOrders(p, 0);
            }
        } else if (day / Days.PER_WEEK > week) {
            passWeek();
            week++;
            ratesOfWeek();
        }
        visits = 0;
        for (int shop = 0; shop < upTo.length; shop++) {
            if (plan.visits.isVisited(shop, day)) {
                visit(shop);
            }
        }
    }

    private void visit(int shop) {
        double days = upTo[shop][day % Days.PER_WEEK + 1];
        double sum = 0;
        for (int p = assortment.first(shop); p < assortment.first(shop + 1); p++) {
            before[p] = now[p];
            now[p] = plan.inOrders(p, need[p] + rate[p] * days);
            sum += now[p] - before[p];
        }
        visited[visits] = shop;
        lines[visits++] = sum;
    }

    int day() {
        return day;
    }

    /** How many shops are visited on this day. */
    int visits() {
        return visits;
    }

    /** The shop of the visit of that index. */
    int shop(int visit) {
        return visited[visit];
    }

    /** How many lines a visit is expected to have. */
    double lines(int visit) {
        return lines[visit];
    }

    /** The need of a position of a visited shop at the visit before, in orders. */
    double before(int position) {
        return before[position];
    }

    /** The need of a position of a visited shop at this visit, in orders. */
    double now(int position) {
        return now[position];
    }

    /** The need of a position at the end of this day, whether its shop is visited or not, in orders. */
    double atEndOfDay(int position) {
        double days = upTo[assortment.shop(position)][day % Days.PER_WEEK + 1];
        return plan.inOrders(position, need[position] + rate[position] * days);
    }

    /** The need of a position at the beginning of this day, in orders. */
    double atBeginningOfDay(int position) {
        double days = upTo[assortment.shop(position)][day % Days.PER_WEEK];
        return plan.inOrders(position, need[position] + rate[position] * days);
    }

    /** How fast the need of a position grows in this week: in orders a day, in the mean of the week. */
    double ordersADay(int position) {
        int days = Math.min(Days.PER_WEEK, plan.days.count() - week * Days.PER_WEEK);
        double inWeek = rate[position] * upTo[assortment.shop(position)][Days.PER_WEEK];
        return plan.inOrders(position, inWeek / days) - plan.inOrders(position, 0);
    }
}
