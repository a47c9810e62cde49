package dev.brickhouse.seed;

import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Keeps two seeds of one schema apart by an advisory lock, which PostgreSQL gives back by itself when the connection
 * ends, however it ends.
 */
final class SeedLock {

    /** The first half of the lock's key, which tells our locks from an application's own: "brck" in ASCII. */
    private static final int LOCK_CLASS = 0x6272636B;

    /** Work that has the schema for itself. */
    @FunctionalInterface
    interface Work<T> {

        T run() throws SQLException;
    }

    private SeedLock() {}

    /**
     * Runs {@code work} while no other seed can work on the schema.
     *
     * @throws RefusedException if another seed is at work on it
     */
    static <T> T during(SeedTarget target, SqlStatements sql, Work<T> work) throws SQLException {
        int key = target.schema().hashCode();
        try (Connection connection = target.dataSource().getConnection()) {
            if (!call(connection, sql.get("try-lock"), key)) {
                throw new RefusedException("Another brickhouse:seed is at work on schema "
                        + Identifiers.quote(target.schema()) + holder(connection, sql, key)
                        + "; wait until it has ended, or end it, and run this again.");
            }
            T result = work.run();
            call(connection, sql.get("unlock"), key);
            return result;
        }
    }

    private static boolean call(Connection connection, String function, int key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(function)) {
            statement.setInt(1, LOCK_CLASS);
            statement.setInt(2, key);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static String holder(Connection connection, SqlStatements sql, int key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("lock-holder"))) {
            query.setLong(1, LOCK_CLASS);
            query.setLong(2, Integer.toUnsignedLong(key));
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? " (server process " + row.getInt("pid") + ", connected from " + row.getString("client")
                                + " since " + row.getString("backend_start") + ")"
                        : "";
            }
        }
    }
}
