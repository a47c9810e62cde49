package dev.brickhouse.history;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Locale;

/**
 * How many orders of each status the history holds, exactly.
 *
 * @param fulfilled delivered orders, 0 or more
 * @param approved approved orders that are waiting for delivery, 0 or more
 * @param pending orders that are waiting for review, 0 or more
 * @param cancelled orders that were cancelled in review or after approval, 0 or more
 */
public record OrderCounts(long fulfilled, long approved, long pending, long cancelled) {

    /** The original tool's default. */
    public static final OrderCounts DEFAULT = new OrderCounts(226_832, 13_532, 1_347, 580);

    /** {@code orders.order_id} is an integer column, so more orders than this would have no id. */
    public static final long MAX_TOTAL = Integer.MAX_VALUE;

    /** @throws ConfigurationException if a count is negative or their sum is above {@link #MAX_TOTAL} */
    public OrderCounts {
        ConfigurationException.requireRange(PropertyNames.FULFILLED_ORDERS, fulfilled, 0, MAX_TOTAL);
        ConfigurationException.requireRange(PropertyNames.APPROVED_ORDERS, approved, 0, MAX_TOTAL);
        ConfigurationException.requireRange(PropertyNames.PENDING_ORDERS, pending, 0, MAX_TOTAL);
        ConfigurationException.requireRange(PropertyNames.CANCELLED_ORDERS, cancelled, 0, MAX_TOTAL);
        long total = fulfilled + approved + pending + cancelled;
        if (total > MAX_TOTAL) {
            throw new ConfigurationException(String.format(
                    Locale.ROOT,
                    "%,d orders are too many: orders.order_id is an integer column that ends at %,d; lower %s or the order counts.",
                    total,
                    MAX_TOTAL,
                    PropertyNames.SCALE));
        }
    }

    /** All orders together. */
    public long total() {
        return fulfilled + approved + pending + cancelled;
    }

    /** The number of orders of {@code status}. */
    public long of(OrderStatus status) {
        return switch (status) {
            case FULFILLED -> fulfilled;
            case APPROVED -> approved;
            case PENDING_REVIEW -> pending;
            case CANCELLED -> cancelled;
        };
    }

    /**
     * All four counts multiplied by {@code factor} and rounded to the nearest whole number.
     *
     * @param factor finite and not negative
     * @throws ConfigurationException if the factor is out of range or the result is above {@link #MAX_TOTAL}
     */
    public OrderCounts scaledBy(double factor) {
        if (!(factor >= 0 && factor <= MAX_TOTAL)) {
            throw new ConfigurationException(PropertyNames.SCALE + " is " + factor
                    + ", but it has to be a number of 0 or more, such as 0.1 or 100.");
        }
        return new OrderCounts(
                Math.round(fulfilled * factor),
                Math.round(approved * factor),
                Math.round(pending * factor),
                Math.round(cancelled * factor));
    }
}
