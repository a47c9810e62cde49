package dev.brickhouse.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest of all columns of all orders of a history. */
final class OrderDigest {

    private static final int LONGEST_ROW = 256;

    private OrderDigest() {}

    static String of(History history) {
        MessageDigest digest = sha256();
        ByteBuffer row = ByteBuffer.allocate(LONGEST_ROW);
        OrderCursor order = history.cursor();
        for (long n = 0; n < history.size(); n++) {
            order.moveTo(n);
            row.clear();
            row.putLong(order.number())
                    .putInt(order.fromStoreId())
                    .putInt(order.toStoreId())
                    .putInt(order.productId())
                    .putInt(order.quantityCases())
                    .putInt(order.status().ordinal())
                    .putInt(order.requestedBy())
                    .putInt(order.approvedBy())
                    .putLong(order.orderedAt())
                    .putLong(order.approvedAt())
                    .putLong(order.fulfilledAt())
                    .putInt(order.version());
            if (order.notes() != null) {
                row.put(order.notes().getBytes(StandardCharsets.UTF_8));
            }
            digest.update(row.flip());
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    /** One order as text. */
    static String row(OrderCursor order) {
        return order.number() + "," + order.fromStoreId() + "," + order.toStoreId() + "," + order.productId() + ","
                + order.quantityCases() + "," + order.status() + "," + order.requestedBy() + "," + order.approvedBy()
                + "," + order.orderedAt() + "," + order.approvedAt() + "," + order.fulfilledAt() + ","
                + order.version() + "," + order.notes();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
