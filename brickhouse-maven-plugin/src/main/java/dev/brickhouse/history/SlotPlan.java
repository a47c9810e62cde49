package dev.brickhouse.history;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * How many orders of each status fall into each time slot of the history.
 *
 * <p>A slot is a day; only the last day is cut in three, because what is ordered in its last hours cannot have been
 * approved or delivered before the history ends. Memory grows with the number of days, not of orders.
 */
final class SlotPlan {

    /** Pending orders are at most this old, in days. */
    static final int PENDING_WINDOW_DAYS = 7;

    /** Approved orders are at most this old, in days. */
    static final int APPROVED_WINDOW_DAYS = 14;

    /** An order of the last day can be delivered before midnight if it was placed before 17:00 (2 h review, 4 h way). */
    private static final int LAST_HOUR_TO_FULFIL = 17;

    /** An order of the last day can be approved before midnight if it was placed before 21:00 (2 h review). */
    private static final int LAST_HOUR_TO_APPROVE = 21;

    /**
     * How much of what was ordered so many days ago is typically still pending: most is reviewed within a day, and a
     * few orders are past the two-day limit.
     */
    private static final double[] STILL_PENDING = {1.0, 0.45, 0.16, 0.06, 0.03, 0.015, 0.01};

    /** How much of what was ordered so many days ago is typically approved but not delivered, the backlog included. */
    private static final double[] STILL_APPROVED = {
        0.5, 0.9, 1.0, 0.95, 0.85, 0.75, 0.65, 0.55, 0.45, 0.38, 0.32, 0.26, 0.2, 0.15
    };

    /** How much of what was ordered so many days ago can have been delivered; older orders all can. */
    private static final double[] CAN_BE_FULFILLED = {0.1, 0.35, 0.65, 0.85, 0.95};

    /**
     * On every day at least this part of the demand is delivered as soon as it can be, also where the backlog of
     * approved orders would fill the day: a fortnight without any delivery is no business.
     */
    private static final double LEAST_DELIVERED = 0.12;

    private final LocalDate start;
    private final int[] dayOfSlot;
    private final int[] fromHour;
    private final int[] toHour;
    private final long[][] counts;
    private final long[] first;

    private SlotPlan(LocalDate start, int[] dayOfSlot, int[] fromHour, int[] toHour, long[][] counts) {
        this.start = start;
        this.dayOfSlot = dayOfSlot;
        this.fromHour = fromHour;
        this.toHour = toHour;
        this.counts = counts;
        this.first = new long[dayOfSlot.length + 1];
        for (int slot = 0; slot < dayOfSlot.length; slot++) {
            first[slot + 1] = first[slot];
            for (long[] ofStatus : counts) {
                first[slot + 1] += ofStatus[slot];
            }
        }
    }

