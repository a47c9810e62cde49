package dev.brickhouse.history;

import dev.brickhouse.demand.Demand;
import dev.brickhouse.demand.SlotLines;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;

/**
 * Points to one order of a {@link History} at a time and returns its values. Moving creates no garbage.
 *
 * <p>Moving to the next order is fastest, but any order can be moved to at any time. For one thread.
 */
public final class OrderCursor {

    /** What {@link #approvedAt()} and {@link #fulfilledAt()} return if there is no such date. */
    public static final long NO_DATE = Long.MIN_VALUE;

    /** What {@link #approvedBy()} returns if the order was never approved. */
    public static final int NOBODY = 0;

    /** Three in ten cancelled orders had been approved before. */
    public static final double CANCELLED_AFTER_APPROVAL = 0.3;

    /** Half of what is entered twice is entered twice at once, the rest by somebody who has lost the place. */
    private static final double TWICE_AT_ONCE = 0.5;

    private static final int LATEST_TWIN = 14;

    private final History history;
    private final SlotLines lines;
    private final CancelledDraw cancelledDraw;
    private final VisitWorkflow visits;
    private final OpenOrderSampler openOrders;

    private int slot = -1;
    private long slotFirst;
    private long slotEnd;
    private int day;
    private long dayMicros;
    private boolean hasOpen;
    private boolean[] cancelled;

    /** Who orders for each shop, and on which day. */
    private final int[] requester;

    private final int[] requesterDay;

    private long number;
    private long base;
    private int shop;
    private int position;
    private int product;
    private OrderStatus status;
    private int quantityCases;
    private long orderedAt;
    private long approvedAt;
    private long fulfilledAt;
    private String notes;

    OrderCursor(History history) {
        this.history = history;
        lines = history.demand.lines();
        cancelledDraw = new CancelledDraw(history, lines);
        visits = new VisitWorkflow(history, lines);
        openOrders = new OpenOrderSampler(history, lines);
        requester = new int[history.shopId.length];
        requesterDay = new int[requester.length];
    }

    /**
     * Moves to an order.
     *
     * @param order from 0 to {@link History#size()} - 1
     * @throws IndexOutOfBoundsException if there is no such order
     */
    public void moveTo(long order) {
        if (order < slotFirst || order >= slotEnd) {
            enterSlotOf(order);
        }
        number = order;
        int place = (int) (order - slotFirst);
        int line = lines.line(place);
        take(line);
        orderedAt = dayMicros + lines.time(place);
        approvedAt = NO_DATE;
        fulfilledAt = NO_DATE;
        notes = null;
        if (cancelled[place]) {
            cancel(place, line);
        } else {
            status = hasOpen ? openOrders.status(place) : OrderStatus.FULFILLED;
            if (status != OrderStatus.PENDING_REVIEW) {
                approve(line);
            }
        }
    }

    private void approve(int line) {
        boolean fulfilled = status == OrderStatus.FULFILLED;
        visits.follow(line, fulfilled);
        approvedAt = visits.approvedAt();
        if (fulfilled) {
            fulfilledAt = visits.fulfilledAt();
        }
    }

    private void take(int line) {
        position = lines.position(line);
        shop = lines.shop(line);
        product = lines.product(line);
        base = lines.base(line);
        quantityCases = lines.cases(line);
    }

    private void enterSlotOf(long order) {
        if (order < 0 || order >= history.size()) {
            throw new IndexOutOfBoundsException("There is no order " + order + " among " + history.size());
        }
        slot = history.slots.slotOf(order);
        slotFirst = history.slots.firstOrder(slot);
        slotEnd = history.slots.firstOrder(slot + 1);
        day = history.slots.day(slot);
        dayMicros = history.days.micros(day);
        lines.enter(slot);
        visits.enter(day);
        cancelledDraw.enter(day, slotFirst);
        cancelled = cancelledDraw.cancelled();
        hasOpen = history.open.hasOpen(slot);
        if (hasOpen) {
            openOrders.enter(slot, dayMicros, cancelled);
        }
    }

