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
        return read(connection, product, store, store)[0];
    }

    /** The positions of a product at a store and at another one, in this order; null for each that is not there. */
    Position[] read(Connection connection, int product, int store, int other) throws SQLException {
        Position[] found = new Position[2];
        try (PreparedStatement query = connection.prepareStatement(position)) {
            query.setInt(1, product);
            query.setInt(2, store);
            query.setInt(3, other);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    int at = row.getInt(1);
                    found[at == store ? 0 : 1] = new Position(product, at, row.getInt(2), row.getInt(3), row.getInt(4));
                }
            }
        }
        return found;
    }

    /** The statement that changes a position, to be sent alone or behind others. */
    String changeSql() {
        return change;
    }

    /**
     * Sets the parameters of {@link #changeSql()}.
     *
     * @param first the number of the first of them
     * @return the number of the parameter after them
     */
    static int bindChange(PreparedStatement update, int first, Position read, int quantity, int reserved)
            throws SQLException {
        int parameter = first;
        update.setInt(parameter++, quantity);
        update.setInt(parameter++, reserved);
        update.setInt(parameter++, read.product());
        update.setInt(parameter++, read.store());
        update.setInt(parameter++, read.version());
        return parameter;
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
            bindChange(update, 1, read, quantity, reserved);
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    throw new ConflictException("the stock of a product");
                }
                return row.getLong(1);
            }
        }
    }
}
