package dev.brickhouse.history;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * How many orders of each status the history holds, exactly.
 *
 * @param fulfilled delivered orders, 0 or more
 * @param approved approved orders that are waiting for delivery, 0 or more
 * @param pending orders that are waiting for review, 0 or more
 * @param cancelled orders that were cancelled in review or after approval, 0 or more
 */
public record OrderCounts(long fulfilled, long approved, long pending, long cancelled) {

    /** {@code orders.order_id} is an integer column, so more orders than this would have no id. */
    public static final long MAX_TOTAL = Integer.MAX_VALUE;

    public static final ParameterReader<Long> FULFILLED_ORDERS = count(PropertyNames.FULFILLED_ORDERS);
    public static final ParameterReader<Long> APPROVED_ORDERS = count(PropertyNames.APPROVED_ORDERS);
    public static final ParameterReader<Long> PENDING_ORDERS = count(PropertyNames.PENDING_ORDERS);
    public static final ParameterReader<Long> CANCELLED_ORDERS = count(PropertyNames.CANCELLED_ORDERS);
    public static final ParameterReader<Double> SCALE = ParameterReader.decimal(PropertyNames.SCALE, 0, MAX_TOTAL);

    /** The original tool's default. */
    public static final OrderCounts DEFAULT = new OrderCounts(226_832, 13_532, 1_347, 580);

    /** @throws ConfigurationException if a count is negative or their sum is above {@link #MAX_TOTAL} */
    public OrderCounts {
        FULFILLED_ORDERS.require(fulfilled);
        APPROVED_ORDERS.require(approved);
        PENDING_ORDERS.require(pending);
        CANCELLED_ORDERS.require(cancelled);
        requireIds(fulfilled + approved + pending + cancelled);
    }

    private static void requireIds(long total) {
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

    /**
     * All four counts multiplied by {@code factor} and rounded to the nearest whole number.
     *
     * @param factor finite and not negative
     * @throws ConfigurationException if the factor is out of range or the result is above {@link #MAX_TOTAL}
     */
    public OrderCounts scaledBy(double factor) {
        SCALE.require(factor);
        long[] scaled = LongStream.of(fulfilled, approved, pending, cancelled)
                .map(count -> Math.round(count * factor))
                .toArray();
        // before each of them is held to its own limit, since nobody wrote these numbers
        requireIds(LongStream.of(scaled).sum());
        return new OrderCounts(scaled[0], scaled[1], scaled[2], scaled[3]);
    }

    private static ParameterReader<Long> count(String property) {
        return ParameterReader.longInteger(property, "a whole number", 0, MAX_TOTAL);
    }
}
