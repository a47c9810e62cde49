package dev.brickhouse.simulate;

import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The orders of one status, oldest first, read a page at a time and handed to one worker each. A change that another
 * worker made to an order since it was read shows in its version. Safe for use by several threads.
 */
final class OrderQueue {

    private static final int PAGE = 200;

    private final String status;
    private final String sql;
    private final SimulationData data;
    private final Deque<OpenOrder> page = new ArrayDeque<>();
    private int last;

    /** An order as it was when it was read. */
    record OpenOrder(int id, int version, int product, int store, int cases) {}

    OrderQueue(String status, SqlStatements sql, SimulationData data) {
        this.status = status;
        this.sql = sql.get("order-queue");
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
        Sql.forEach(
                connection,
                sql,
                row -> {
                    last = row.getInt(1);
                    if (data.shops().containsKey(row.getInt(4))) {
                        page.add(new OpenOrder(last, row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)));
                    }
                },
                status,
                last,
                data.warehouse(),
                PAGE);
    }
}
