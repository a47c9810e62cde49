package dev.brickhouse.history;

import dev.brickhouse.demand.SlotLines;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.util.Arrays;

/**
 * Draws which orders of a slot are still open, in exact numbers: the longer a step can be expected to take for an
 * order, the likelier it is. For one thread; reuses its memory.
 *
 * <p>A fixed number is drawn with given probabilities by Pareto sampling (Rosén, "On Sampling with Probability
 * Proportional to Size", 1997): those with the smallest u / (1 - u) compared with their odds, u being uniform.
 */
final class OpenOrderSampler {

    private final History history;
    private final SlotLines lines;
    private OrderStatus[] status = new OrderStatus[0];
    private double[] rank = new double[0];
    private double[] sorted = new double[0];
    private final double[] odds;

    OpenOrderSampler(History history, SlotLines lines) {
        this.history = history;
        this.lines = lines;
        odds = new double[history.open.shortageClasses()];
    }

    /**
     * Draws for all orders of a slot.
     *
     * @param dayMicros the beginning of its day
     * @param cancelled which of them were cancelled, by their places in time
     */
    void enter(int slot, long dayMicros, boolean[] cancelled) {
        int orders = lines.count();
        if (status.length < orders) {
            status = new OrderStatus[orders];
            rank = new double[orders];
            sorted = new double[orders];
        }
        int day = history.slots.day(slot);
        for (int place = 0; place < orders; place++) {
            status[place] = cancelled[place] ? OrderStatus.CANCELLED : OrderStatus.FULFILLED;
        }
        if (history.open.pending(slot) > 0) {
            for (int place = 0; place < orders; place++) {
                double odds = history.open.oddsOfPending(day, dayMicros + lines.time(place));
                rank[place] = rank(place, odds, RandomStreams.ORDER_PENDING);
            }
            choose(orders, history.open.pending(slot), OrderStatus.PENDING_REVIEW);
        }
        if (history.open.approved(slot) > 0) {
            history.open.oddsOfApproved(slot, odds);
            for (int place = 0; place < orders; place++) {
                int product = lines.product(lines.line(place));
                rank[place] = rank(place, odds[history.open.shortageClass(product)], RandomStreams.ORDER_APPROVED);
            }
            choose(orders, history.open.approved(slot), OrderStatus.APPROVED);
        }
    }

    private double rank(int place, double odds, int purpose) {
        if (status[place] != OrderStatus.FULFILLED) {
            return Double.POSITIVE_INFINITY;
        }
        double unit = CounterRandom.unit(lines.base(lines.line(place)), purpose);
        return unit / ((1 - unit) * odds);
    }

    private void choose(int orders, long wanted, OrderStatus chosen) {
        System.arraycopy(rank, 0, sorted, 0, orders);
        Arrays.sort(sorted, 0, orders);
        double last = sorted[(int) wanted - 1];
        long left = wanted;
        for (int place = 0; place < orders && left > 0; place++) {
            if (rank[place] <= last) {
                status[place] = chosen;
                left--;
            }
        }
    }

    /** The status of the order at a place in time. */
    OrderStatus status(int place) {
        return status[place];
    }
}
