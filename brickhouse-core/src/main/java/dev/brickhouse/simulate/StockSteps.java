package dev.brickhouse.simulate;

import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Goods that the warehouse receives and the shops sell, and the stock positions that orders change too. A position
 * changes only if it still has the version that was read. Safe for use by several threads.
 */
final class StockSteps {

    /** With the default mix the warehouse receives about as much as it delivers to the shops and these sell. */
    private static final int LEAST_RECEIVED = 40;

    private static final int RECEIVED_STEPS = 5;
    private static final int RECEIVED_STEP = 10;
    private static final int MOST_SOLD = 15;

    private final String read;
    private final String change;
    private final String transaction;
    private final SimulationData data;

    StockSteps(SqlStatements sql, SimulationData data) {
        read = sql.get("position");
        change = sql.get("change");
        transaction = sql.get("transaction");
        this.data = data;
    }

    /** A stock position as it was when it was read. */
    record Position(int product, int store, int version, int quantity, int reserved) {

        int available() {
            return quantity - reserved;
        }

        /** The values of {@link #changeSql()} that add to the quantity and the reservation. */
        List<Object> change(int quantity, int reserved) {
            return List.of(
                    quantity, reserved, product, store, version, this.quantity + quantity, this.reserved + reserved);
        }
    }

    Step sell(SimulationRandom random) {
        SimulationData.Demanded wanted = data.demanded(random);
        int cases = 1 + random.below(SimulationRandom.Purpose.CASES, MOST_SOLD);
        return connection -> {
            Position position = read(connection, wanted.product(), wanted.shop().storeId());
            return position == null || position.available() < cases
                    ? StepOutcome.NO_STOCK
                    : change(connection, position, -cases);
        };
    }

    Step receive(SimulationRandom random) {
        int product = data.demanded(random).product();
        int cases = LEAST_RECEIVED + RECEIVED_STEP * random.below(SimulationRandom.Purpose.CASES, RECEIVED_STEPS);
        return connection -> {
            Position position = read(connection, product, data.warehouse());
            return position == null ? StepOutcome.NO_STOCK : change(connection, position, cases);
        };
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

    /** The statement that returns the id of the transaction, to be sent after all others. */
    String transactionSql() {
        return transaction;
    }

    private StepOutcome change(Connection connection, Position position, int cases) throws SQLException {
        RowChanges changes = RowChanges.send(connection, change + ";\n" + transaction, position.change(cases, 0));
        return changes.isIncomplete()
                ? StepOutcome.CONFLICT
                : StepOutcome.wrote(Math.abs(cases), changes.transaction());
    }
}
