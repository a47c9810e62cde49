package dev.brickhouse.seed;

import dev.brickhouse.history.History;
import dev.brickhouse.load.ContentChecksum;
import dev.brickhouse.load.TableLoader;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the first orders and takes them back, in the transaction that has emptied the tables: what no catalog tells, such
 * as what a trigger does, shows while the old rows can still come back.
 */
final class TrialLoad {

    /** Enough for every kind of order, and written in an instant. */
    private static final long ROWS = 200;

    /** Classes of errors that say nothing of the rows: connection, resources, intervention, contention. */
    private static final List<String> OF_THE_MOMENT = List.of("08", "40", "53", "55", "57", "58", "XX");

    /** What a binary COPY into a column of another type ends with, a protocol violation by its class. */
    private static final String VALUE_OF_ANOTHER_TYPE = "08P01";

    private final SeedTarget target;
    private final SqlStatements sql;

    TrialLoad(SeedTarget target, SqlStatements sql) {
        this.target = target;
        this.sql = sql;
    }

    /**
     * Writes and takes back.
     *
     * @param connection in a transaction, with the small tables filled and {@code orders} empty
     * @throws RefusedException if the server does not take the orders, or keeps others than it was sent; the transaction
     *     has to be rolled back then
     */
    void write(Connection connection, TableLoader loader, History history, long orders) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            long sent = loader.load(connection, RetailTables.ORDERS, new OrderRows(history), 0, Math.min(ROWS, orders));
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            if (TargetState.canSumUp(connection, sql)
                    && ContentChecksum.of(connection, target.schema().name(), RetailTables.ORDERS) != sent) {
                throw refusal(connection, "it keeps other rows than it is sent");
            }
        } catch (SQLException e) {
            if (isOfTheMoment(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            throw refusal(
                    connection, "the server does not take its rows (" + SqlProblems.oneLine(e.getMessage()) + ")");
        }
        connection.rollback(before);
        connection.releaseSavepoint(before);
        // what was taken back would stay in the file as dead rows
        TableTruncation.empty(connection, target.schema().name(), List.of(RetailTables.ORDERS), sql);
    }

    private static boolean isOfTheMoment(String state) {
        return state == null
                || !state.equals(VALUE_OF_ANOTHER_TYPE)
                        && OF_THE_MOMENT.stream().anyMatch(state::startsWith);
    }

    private RefusedException refusal(Connection connection, String reason) throws SQLException {
        List<String> actors = actors(connection);
        return new RefusedException("Schema " + target.schema().quoted()
                + " cannot be seeded as it is, and nothing was changed: table "
                + Identifiers.quote(RetailTables.ORDERS.name()) + " was tried with the first orders, and " + reason
                + "; "
                + (actors.isEmpty()
                        ? "undo what was changed of the table's definition, and run this again."
                        : "look at what acts on its rows, and disable or drop it: " + String.join(", ", actors) + "."));
    }

    /** What of the user's could be the reason: triggers and further constraints. */
    private List<String> actors(Connection connection) throws SQLException {
        List<String> actors = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql.get("acting-on-rows"))) {
            query.setString(1, target.schema().name());
            query.setString(2, RetailTables.ORDERS.name());
            query.setString(3, target.schema().name());
            query.setString(4, RetailTables.ORDERS.name());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    actors.add(row.getString(1));
                }
            }
        }
        return actors;
    }
}
