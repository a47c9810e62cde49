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
 * Writes orders of every time and rolls them back, in the transaction that has emptied the tables: what no system catalog
 * tells, such as what a trigger does, shows while the old rows can still be kept.
 */
final class TrialLoad {

    /** Enough for every kind of order, and written in an instant. */
    private static final long ROWS = 1_000;

    /** Where something of the user's acts on rows, which may mind only some: about a second. */
    private static final long MANY_ROWS = 20_000;

    /** So many in a row, since some constraints only forbid what is close together. */
    private static final long FIRST_ROWS = 200;

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
        List<String> actors = RejectedRows.actors(connection, context);
        long rows = Math.min(actors.isEmpty() ? ROWS : MANY_ROWS, history.size());
        OrderRows orders = new OrderRows(history);
        Savepoint before = connection.setSavepoint();
        try {
            long sent = loader.load(
                    connection,
                    RetailTables.ORDERS,
                    (row, out) -> orders.write(spread(row, rows, history.size()), out),
                    0,
                    rows);
            Sql.execute(connection, "SET CONSTRAINTS ALL IMMEDIATE");
            if (TargetState.supportsChecksum(connection, context.sql())
                    && ContentChecksum.of(connection, context.schema(), RetailTables.ORDERS) != sent) {
                throw refusal(actors, "it stores rows other than those that it was sent");
            }
        } catch (SQLException e) {
            if (!RejectedRows.isRejection(e)) {
                throw e;
            }
            throw refusal(actors, "the server rejects its rows (" + SqlProblems.oneLine(e.getMessage()) + ")");
        }
        connection.rollback(before);
        connection.releaseSavepoint(before);
        // what was rolled back would stay in the file as dead rows
        TableTruncation.truncate(connection, context.schema(), List.of(RetailTables.ORDERS), context.sql());
    }

    /** The first orders as they come, and the others evenly from there to the last. */
    static long spread(long row, long rows, long of) {
        return row < FIRST_ROWS || rows == of
                ? row
                : FIRST_ROWS
                        + Math.round((double) (row - FIRST_ROWS) * (of - 1 - FIRST_ROWS) / (rows - 1 - FIRST_ROWS));
    }

    private RefusedException refusal(List<String> actors, String reason) {
        return new RefusedException("Schema " + context.target().schema().quoted()
                + " cannot be seeded as it is, and nothing was changed: table "
                + Identifiers.quote(RetailTables.ORDERS.name()) + " was tested with orders of this seed, and " + reason
                + "; "
                + (actors.isEmpty()
                        ? "undo the changes to the table's definition, and run this again."
                        : "look at what acts on its rows, and disable or drop it: " + String.join(", ", actors) + "."));
    }
}
