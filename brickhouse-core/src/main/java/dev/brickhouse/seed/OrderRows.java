package dev.brickhouse.seed;

import dev.brickhouse.history.History;
import dev.brickhouse.history.OrderCursor;
import dev.brickhouse.history.OrderStatus;
import dev.brickhouse.load.EncodedText;
import dev.brickhouse.load.RowSource;
import dev.brickhouse.load.RowWriter;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Orders as rows of {@link RetailTables#ORDERS}, without garbage. For one thread. */
final class OrderRows implements RowSource {

    private static final EncodedText[] STATUS_LABELS = statusLabels();

    /** There are a few dozen different ones. */
    private final Map<String, EncodedText> encodedNotes = new HashMap<>();

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
        out.utf8(number.bytes(), number.format(orderId));
        out.integer(order.fromStoreId());
        out.integer(order.toStoreId());
        out.integer(order.productId());
        out.integer(order.quantityCases());
        out.text(STATUS_LABELS[order.status().ordinal()]);
        out.integer(order.requestedBy());
        int approver = order.approvedBy();
        if (approver == OrderCursor.NOBODY) {
            out.nullValue();
        } else {
            out.integer(approver);
        }
        out.timestamp(order.orderedAt());
        date(order.approvedAt(), out);
        date(order.fulfilledAt(), out);
        if (order.notes() == null) {
            out.nullValue();
        } else {
            out.text(encodedNotes.computeIfAbsent(order.notes(), EncodedText::new));
        }
        out.integer(order.version());
    }

    private static void date(long micros, RowWriter out) throws SQLException {
        if (micros == OrderCursor.NO_DATE) {
            out.nullValue();
        } else {
            out.timestamp(micros);
        }
    }

    private static EncodedText[] statusLabels() {
        EncodedText[] labels = new EncodedText[OrderStatus.values().length];
        for (OrderStatus status : OrderStatus.values()) {
            labels[status.ordinal()] = new EncodedText(status.label());
        }
        return labels;
    }
}
