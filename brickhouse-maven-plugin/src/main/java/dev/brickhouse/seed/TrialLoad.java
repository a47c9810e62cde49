package dev.brickhouse.seed;

import dev.brickhouse.history.History;
import dev.brickhouse.load.ContentChecksum;
import dev.brickhouse.load.TableLoader;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/**
 * Writes the first orders and rolls them back, in the transaction that has emptied the tables: what no system catalog
 * tells, such as what a trigger does, shows while the old rows can still be kept.
 */
final class TrialLoad {

    /** Enough for every kind of order, and written in an instant. */
    private static final long ROWS = 200;

    /** Classes of errors that do not depend on the rows: connection, resources, intervention, contention. */
    private static final List<String> TRANSIENT_CLASSES = List.of("08", "40", "53", "55", "57", "58", "XX");

    /** How a binary COPY into a column of another type fails, a protocol violation by its class. */
    private static final String VALUE_OF_ANOTHER_TYPE = "08P01";

    private final SeedContext context;

    TrialLoad(SeedContext context) {
        this.context = context;
    }

    /**
     * Writes and rolls back.
     *
     * @param connection in a transaction, with the small tables filled and {@code orders} empty
     * @throws RefusedException if the server rejects the orders, or stores others than it was sent; the transaction has to
     *     be rolled back then
     */
    void run(Connection connection, TableLoader loader, History history) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            long sent = loader.load(
                    connection, RetailTables.ORDERS, new OrderRows(history), 0, Math.min(ROWS, history.size()));
            Sql.execute(connection, "SET CONSTRAINTS ALL IMMEDIATE");
            if (TargetState.supportsChecksum(connection, context.sql())
                    && ContentChecksum.of(connection, context.schema(), RetailTables.ORDERS) != sent) {
                throw refusal(connection, "it stores rows other than those that it was sent");
            }
        } catch (SQLException e) {
            if (isTransient(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            throw refusal(connection, "the server rejects its rows (" + SqlProblems.oneLine(e.getMessage()) + ")");
        }
        connection.rollback(before);
        connection.releaseSavepoint(before);
        // what was rolled back would stay in the file as dead rows
        TableTruncation.truncate(connection, context.schema(), List.of(RetailTables.ORDERS), context.sql());
    }

    private static boolean isTransient(String state) {
        return state == null
                || !state.equals(VALUE_OF_ANOTHER_TYPE)
                        && TRANSIENT_CLASSES.stream().anyMatch(state::startsWith);
    }

    private RefusedException refusal(Connection connection, String reason) throws SQLException {
        String orders = RetailTables.ORDERS.name();
        List<String> actors = Sql.strings(
                connection, context.sql().get("acting-on-rows"), context.schema(), orders, context.schema(), orders);
        return new RefusedException("Schema " + context.target().schema().quoted()
                + " cannot be seeded as it is, and nothing was changed: table " + Identifiers.quote(orders)
                + " was tested with the first orders, and " + reason + "; "
                + (actors.isEmpty()
                        ? "undo the changes to the table's definition, and run this again."
                        : "look at what acts on its rows, and disable or drop it: " + String.join(", ", actors) + "."));
    }
}
