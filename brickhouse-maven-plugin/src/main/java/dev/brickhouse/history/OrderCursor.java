package dev.brickhouse.history;

import dev.brickhouse.random.AliasTable;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.Permutation;
import java.time.LocalDate;

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
    static final double CANCELLED_AFTER_APPROVAL = 0.3;

    /** The sum of a large number and a fraction below 1 can be rounded up, and 1 is beyond the slot. */
    private static final double LAST_SHARE = Math.nextDown(1.0);

    private final History history;
    private final Permutation statuses = new Permutation();
    private final double[] intensity = new double[HourlyProfile.HOURS + 1];
    private final double[] microsPerShare = new double[HourlyProfile.HOURS];

    private int slot = -1;
    private long slotFirst;
    private long slotEnd;

    /** One order's part of the slot's demand. */
    private double slotShare;

    private long fulfilledInSlot;
    private long approvedInSlot;
    private long pendingInSlot;
    private long dayMicros;
    private int firstHour;
    private int hour;
    private int month;
    private AliasTable shopsOfSlot;

    private long number;
    private long base;
    private int shop;
    private int productId;
    private int quantityCases;
    private OrderStatus status;
    private long orderedAt;
    private long approvedAt;
    private long fulfilledAt;
    private String notes;

    OrderCursor(History history) {
        this.history = history;
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
        long inSlot = order - slotFirst;
        base = CounterRandom.base(history.orderKey, order);
        orderedAt = timeOf(inSlot);
        shop = shopsOfSlot.draw(CounterRandom.bits(base, RandomStreams.ORDER_STORE));
        int category = history.products
                .categories(month, history.shopRegion[shop])
                .draw(CounterRandom.bits(base, RandomStreams.ORDER_CATEGORY));
        productId = history.products.productOf(category, CounterRandom.bits(base, RandomStreams.ORDER_PRODUCT));
        quantityCases = history.quantities.draw(productId, CounterRandom.bits(base, RandomStreams.ORDER_QUANTITY));
        runWorkflow(statuses.apply(inSlot));
    }

    private void enterSlotOf(long order) {
        if (order < 0 || order >= history.size()) {
            throw new IndexOutOfBoundsException("There is no order " + order + " among " + history.size());
        }
        SlotPlan plan = history.plan;
        slot = plan.slotOf(order);
        slotFirst = plan.firstOrder(slot);
        slotEnd = plan.firstOrder(slot + 1);
        fulfilledInSlot = plan.count(OrderStatus.FULFILLED, slot);
        approvedInSlot = plan.count(OrderStatus.APPROVED, slot);
        pendingInSlot = plan.count(OrderStatus.PENDING_REVIEW, slot);
        statuses.set(CounterRandom.base(history.statusKey, slot), slotEnd - slotFirst);
        LocalDate day = plan.day(slot);
        dayMicros = History.micros(day);
        month = day.getMonthValue();
        shopsOfSlot = history.stores.on(day);
        firstHour = plan.fromHour(slot);
        hour = firstHour;
        HourlyProfile.cumulate(day, history.hourlyKey, firstHour, plan.toHour(slot), intensity);
        slotShare = 1.0 / (slotEnd - slotFirst);
        for (int i = firstHour; i < plan.toHour(slot); i++) {
            microsPerShare[i] = HourlyProfile.MICROS_PER_HOUR / (intensity[i + 1] - intensity[i]);
        }
    }

    /** Each order has an equal piece of the slot's demand for itself, which keeps dates in the order of numbers. */
    private long timeOf(long inSlot) {
        double position = inSlot + CounterRandom.unit(CounterRandom.bits(base, RandomStreams.ORDER_TIME));
        double share = Math.min(LAST_SHARE, position * slotShare);
        while (intensity[hour] > share && hour > firstHour) {
            hour--;
        }
        while (intensity[hour + 1] <= share) {
            hour++;
        }
        long micros =
                Math.min(HourlyProfile.MICROS_PER_HOUR - 1, (long) ((share - intensity[hour]) * microsPerShare[hour]));
        return dayMicros + hour * HourlyProfile.MICROS_PER_HOUR + micros;
    }

    private void runWorkflow(long position) {
        approvedAt = NO_DATE;
        fulfilledAt = NO_DATE;
        notes = null;
        if (position < fulfilledInSlot) {
            status = OrderStatus.FULFILLED;
            review(history.end - LeadTime.FULFILMENT.minMicros());
            fulfilledAt = LeadTime.FULFILMENT.end(
                    history.clock, approvedAt, history.end, unit(RandomStreams.ORDER_FULFILMENT));
        } else if (position < fulfilledInSlot + approvedInSlot) {
            status = OrderStatus.APPROVED;
            review(history.end);
        } else if (position < fulfilledInSlot + approvedInSlot + pendingInSlot) {
            status = OrderStatus.PENDING_REVIEW;
        } else {
            status = OrderStatus.CANCELLED;
            long note = CounterRandom.bits(base, RandomStreams.ORDER_NOTE);
            if (unit(RandomStreams.ORDER_CANCELLED_AFTER_APPROVAL) < CANCELLED_AFTER_APPROVAL) {
                review(history.end);
                notes = history.notesAfterApproval.draw(note);
            } else {
                notes = history.notesInReview.draw(note);
            }
        }
    }

    private void review(long limit) {
        approvedAt = LeadTime.REVIEW.end(history.clock, orderedAt, limit, unit(RandomStreams.ORDER_REVIEW));
    }

    private double unit(int purpose) {
        return CounterRandom.unit(CounterRandom.bits(base, purpose));
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
        return productId;
    }

    /** The ordered amount, from 5 to 50 cases. */
    public int quantityCases() {
        return quantityCases;
    }

    /** The order's status when the history ends. */
    public OrderStatus status() {
        return status;
    }

    /** The manager of the ordering shop. */
    public int requestedBy() {
        return history.managerOfShop[shop];
    }

    /** The manager of the shop's region, or {@link #NOBODY} if the order was never approved. */
    public int approvedBy() {
        return approvedAt == NO_DATE ? NOBODY : history.managerOfRegion[shop];
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
