package dev.brickhouse.simulate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What became of statements that change one row each.
 *
 * @param changed how many of them changed their row before the first one that did not
 * @param transaction the id of the transaction; 0 if one of them did not change its row
 */
record RowChanges(int changed, long transaction) {

    /**
     * Sends the statements in one round trip, which also holds their locks for a shorter time.
     *
     * @param sql the statements, each of which returns the id of its row, or null if that is not as told, and last one that returns the transaction's id
     */
    static RowChanges send(Connection connection, String sql, List<Object> values) throws SQLException {
        try (PreparedStatement statements = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statements.setObject(i + 1, values.get(i));
            }
            long last = 0;
            int results = 0;
            for (boolean more = statements.execute(); more; more = statements.getMoreResults()) {
                try (ResultSet row = statements.getResultSet()) {
                    last = row.next() ? row.getLong(1) : 0;
                    if (last == 0) {
                        return new RowChanges(results, 0);
                    }
                    results++;
                }
            }
            return new RowChanges(results - 1, last);
        }
    }

    /** Whether one of the statements did not change its row. */
    boolean isIncomplete() {
        return transaction == 0;
    }
}