    static SlotPlan of(HistorySettings settings) {
        LocalDate start = settings.start();
        int days = (int) (settings.asOf().toEpochDay() - start.toEpochDay());
        int slots = days + 2;
        int[] dayOfSlot = new int[slots];
        int[] fromHour = new int[slots];
        int[] toHour = new int[slots];
        for (int slot = 0; slot < slots; slot++) {
            dayOfSlot[slot] = Math.min(slot, days - 1);
            toHour[slot] = HourlyProfile.HOURS;
        }
        toHour[days - 1] = LAST_HOUR_TO_FULFIL;
        fromHour[days] = LAST_HOUR_TO_FULFIL;
        toHour[days] = LAST_HOUR_TO_APPROVE;
        fromHour[days + 1] = LAST_HOUR_TO_APPROVE;

        DemandModel model = new DemandModel(settings);
        double[] demand = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            LocalDate day = start.plusDays(dayOfSlot[slot]);
            demand[slot] = model.of(day) * HourlyProfile.share(day, fromHour[slot], toHour[slot]);
        }
        return new SlotPlan(start, dayOfSlot, fromHour, toHour, apportion(settings.counts(), demand, dayOfSlot, days));
    }

    private static long[][] apportion(OrderCounts totals, double[] demand, int[] dayOfSlot, int days) {
        int slots = demand.length;
        double scale = totals.total() / Arrays.stream(demand).sum();
        double[] target = Arrays.stream(demand).map(weight -> weight * scale).toArray();

        double[] weights = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            int age = days - 1 - dayOfSlot[slot];
            weights[slot] = age < PENDING_WINDOW_DAYS ? demand[slot] * STILL_PENDING[age] : 0;
        }
        long[] pending = Apportionment.byWeight(totals.pending(), weights, target);

        double[] caps = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            int age = days - 1 - dayOfSlot[slot];
            boolean possible = age < APPROVED_WINDOW_DAYS && canBeApproved(slot, slots);
            weights[slot] = possible ? demand[slot] * STILL_APPROVED[age] : 0;
            caps[slot] = Math.max(0, (target[slot] - pending[slot]) * (1 - LEAST_DELIVERED));
        }
        long[] approved = Apportionment.byWeight(totals.approved(), weights, caps);

        for (int slot = 0; slot < slots; slot++) {
            weights[slot] = canBeApproved(slot, slots) ? demand[slot] : 0;
        }
        long[] cancelled = Apportionment.byWeight(totals.cancelled(), weights);

        double room = 0;
        for (int slot = 0; slot < slots; slot++) {
            int age = days - 1 - dayOfSlot[slot];
            double possible = age < CAN_BE_FULFILLED.length ? CAN_BE_FULFILLED[age] : 1;
            double left = target[slot] - pending[slot] - approved[slot] - cancelled[slot];
            weights[slot] = canBeFulfilled(slot, slots) ? possible * Math.max(LEAST_DELIVERED * target[slot], left) : 0;
            room += weights[slot];
        }
        if (room == 0) {
            for (int slot = 0; slot < slots; slot++) {
                weights[slot] = canBeFulfilled(slot, slots) ? demand[slot] : 0;
            }
        }
        long[] fulfilled = Apportionment.byWeight(totals.fulfilled(), weights);

        long[][] counts = new long[OrderStatus.values().length][];
        counts[OrderStatus.FULFILLED.ordinal()] = fulfilled;
        counts[OrderStatus.APPROVED.ordinal()] = approved;
        counts[OrderStatus.PENDING_REVIEW.ordinal()] = pending;
        counts[OrderStatus.CANCELLED.ordinal()] = cancelled;
        return counts;
    }

    private static boolean canBeApproved(int slot, int slots) {
        return slot < slots - 1;
    }

    private static boolean canBeFulfilled(int slot, int slots) {
        return slot < slots - 2;
    }

    /** The number of slots. */
    int size() {
        return dayOfSlot.length;
    }

    /** All orders before this slot; for the slot after the last one, all orders. */
    long firstOrder(int slot) {
        return first[slot];
    }

    /** The slot of an order that exists. */
    int slotOf(long order) {
        int at = Arrays.binarySearch(first, order);
        if (at < 0) {
            return -at - 2;
        }
        // empty slots share their first order with the next one that has orders
        while (first[at + 1] == order) {
            at++;
        }
        return at;
    }

    long count(OrderStatus status, int slot) {
        return counts[status.ordinal()][slot];
    }

    LocalDate day(int slot) {
        return start.plusDays(dayOfSlot[slot]);
    }

    int fromHour(int slot) {
        return fromHour[slot];
    }

    int toHour(int slot) {
        return toHour[slot];
    }

    /** The first slot that starts on {@code day} or later; {@link #size()} if there is none. */
    int firstSlotFrom(LocalDate day) {
        long offset = day.toEpochDay() - start.toEpochDay();
        int slot = 0;
        while (slot < size() && dayOfSlot[slot] < offset) {
            slot++;
        }
        return slot;
    }
}
