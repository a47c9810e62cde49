package dev.brickhouse.simulate;

import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads and changes stock positions, each change only on the version that was read. Immutable. */
final class StockRows {

    private final String position;
    private final String change;

    StockRows(SqlStatements sql) {
        position = sql.get("position");
        change = sql.get("change");
    }

    /** A stock position as it was when it was read. */
    record Position(int product, int store, int version, int quantity, int reserved) {

        int available() {
            return quantity - reserved;
        }
    }

    /** The position of a product at a store; null if there is none. */
    Position read(Connection connection, int product, int store) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(position)) {
            query.setInt(1, product);
            query.setInt(2, store);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? new Position(product, store, row.getInt(1), row.getInt(2), row.getInt(3)) : null;
            }
        }
    }

    /**
     * Changes a position.
     *
     * @return the id of the transaction
     * @throws ConflictException if somebody changed it since it was read
     */
    long change(Connection connection, Position read, int quantity, int reserved)
            throws SQLException, ConflictException {
        try (PreparedStatement update = connection.prepareStatement(change)) {
            update.setInt(1, quantity);
            update.setInt(2, reserved);
            update.setInt(3, read.product());
            update.setInt(4, read.store());
            update.setInt(5, read.version());
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    throw new ConflictException("the stock of a product");
                }
                return row.getLong(1);
            }
        }
    }
}
