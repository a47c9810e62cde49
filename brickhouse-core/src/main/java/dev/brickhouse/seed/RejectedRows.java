package dev.brickhouse.seed;

import dev.brickhouse.load.Table;
import dev.brickhouse.load.UnattachedIndexes;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLException;

/** Rows that the server does not take because of something in the database that the migrations did not make. */
final class RejectedRows {

    /** How a binary COPY into a column of another type fails, a protocol violation by its class. */
    private static final String VALUE_OF_ANOTHER_TYPE = SqlState.PROTOCOL_VIOLATION;

    private RejectedRows() {}

    /**
     * Something that may reject a row.
     *
     * @param text it with its kind, and with the partition that alone has it
     * @param name it as the server names it
     */
    private record Actor(String text, String name) {}

    /**
     * Triggers, constraints, indexes and columns that the migrations did not make so and that may reject a row of
     * {@code orders}, each with its kind, and with its partition where only that has it.
     */
    static List<String> actors(Connection connection, SeedContext context) throws SQLException {
        return find(connection, context).stream().map(Actor::text).toList();
    }

    private static List<Actor> find(Connection connection, SeedContext context) throws SQLException {
        return Sql.list(
                connection,
                context.sql().get("acting-on-rows"),
                row -> new Actor(row.getString(1), row.getString(2)),
                new UnattachedIndexes(context.schema(), RetailTables.ORDERS.name()).ids(connection),
                context.schema(),
                RetailTables.ORDERS.name());
    }

    /** Triggers and constraints of any of the tables that are checked late, each with its kind and its table. */
    static List<String> deferred(Connection connection, SeedContext context) throws SQLException {
        List<String> tables = RetailTables.IN_ORDER.stream().map(Table::name).toList();
        return Sql.strings(connection, context.sql().get("deferred"), context.schema(), tables);
    }

    /** Whether a failure is one of the rows, and would be the same the next time. */
    static boolean isRejection(SQLException e) {
        return VALUE_OF_ANOTHER_TYPE.equals(e.getSQLState()) || SqlProblems.isPermanent(e);
    }

    /**
     * Adds to a failure of a seed that has begun what rejects its orders, if anything does.
     *
     * @param loading whether it is orders that were being written; otherwise only a constraint or index that the server
     *     names is certain
     */
    static void explain(SQLException failure, SeedContext context, boolean loading) {
        if (!isRejection(failure)) {
            return;
        }
        Optional<String> broken = constraint(failure);
        try {
            context.inTransaction(connection -> broken.isPresent() && isSuspended(connection, context, broken.get())
                            ? Optional.of(doWithout(context, broken.get()))
                            : disable(find(connection, context), broken, loading))
                    .ifPresent(remedy -> SqlProblems.addRemedy(failure, remedy));
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Adds to a failure what rejects the rows of another table than the orders', if anything does. */
    static void explain(SQLException failure, Table table) {
        if (isRejection(failure)) {
            SqlProblems.addRemedy(
                    failure,
                    constraint(failure)
                                    .map(name -> "constraint " + name + " of table " + table.name()
                                            + ", which this plugin did not make,")
                                    .orElse(
                                            "something on table " + table.name()
                                                    + " that this plugin did not make, such as a trigger or statistics on an expression,")
                            + " rejects rows of this seed; disable, drop or undo it, and run the same goal again.");
        }
    }

    private static Optional<String> disable(List<Actor> actors, Optional<String> broken, boolean loading) {
        List<Actor> named = actors.stream()
                .filter(actor -> broken.isPresent() && actor.name().equals(broken.get()))
                .toList();
        if (named.isEmpty() && loading) {
            named = actors;
        }
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "something that this plugin did not make rejects orders of this seed; disable, drop or undo it, and"
                                + " run the same goal again: "
                                + named.stream().map(Actor::text).collect(Collectors.joining(", ")) + ".");
    }

    /** Whether an index or constraint is put aside and to be brought back when all orders are loaded. */
    private static boolean isSuspended(Connection connection, SeedContext context, String name) throws SQLException {
        return Sql.hasRows(connection, context.sql().get("suspended"), name);
    }

    private static String doWithout(SeedContext context, String name) {
        return "the orders of this seed break " + Identifiers.quote(name)
                + ", which this plugin did not make and put aside for the load; to do without it, run "
                + context.indexes().statementToForget(name) + ", and run the same goal again.";
    }

    /** What the server says that the rows break. */
    private static Optional<String> constraint(SQLException failure) {
        return failure instanceof PSQLException refusal && refusal.getServerErrorMessage() != null
                ? Optional.ofNullable(refusal.getServerErrorMessage().getConstraint())
                : Optional.empty();
    }
}
