package dev.brickhouse.history;

/** The state of an order in its workflow; the labels are the values of {@code orders.order_status}. */
public enum OrderStatus {
    FULFILLED("fulfilled"),
    APPROVED("approved"),
    PENDING_REVIEW("pending_review"),
    CANCELLED("cancelled");

    private final String label;

    OrderStatus(String label) {
        this.label = label;
    }

    /** The value in the database. */
    public String label() {
        return label;
    }
}
