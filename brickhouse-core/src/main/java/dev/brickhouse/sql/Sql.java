package dev.brickhouse.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Runs statements on a connection, with their values as parameters. Transactions are the caller's.
 *
 * <p>A value is anything that the driver can send as it is, or a collection of texts, which becomes an array of
 * {@code text}.
 */
public final class Sql {

    /** Maps the current row of a result. */
    @FunctionalInterface
    public interface RowMapper<T> {

        T map(ResultSet row) throws SQLException;
    }

    /** Uses the current row of a result. */
    @FunctionalInterface
    public interface RowConsumer {

        void accept(ResultSet row) throws SQLException;
    }

    private Sql() {}

    /** Every row, in the order of the query. */
    public static <T> List<T> list(Connection connection, String query, RowMapper<T> mapper, Object... values)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        forEach(connection, query, row -> rows.add(mapper.map(row)), values);
        return rows;
    }

    /** The first column of every row as text. */
    public static List<String> strings(Connection connection, String query, Object... values) throws SQLException {
        return list(connection, query, row -> row.getString(1), values);
    }

    /** The first row; empty if there is none, or if the mapper returns null. */
    public static <T> Optional<T> first(Connection connection, String query, RowMapper<T> mapper, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, query, values);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.ofNullable(mapper.map(row)) : Optional.empty();
        }
    }

    /**
     * The row of a query that always has one.
     *
     * @throws IllegalStateException if it has none
     */
    public static <T> T one(Connection connection, String query, RowMapper<T> mapper, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, query, values);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("No row from: " + query);
            }
            return mapper.map(row);
        }
    }

    /** The first column of a query that always has exactly one row. */
    public static boolean isTrue(Connection connection, String query, Object... values) throws SQLException {
        return one(connection, query, row -> row.getBoolean(1), values);
    }

    /** Whether a query has any row. */
    public static boolean hasRows(Connection connection, String query, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, query, values);
                ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    /** Passes each row to the consumer. */
    public static void forEach(Connection connection, String query, RowConsumer consumer, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, query, values);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                consumer.accept(row);
            }
        }
    }

    /** @return how many rows were written */
    public static int update(Connection connection, String statement, Object... values) throws SQLException {
        try (PreparedStatement prepared = prepare(connection, statement, values)) {
            return prepared.executeUpdate();
        }
    }

    /** Calls functions for their effect, whatever they return. */
    public static void call(Connection connection, String query, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, query, values)) {
            statement.execute();
        }
    }

    /**
     * As {@link #first}, after commands that are sent along with the query, so that a far server is not asked twice.
     *
     * @param commands without values and results, with semicolons between them
     */
    public static <T> Optional<T> firstAfter(
            Connection connection, String commands, String query, RowMapper<T> mapper, Object... values)
            throws SQLException {
        List<T> rows = listAfter(connection, commands, query, mapper, values);
        return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.get(0));
    }

    /** As {@link #list}, after commands that are sent along with the query, as for {@link #firstAfter}. */
    public static <T> List<T> listAfter(
            Connection connection, String commands, String query, RowMapper<T> mapper, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, commands + "; " + query, values)) {
            boolean hasRows = statement.execute();
            while (!hasRows && statement.getUpdateCount() >= 0) {
                hasRows = statement.getMoreResults();
            }
            List<T> mapped = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    mapped.add(mapper.map(rows));
                }
            }
            return mapped;
        }
    }

    /** Runs commands without values one after the other, all of which are sent at once; nothing if there are none. */
    public static void execute(Connection connection, List<String> commands) throws SQLException {
        if (!commands.isEmpty()) {
            execute(connection, String.join("; ", commands));
        }
    }

    /** Runs a command without values, or several with semicolons between them. */
    public static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof Collection<?> texts) {
                    statement.setArray(i + 1, connection.createArrayOf("text", texts.toArray()));
                } else {
                    statement.setObject(i + 1, values[i]);
                }
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            CleanUp.after(e, statement::close);
            throw e;
        }
    }
}
