package dev.brickhouse.load;

import java.sql.SQLException;

/** Makes the rows of one table, by number. Implementations belong to one thread. */
@FunctionalInterface
public interface RowSource {

    /**
     * Writes one row: {@link RowWriter#startRow()}, then one value or null for each column of the table, in its order.
     *
     * @param row the number of the row, from 0
     * @throws SQLException if the server refuses what was written
     */
    void write(long row, RowWriter out) throws SQLException;
}
