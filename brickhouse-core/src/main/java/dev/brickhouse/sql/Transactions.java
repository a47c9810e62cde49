package dev.brickhouse.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import javax.sql.DataSource;

/** Runs work in a transaction of its own, which is committed when the work returns and rolled back when it throws. */
public final class Transactions {

    /** Work in a transaction. */
    @FunctionalInterface
    public interface Work<T> {

        /** @return what the caller needs */
        T in(Connection connection) throws SQLException;
    }

    /**
     * Begins work that waits for the locks of others, so that it sees what they have done, whatever isolation the
     * user's role or a pooler's session has.
     */
    public static final String READ_COMMITTED = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

    /**
     * For the transaction alone: a setting of a session behind a pooler would reach other transactions, and not this
     * one.
     */
    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    private Transactions() {}

    /**
     * Takes a connection from the pool, runs {@code work} and commits.
     *
     * @throws SQLException if the server refuses something; nothing of the work remains then
     */
    public static <T> T call(DataSource dataSource, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return call(connection, work);
        }
    }

    /** As {@link #call(DataSource, Work)}, on a connection that the caller has. */
    public static <T> T call(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.in(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    /**
     * Runs {@code work} that only reads, all of it in one snapshot, whatever others write meanwhile.
     *
     * @throws SQLException if the server refuses something, or the work writes
     */
    public static <T> T snapshot(DataSource dataSource, Work<T> work) throws SQLException {
        return call(dataSource, connection -> {
            Sql.execute(connection, SNAPSHOT);
            return work.in(connection);
        });
    }

    /**
     * Runs {@code work} in the transaction that is open on the connection, and undoes what it changed, such as settings.
     *
     * @throws SQLException if the server refuses something; the whole transaction has to be rolled back then
     */
    public static <T> T undone(Connection connection, Work<T> work) throws SQLException {
        Savepoint before = connection.setSavepoint();
        T result = work.in(connection);
        connection.rollback(before);
        connection.releaseSavepoint(before);
        return result;
    }

    private static void rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
