package dev.brickhouse.simulate;

import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The orders of one status, oldest first, read a page at a time as a manager does and handed to one worker each. What others
 * did to an order since it was read shows in its version. Safe for use by several threads.
 */
final class OrderQueue {

    private static final int PAGE = 200;

    private final String status;
    private final String sql;
    private final SimulationData data;
    private final Deque<OpenOrder> page = new ArrayDeque<>();
    private int last;

    OrderQueue(String status, SqlStatements sql, SimulationData data) {
        this.status = status;
        this.sql = sql.get("worklist");
        this.data = data;
    }

    /** The next order; null if there is none. */
    synchronized OpenOrder next(Connection connection) throws SQLException {
        if (page.isEmpty()) {
            read(connection);
            if (page.isEmpty() && last > 0) {
                last = 0;
                read(connection);
            }
        }
        return page.poll();
    }

    private void read(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, status);
            query.setInt(2, last);
            query.setInt(3, data.warehouse());
            query.setInt(4, PAGE);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    OpenOrder order =
                            new OpenOrder(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5));
                    last = order.id();
                    if (data.shops().containsKey(order.store())) {
                        page.add(order);
                    }
                }
            }
        }
    }
}
