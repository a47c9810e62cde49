package dev.brickhouse.simulate;

import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and changes stock positions, each change only if the position still has the version that was read. Immutable. */
final class StockRows {

    private final String read;
    private final String change;

    StockRows(SqlStatements sql) {
        read = sql.get("position");
        change = sql.get("change");
    }

    /** A stock position as it was when it was read. */
    record Position(int product, int store, int version, int quantity, int reserved) {

        int available() {
            return quantity - reserved;
        }

        /** The values of {@link #changeSql()} that add to the quantity and the reservation. */
        List<Object> change(int quantity, int reserved) {
            return List.of(quantity, reserved, product, store, version);
        }
    }

    /** The position of a product at a store; null if there is none. */
    Position read(Connection connection, int product, int store) throws SQLException {
        return read(connection, product, store, store).get(store);
    }

    /** The positions of a product at two stores, as far as they exist, by the store's id. */
    Map<Integer, Position> read(Connection connection, int product, int store, int other) throws SQLException {
        Map<Integer, Position> positions = new HashMap<>();
        Sql.forEach(
                connection,
                read,
                row -> positions.put(
                        row.getInt(1),
                        new Position(product, row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4))),
                product,
                store,
                other);
        return positions;
    }

    /** The statement that changes a position, to be sent alone or after others. */
    String changeSql() {
        return change;
    }

    /** Adds cases to a position, or removes them if their number is negative. */
    StepOutcome change(Connection connection, Position position, int cases) throws SQLException {
        return Sql.first(
                        connection,
                        change,
                        row -> row.getLong(1),
                        position.change(cases, 0).toArray())
                .map(transaction -> StepOutcome.wrote(Math.abs(cases), transaction))
                .orElse(StepOutcome.CONFLICT);
    }
}
