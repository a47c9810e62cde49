package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.WorkingCalendar;
import dev.brickhouse.calendar.WorkingCalendar.Hours;
import dev.brickhouse.demand.SlotPlan;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.Noise;
import dev.brickhouse.random.Permutation;
import dev.brickhouse.random.RandomStreams;
import java.util.Arrays;

/**
 * Which orders are still open when the history ends, and which were cancelled, all in exact numbers. Immutable.
 *
 * <p>Cancelled orders are drawn from all. Open ones are the young ones: how many of a slot are open follows from how
 * long the steps take, and from the {@link Backlog} that explains the wanted numbers.
 */
final class OpenOrders {

    /** Of the newest orders, this many times the open ones are looked at, and those of some days more. */
    private static final double LOOKED_AT = 4;

    private static final int LOOKED_AT_DAYS = 10;

    private static final double DAYS_DIFFER = 0.05;
    private static final double WORST_DAY = 0.2;

    /** Nothing is impossible where the wanted numbers ask for it. */
    private static final double LEAST_ODDS = 1e-6;

    private final Days days;
    private final SlotPlan slots;
    private final ShortageClasses shortages;
    private final OrderCounts counts;
    private final OpenProbability probability;
    private final long cancelledKey;
    private final int firstSlot;
    private final long[] pending;
    private final long[] approved;
    private final Backlog reviews;
    private final Backlog deliveries;
    private final double[] daysOnOrder;

    OpenOrders(
            Days days,
            SlotPlan slots,
            OrderCounts counts,
            WorkingCalendar office,
            WorkingCalendar warehouse,
            ShortageClasses shortages,
            long seed) {
        this.days = days;
        this.slots = slots;
        this.counts = counts;
        this.shortages = shortages;
        probability = new OpenProbability(days, office, warehouse, shortages);
        cancelledKey = CounterRandom.key(seed, RandomStreams.CANCELLATIONS);
        firstSlot = firstSlotLookedAt();
        int looked = slots.size() - firstSlot;
        long[] cancelled = countCancelled(looked);
        double[] left = new double[looked];
        for (int i = 0; i < looked; i++) {
            left[i] = slots.firstOrder(firstSlot + i + 1) - slots.firstOrder(firstSlot + i) - cancelled[i];
        }
        reviews = Backlog.leaving(
                backlog -> sum(inReview(left, backlog)), counts.pending(), Hours.OFFICE.inMeanDay(), days.count());
        pending = WaitingShares.of(counts.pending(), byChance(inReview(left, reviews), left, seed), left);
        for (int i = 0; i < looked; i++) {
            left[i] -= pending[i];
        }
        deliveries = Backlog.leaving(
                backlog -> sum(onTheWay(left, backlog)), counts.approved(), Hours.WAREHOUSE.inMeanDay(), days.count());
        approved = WaitingShares.of(counts.approved(), byChance(onTheWay(left, deliveries), left, ~seed), left);
        daysOnOrder = new double[shortages.classes()];
        Arrays.setAll(daysOnOrder, ofClass -> probability.daysOnOrder(ofClass, reviews, deliveries));
    }

    /** How many wait of each day is partly chance, and some days go better than others. */
    private static double[] byChance(double[] expected, double[] of, long seed) {
        long key = CounterRandom.key(seed, RandomStreams.WAITING);
        double[] drawn = new double[expected.length];
        for (int i = 0; i < drawn.length; i++) {
            double done = of[i] == 0 ? 0 : Math.max(0, 1 - expected[i] / of[i]);
            double day = DAYS_DIFFER * expected[i] * done;
            double deviation = Math.sqrt(expected[i] * done + day * day);
            drawn[i] =
                    Math.min(of[i], Math.max(WORST_DAY * expected[i], expected[i] + deviation * Noise.white(key, i)));
        }
        return drawn;
    }

    private int firstSlotLookedAt() {
        double enough = LOOKED_AT * (counts.pending() + counts.approved());
        int slot = slots.firstSlot(Math.max(0, days.count() - LOOKED_AT_DAYS));
        while (slot > 0 && slots.orders() - slots.firstOrder(slot) - counts.cancelled() < enough) {
            slot--;
        }
        return slot;
    }

