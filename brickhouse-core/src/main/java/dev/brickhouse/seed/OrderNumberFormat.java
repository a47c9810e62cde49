package dev.brickhouse.seed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes order numbers as {@code ORD%06d}, with more digits where six are too few. Reuses its buffer; for one thread.
 */
final class OrderNumberFormat {

    private static final int PREFIX = 3;
    private static final int MOST_DIGITS = 10;
    private static final int HUNDRED_MILLION = 100_000_000;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PREFIX_BYTES = 'O' | 'R' << 8 | 'D' << 16;

    /** Long enough for whole words beyond the last digit. */
    private final byte[] bytes = new byte[PREFIX + MOST_DIGITS + Long.BYTES];

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
        if (orderId >= HUNDRED_MILLION) {
            return formatLong(orderId);
        }
        int unwritten = orderId >= 10_000_000 ? 0 : orderId >= 1_000_000 ? 1 : 2;
        long digits = eightDigits(orderId) >>> 8 * unwritten;
        LONG.set(bytes, 0, PREFIX_BYTES | digits << 8 * PREFIX);
        LONG.set(bytes, Long.BYTES, digits >>> 8 * (Long.BYTES - PREFIX));
        return PREFIX + 8 - unwritten;
    }

    /**
     * The decimal digits of a number below 10^8 as characters, the first one in the lowest byte: halves, quarters and
     * eighths side by side in one word, since digit by digit would take a chain of eight divisions.
     */
    private static long eightDigits(int number) {
        long high = number / 10_000;
        long halves = high | (number - high * 10_000) << 32;
        // x * 10486 >> 20 is x / 100 for x below 10,000, and x * 103 >> 10 is x / 10 for x below 100
        long hundreds = (halves * 10_486 >>> 20) & 0x0000_007F_0000_007FL;
        long quarters = hundreds | (halves - hundreds * 100) << 16;
        long tens = (quarters * 103 >>> 10) & 0x000F_000F_000F_000FL;
        long eighths = tens | (quarters - tens * 10) << 8;
        return eighths | 0x3030_3030_3030_3030L;
    }

    private int formatLong(int orderId) {
        int digits = orderId >= 10 * HUNDRED_MILLION ? MOST_DIGITS : MOST_DIGITS - 1;
        LONG.set(bytes, 0, PREFIX_BYTES);
        int rest = orderId;
        for (int i = PREFIX + digits - 1; i >= PREFIX; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return PREFIX + digits;
    }
}