    /** How many lines before a duplicate its twin was entered; 0 if it has none. */
    private int linesToTwin(int place, int line) {
        double unit = CounterRandom.unit(base, RandomStreams.ORDER_TWIN);
        int wanted = unit < TWICE_AT_ONCE ? 1 : (int) (1 + LATEST_TWIN * (unit - TWICE_AT_ONCE) / (1 - TWICE_AT_ONCE));
        for (int before = wanted; before > 0; before--) {
            if (lines.followsOthers(line, before) && !cancelled[placeBefore(place, line - before)]) {
                return before;
            }
        }
        return 0;
    }

    private int placeBefore(int place, int line) {
        int before = place - 1;
        while (lines.line(before) != line) {
            before--;
        }
        return before;
    }

    private void cancel(int place, int line) {
        status = OrderStatus.CANCELLED;
        int drawn = cancelledDraw.note(place);
        if (cancelledDraw.isAfterApproval(place)) {
            approve(line);
            notes = history.notesAfterApproval.note(drawn);
            return;
        }
        long bits = CounterRandom.bits(base, RandomStreams.ORDER_NOTE);
        CancellationNotes.Cause cause = history.notesInReview.cause(drawn);
        if (cause == CancellationNotes.Cause.QUANTITY) {
            quantityCases = Demand.largeCases(bits << Integer.SIZE);
        } else if (cause == CancellationNotes.Cause.DUPLICATE) {
            int before = linesToTwin(place, line);
            if (before > 0) {
                take(line - before);
            } else {
                drawn = history.notesInReview.drawOther(bits);
            }
        }
        notes = history.notesInReview.note(drawn);
    }

    /** The order's number in the history, from 0; {@code order_id} is one more. */
    public long number() {
        return number;
    }

    /** The store that the goods come from: the warehouse. */
    public int fromStoreId() {
        return history.warehouseId;
    }

    /** The shop that ordered. */
    public int toStoreId() {
        return history.shopId[shop];
    }

    /** The product, of which one order holds one. */
    public int productId() {
        return product + 1;
    }

    /** The position that was ordered, see {@link Demand}. */
    int position() {
        return position;
    }

    /** The ordered amount, from 5 to 50 cases. */
    public int quantityCases() {
        return quantityCases;
    }

    /** The order's status when the history ends. */
    public OrderStatus status() {
        return status;
    }

    /** The manager of the ordering shop, or who stands in on this day. */
    public int requestedBy() {
        if (requesterDay[shop] != day) {
            requesterDay[shop] = day;
            requester[shop] =
                    history.requests.requester(shop, history.days.date(day).toEpochDay(), dayMicros);
        }
        return requester[shop];
    }

    /** The regional manager who approved it, or {@link #NOBODY} if the order was never approved. */
    public int approvedBy() {
        return approvedAt == NO_DATE ? NOBODY : history.rota.approver(history.shopRegion[shop], approvedAt);
    }

    /** When the order was placed, in microseconds since 1970-01-01T00:00 without a time zone. */
    public long orderedAt() {
        return orderedAt;
    }

    /** When the order was approved, in the unit of {@link #orderedAt()}, or {@link #NO_DATE}. */
    public long approvedAt() {
        return approvedAt;
    }

    /** When the goods arrived, in the unit of {@link #orderedAt()}, or {@link #NO_DATE}. */
    public long fulfilledAt() {
        return fulfilledAt;
    }

    /** Why the order was cancelled; null for all others. */
    public String notes() {
        return notes;
    }

    /** One for the order as placed, and one more for each change of its status. */
    public int version() {
        return 1
                + (approvedAt == NO_DATE ? 0 : 1)
                + (status == OrderStatus.FULFILLED || status == OrderStatus.CANCELLED ? 1 : 0);
    }
}
