package dev.brickhouse.demand;

import dev.brickhouse.calendar.Days;
import java.util.Arrays;

/**
 * How many orders fall into each slot of time, and so which numbers they have. Immutable.
 *
 * <p>A slot is a day, or a part of a day that has too many orders to be made at once. Slots follow each other in time.
 * Memory and time grow with the number of days and positions, and hardly with the number of orders: orders are counted,
 * not made.
 */
public final class SlotPlan {

    /** Slots are cut so that they have about this many orders at most. */
    static final int MOST_ORDERS = 16_384;

    /** Visits begin and end between these hours. */
    private static final double FIRST_HOUR = 5.5;

    private static final double LAST_HOUR = 20.5;

    private final int[] firstOfDay;
    private final int[] dayOf;
    private final long[] first;

    private SlotPlan(int[] firstOfDay, int[] dayOf, long[] first) {
        this.firstOfDay = firstOfDay;
        this.dayOf = dayOf;
        this.first = first;
    }

    static SlotPlan of(NeedPlan plan) {
        int days = plan.days.count();
        int[] firstOfDay = new int[days + 1];
        long[] first = new long[days + 1];
        NeedWalker walker = new NeedWalker(plan);
        VisitWindow window = new VisitWindow(plan, walker);
        for (int day = 0; day < days; day++) {
            walker.moveTo(day);
            long orders = day < Days.LEAD_IN ? 0 : window.orders(0, Days.MICROS_PER_DAY);
            int slots = (int) Math.max(1, (orders + MOST_ORDERS - 1) / MOST_ORDERS);
            int slot = firstOfDay[day];
            firstOfDay[day + 1] = slot + slots;
            if (firstOfDay[day + 1] >= first.length) {
                first = Arrays.copyOf(first, 2 * (firstOfDay[day + 1] + 1));
            }
            for (int part = 0; part < slots; part++) {
                long inPart = slots == 1 ? orders : window.orders(border(part, slots), border(part + 1, slots));
                first[slot + part + 1] = first[slot + part] + inPart;
            }
        }
        int slots = firstOfDay[days];
        int[] dayOf = new int[slots];
        for (int day = 0; day < days; day++) {
            Arrays.fill(dayOf, firstOfDay[day], firstOfDay[day + 1], day);
        }
        return new SlotPlan(firstOfDay, dayOf, Arrays.copyOf(first, slots + 1));
    }

    /** When a part of a day begins, in microseconds since the beginning of the day. */
    private static long border(int part, int parts) {
        if (part == 0) {
            return 0;
        }
        if (part == parts) {
            return Days.MICROS_PER_DAY;
        }
        double hour = FIRST_HOUR + (LAST_HOUR - FIRST_HOUR) * part / parts;
        return (long) (hour * Days.MICROS_PER_HOUR);
    }

    /** The number of slots. */
    public int size() {
        return dayOf.length;
    }

    /** The number of all orders. */
    public long orders() {
        return first[dayOf.length];
    }

    /** All orders before this slot; for the slot after the last one, all orders. */
    public long firstOrder(int slot) {
        return first[slot];
    }

    /** The slot of an order that exists. */
    public int slotOf(long order) {
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

    public int day(int slot) {
        return dayOf[slot];
    }

    /** When a slot begins, in microseconds since the beginning of its day. */
    public long from(int slot) {
        return border(slot - firstOfDay[dayOf[slot]], slotsOf(slot));
    }

    /** When a slot ends, in microseconds since the beginning of its day. */
    public long to(int slot) {
        return border(slot - firstOfDay[dayOf[slot]] + 1, slotsOf(slot));
    }

    private int slotsOf(int slot) {
        int day = dayOf[slot];
        return firstOfDay[day + 1] - firstOfDay[day];
    }

    /** The first slot of a day; {@link #size()} for the day after the last one. */
    public int firstSlot(int day) {
        return firstOfDay[day];
    }
}
