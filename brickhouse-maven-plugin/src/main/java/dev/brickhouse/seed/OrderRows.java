package dev.brickhouse.seed;

import dev.brickhouse.history.History;
import dev.brickhouse.history.OrderCursor;
import dev.brickhouse.history.OrderStatus;
import dev.brickhouse.load.RowSource;
import dev.brickhouse.load.RowWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Orders as rows of {@link RetailTables#ORDERS}, without garbage but for the notes. For one thread. */
final class OrderRows implements RowSource {

    private static final byte[][] STATUS_LABELS = statusLabels();

    private final OrderCursor order;
    private final OrderNumberFormat number = new OrderNumberFormat();

    OrderRows(History history) {
        order = history.cursor();
    }

    @Override
    public void write(long row, RowWriter out) throws SQLException {
        order.moveTo(row);
        int orderId = (int) (row + 1);
        out.startRow();
        out.integer(orderId);
        out.ascii(number.bytes(), number.format(orderId));
        out.integer(order.fromStoreId());
        out.integer(order.toStoreId());
        out.integer(order.productId());
        out.integer(order.quantityCases());
        byte[] status = STATUS_LABELS[order.status().ordinal()];
        out.ascii(status, status.length);
        out.integer(order.requestedBy());
        if (order.approvedBy() == OrderCursor.NOBODY) {
            out.nothing();
        } else {
            out.integer(order.approvedBy());
        }
        out.timestamp(order.orderedAt());
        date(order.approvedAt(), out);
        date(order.fulfilledAt(), out);
        if (order.notes() == null) {
            out.nothing();
        } else {
            out.text(order.notes());
        }
        out.integer(order.version());
    }

    private static void date(long micros, RowWriter out) throws SQLException {
        if (micros == OrderCursor.NO_DATE) {
            out.nothing();
        } else {
            out.timestamp(micros);
        }
    }

    private static byte[][] statusLabels() {
        byte[][] labels = new byte[OrderStatus.values().length][];
        for (OrderStatus status : OrderStatus.values()) {
            labels[status.ordinal()] = status.label().getBytes(StandardCharsets.US_ASCII);
        }
        return labels;
    }
}
