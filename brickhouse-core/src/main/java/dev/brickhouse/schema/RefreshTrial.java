package dev.brickhouse.schema;

import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out whether the materialized views can be refreshed, and what of the user's stands in the way. */
public final class RefreshTrial {

    /** A view that somebody reads for long is not worth holding the tables back for; that it is read proves nothing. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '2s'";

    /** The classes of SQLSTATEs of what others do at the same time. */
    private static final List<String> CONTENTION = List.of("40", "55");

    private static final SqlStatements SQL = SqlStatements.read(RefreshTrial.class, "analytics.sql", Map.of());

    private RefreshTrial() {}

    /**
     * Refreshes the views from what the tables hold and undoes it, in the connection's transaction.
     *
     * @return the first view that cannot be refreshed, why, and what to do, as a sentence without a capital letter;
     *     empty if all can be, or if others keep it from being found out
     * @throws SQLException if the server fails for a reason that is not lasting
     */
    public static Optional<String> refusal(Connection connection, RetailSchema schema) throws SQLException {
        SchemaContents contents = SchemaContents.of(connection, schema);
        for (String view : RetailSchema.VIEWS) {
            if (contents.view(view).isPresent()) {
                Optional<String> refusal = refusal(connection, schema, view);
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> refusal(Connection connection, RetailSchema schema, String view)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        Optional<SQLException> failure = Optional.empty();
        try {
            Sql.execute(connection, PATIENCE);
            Sql.execute(connection, "REFRESH MATERIALIZED VIEW " + schema.view(view));
        } catch (SQLException e) {
            if (!SqlProblems.isLasting(e) && CONTENTION.stream().noneMatch(e.getSQLState()::startsWith)) {
                throw e;
            }
            failure = Optional.of(e);
        }
        connection.rollback(before);
        connection.releaseSavepoint(before);
        if (failure.filter(SqlProblems::isLasting).isEmpty()) {
            return Optional.empty();
        }
        List<String> actors = actors(connection, schema, view);
        return Optional.of("materialized view " + schema.view(view) + " cannot be refreshed ("
                + SqlProblems.oneLine(failure.get()) + "); "
                + (actors.isEmpty() ? "undo the changes to its definition, and run this again." : remedy(actors)));
    }

    /** Adds to a failure of a refresh what of the user's acts on it, if anything does. */
    static void explain(SQLException failure, Connection connection, RetailSchema schema, String view)
            throws SQLException {
        List<String> actors = actors(connection, schema, view);
        if (!actors.isEmpty()) {
            SqlProblems.addRemedy(
                    failure, "materialized view " + schema.view(view) + " cannot be refreshed; " + remedy(actors));
        }
    }

    private static String remedy(List<String> actors) {
        return "look at what acts on it, and mend, drop or disable it: " + String.join(", ", actors) + ".";
    }

    private static List<String> actors(Connection connection, RetailSchema schema, String view) throws SQLException {
        return Sql.strings(connection, SQL.get("acting-on-refresh"), schema.analytics(), view);
    }
}
