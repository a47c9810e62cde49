package dev.brickhouse.sql;

import dev.brickhouse.problem.SqlProblems;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Runs work in a transaction of its own, which is committed when the work returns and rolled back when it throws. */
public final class Transactions {

    /** Work in a transaction. */
    @FunctionalInterface
    public interface Work<T> {

        /** @return what the caller needs */
        T in(Connection connection) throws SQLException;
    }

    /** Work in a transaction of which only the effect matters. */
    @FunctionalInterface
    public interface Task {

        void in(Connection connection) throws SQLException;

        private Work<Void> work() {
            return connection -> {
                in(connection);
                return null;
            };
        }
    }

    /**
     * What {@link #readCommitted} begins with, for who sends it together with other commands.
     */
    public static final String READ_COMMITTED = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

    /**
     * For the transaction alone: a setting of a session behind a pooler would reach other transactions, and not this
     * one.
     */
    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    private static final String SAVEPOINT = "SAVEPOINT brickhouse_undone";

    private static final String UNDO = "ROLLBACK TO SAVEPOINT brickhouse_undone; RELEASE SAVEPOINT brickhouse_undone";

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
        T result;
        try {
            result = work.in(connection);
            commit(connection);
        } catch (SQLException | RuntimeException | Error e) {
            CleanUp.after(e, connection::rollback);
            CleanUp.after(e, () -> commitEach(connection));
            throw e;
        }
        commitEach(connection);
        return result;
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            SqlProblems.addCommit(e);
            throw e;
        }
    }

    /** As {@link #call(DataSource, Work)}, for work without a result. */
    public static void run(DataSource dataSource, Task task) throws SQLException {
        call(dataSource, task.work());
    }

    /** As {@link #call(Connection, Work)}, for work without a result. */
    public static void run(Connection connection, Task task) throws SQLException {
        call(connection, task.work());
    }

    /**
     * Runs {@code work} that waits for the locks of others, so that it sees what they have done, whatever isolation the
     * user's role or a pooler's session has.
     *
     * @throws SQLException if the server refuses something; nothing of the work remains then
     */
    public static <T> T readCommitted(DataSource dataSource, Work<T> work) throws SQLException {
        return call(dataSource, connection -> {
            Sql.execute(connection, READ_COMMITTED);
            return work.in(connection);
        });
    }

    /** As {@link #readCommitted(DataSource, Work)}, for work without a result. */
    public static void runReadCommitted(DataSource dataSource, Task task) throws SQLException {
        readCommitted(dataSource, task.work());
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
     * Runs commands and then {@code work} in the transaction that is open on the connection, and undoes what they
     * changed, such as settings.
     *
     * @param commands without values, with semicolons between them
     * @throws SQLException if the server refuses something; the whole transaction has to be rolled back then
     */
    public static <T> T undone(Connection connection, String commands, Work<T> work) throws SQLException {
        Sql.execute(connection, List.of(SAVEPOINT, commands));
        T result = work.in(connection);
        Sql.execute(connection, UNDO);
        return result;
    }

    /**
     * Tries commands in the transaction that is open on the connection, and undoes them.
     *
     * @param commands without values
     * @param answers which failures are an answer; any other one is thrown, and the whole transaction has to be rolled
     *     back then
     * @return the failure of the first one that fails
     */
    public static Optional<SQLException> trial(
            Connection connection, List<String> commands, Predicate<SQLException> answers) throws SQLException {
        Optional<SQLException> failure = Optional.empty();
        try {
            Sql.execute(connection, SAVEPOINT + "; " + String.join("; ", commands));
        } catch (SQLException e) {
            if (!answers.test(e)) {
                throw e;
            }
            failure = Optional.of(e);
        }
        Sql.execute(connection, UNDO);
        return failure;
    }

    private static void commitEach(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }
}
