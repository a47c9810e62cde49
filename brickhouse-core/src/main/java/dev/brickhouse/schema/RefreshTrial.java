package dev.brickhouse.schema;

import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlStateClass;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out whether the materialized views can be refreshed, and what of the user's stands in the way. */
public final class RefreshTrial {

    /** A view that somebody reads for long is not worth holding the tables back for; that it is read proves nothing. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '2s'";

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
        List<String> views = RetailSchema.VIEWS.stream()
                .filter(view -> contents.view(view).isPresent())
                .toList();
        // together first, since each takes a while where the server is far away
        if (failure(connection, schema, views).isEmpty()) {
            return Optional.empty();
        }
        for (String view : views) {
            Optional<String> refusal = refusal(connection, schema, view);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<SQLException> failure(Connection connection, RetailSchema schema, List<String> views)
            throws SQLException {
        List<String> commands = new ArrayList<>(List.of(PATIENCE));
        views.forEach(view -> commands.add("REFRESH MATERIALIZED VIEW " + schema.view(view)));
        return Transactions.trial(connection, commands, e -> SqlProblems.isPermanent(e) || isContention(e));
    }

    /** Whether it comes of what others do at the same time. */
    private static boolean isContention(SQLException e) {
        return SqlStateClass.TRANSACTION_ROLLBACK.includes(e)
                || SqlStateClass.OBJECT_NOT_IN_PREREQUISITE_STATE.includes(e);
    }

    private static Optional<String> refusal(Connection connection, RetailSchema schema, String view)
            throws SQLException {
        Optional<SQLException> failure = failure(connection, schema, List.of(view));
        if (failure.filter(SqlProblems::isPermanent).isEmpty()) {
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
        return "look at what acts on it, and fix, drop or disable it: " + String.join(", ", actors) + ".";
    }

    private static List<String> actors(Connection connection, RetailSchema schema, String view) throws SQLException {
        return Sql.strings(connection, SQL.get("acting-on-refresh"), schema.analytics(), view);
    }
}