    private long[] countCancelled(int looked) {
        Permutation draw = cancellations();
        long[] found = new long[looked];
        for (int i = 0; i < looked; i++) {
            for (long n = slots.firstOrder(firstSlot + i); n < slots.firstOrder(firstSlot + i + 1); n++) {
                found[i] += isCancelled(n, draw) ? 1 : 0;
            }
        }
        return found;
    }

    private double[] inReview(double[] orders, Backlog backlog) {
        double[] open = new double[orders.length];
        for (int i = 0; i < open.length; i++) {
            open[i] = orders[i] * probability.inReview(slots.day(firstSlot + i), middle(firstSlot + i), backlog);
        }
        return open;
    }

    private double[] onTheWay(double[] orders, Backlog backlog) {
        double[] open = new double[orders.length];
        for (int i = 0; i < open.length; i++) {
            for (int ofClass = 0; ofClass < shortages.classes(); ofClass++) {
                open[i] += orders[i]
                        * shortages.share(ofClass)
                        * probability.onTheWay(
                                slots.day(firstSlot + i), middle(firstSlot + i), ofClass, reviews, backlog);
            }
        }
        return open;
    }

    private long middle(int slot) {
        double inDay = slots.from(slot) + 0.5 * (slots.to(slot) - slots.from(slot));
        return days.micros(slots.day(slot)) + (long) inDay;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Draws the cancelled ones; for one thread. */
    Permutation cancellations() {
        Permutation draw = new Permutation();
        draw.set(cancelledKey, Math.max(1, slots.orders()));
        return draw;
    }

    /** Whether an order was cancelled. */
    boolean isCancelled(long order, Permutation draw) {
        return draw.apply(order) < counts.cancelled();
    }

    /** Whether some orders of a slot can be open. */
    boolean hasOpen(int slot) {
        return slot >= firstSlot && pending[slot - firstSlot] + approved[slot - firstSlot] > 0;
    }

    /** No order before this one is open. */
    long firstOrder() {
        int slot = firstSlot;
        while (slot < slots.size() && !hasOpen(slot)) {
            slot++;
        }
        return slots.firstOrder(slot);
    }

    /** How many orders of a slot that {@link #hasOpen} are pending. */
    long pending(int slot) {
        return pending[slot - firstSlot];
    }

    /** How many orders of a slot that {@link #hasOpen} are approved and not delivered. */
    long approved(int slot) {
        return approved[slot - firstSlot];
    }

    /** How likely an order is still in review, as odds. */
    double oddsOfPending(int day, long placed) {
        return odds(probability.inReview(day, placed, reviews));
    }

    /**
     * Writes how likely an order of a slot that has been reviewed is not delivered, as odds, by {@link #shortageClass}.
     */
    void oddsOfApproved(int slot, double[] odds) {
        for (int ofClass = 0; ofClass < odds.length; ofClass++) {
            odds[ofClass] = odds(probability.onTheWay(slots.day(slot), middle(slot), ofClass, reviews, deliveries));
        }
    }

    int shortageClasses() {
        return shortages.classes();
    }

    int shortageClass(int product) {
        return shortages.classOf(product);
    }

    private static double odds(double probability) {
        return LEAST_ODDS + probability / (1 - probability + LEAST_ODDS);
    }

    /** How many working hours an order of a day for a class of products waits in the warehouse's queue. */
    double deliveryQueue(int day, int shortageClass) {
        return deliveries.queue(day) * shortages.queue(shortageClass);
    }

    /** Whether a product is short in the warehouse when the history ends. */
    boolean isShort(int product) {
        return closingQueue(product) > 0;
    }

    /** How many working hours an order of a product waits in the warehouse's queue when the history ends. */
    double closingQueue(int product) {
        return deliveryQueue(days.count() - 1, shortages.classOf(product));
    }

    /** For how many days' orders of a product, of all days before the end, a shop is still waiting. */
    double daysOnOrder(int product) {
        return daysOnOrder[shortages.classOf(product)];
    }

    /** The end of the history, in microseconds since 1970-01-01T00:00. */
    long end() {
        return probability.end();
    }

    Backlog reviews() {
        return reviews;
    }

    Backlog deliveries() {
        return deliveries;
    }
}
