package dev.brickhouse.advance;

import dev.brickhouse.history.OrderStatus;

/** An open order, and what becomes of it on one day. Instants are microseconds since 1970-01-01T00:00. */
final class OpenOrder {

    /** What an instant is as long as it has not come. */
    static final long NOT_YET = Long.MIN_VALUE;

    /** The number of nobody, as long as nobody has approved it. */
    static final int NOBODY = 0;

    final long id;
    final int shop;
    final int product;
    final int cases;
    final long placed;
    final int requestedBy;
    OrderStatus status;
    int approvedBy = NOBODY;
    long approved = NOT_YET;
    long fulfilled = NOT_YET;
    String notes;
    int version;
    private boolean changed;

    /**
     * @param shop the {@code store_id} that it goes to
     * @param product its {@code product_id}
     * @param requestedBy who placed it on this day, or {@link #NOBODY} if it was placed before
     */
    OpenOrder(
            long id, int shop, int product, int cases, long placed, int requestedBy, OrderStatus status, int version) {
        this.id = id;
        this.shop = shop;
        this.product = product;
        this.cases = cases;
        this.placed = placed;
        this.requestedBy = requestedBy;
        this.status = status;
        this.version = version;
    }

    boolean isNew() {
        return requestedBy != NOBODY;
    }

    /** Whether it has another status than before. */
    boolean isChanged() {
        return changed;
    }

    void approve(long instant, int by) {
        approved = instant;
        approvedBy = by;
        change(OrderStatus.APPROVED);
    }

    void fulfill(long instant) {
        fulfilled = instant;
        change(OrderStatus.FULFILLED);
    }

    void cancel(String note) {
        notes = note;
        change(OrderStatus.CANCELLED);
    }

    private void change(OrderStatus next) {
        status = next;
        version++;
        changed = true;
    }
}
