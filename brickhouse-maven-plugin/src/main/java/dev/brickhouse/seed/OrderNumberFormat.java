package dev.brickhouse.seed;

/** Writes order numbers as {@code ORD%06d}, with more digits where six are too few. Reuses its buffer; for one thread. */
final class OrderNumberFormat {

    private static final int PREFIX = 3;
    private static final int LEAST_DIGITS = 6;
    private static final int MOST_DIGITS = 10;

    private final byte[] bytes = new byte[PREFIX + MOST_DIGITS];

    OrderNumberFormat() {
        bytes[0] = 'O';
        bytes[1] = 'R';
        bytes[2] = 'D';
    }

    /** The buffer that {@link #format(int)} writes into. */
    byte[] bytes() {
        return bytes;
    }

    /**
     * Writes the number of an order.
     *
     * @param orderId from 1
     * @return the length of the order number in {@link #bytes()}
     */
    int format(int orderId) {
        int digits = LEAST_DIGITS;
        for (long limit = 1_000_000; orderId >= limit; limit *= 10) {
            digits++;
        }
        int rest = orderId;
        for (int i = PREFIX + digits - 1; i >= PREFIX; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return PREFIX + digits;
    }
}
