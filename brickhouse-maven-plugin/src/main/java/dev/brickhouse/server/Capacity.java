package dev.brickhouse.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out how many connections the server gives, before any work depends on them: the pool itself would go on asking
 * without a word where a role, a database or the server has no more.
 */
final class Capacity {

    static final String TOO_MANY_CONNECTIONS = "53300";

    /** The server needs a moment to notice that the connection before has ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Capacity() {}

    /**
     * Opens as many connections as are wanted, or as there are, and leaves them in the pool.
     *
     * @param least with fewer than this the goal cannot work
     * @param most how many are wanted
     * @param connectTimeout how long one may take to open; zero for ever
     * @return how many there are
     * @throws DatabaseException if there are fewer than {@code least}
     */
    static int of(HikariDataSource pool, int least, int most, Duration connectTimeout, Console console)
            throws SQLException {
        long wait = pool.getConnectionTimeout();
        List<Connection> taken = new ArrayList<>();
        try {
            pool.getHikariConfigMXBean().setConnectionTimeout(PATIENCE.toMillis());
            while (taken.size() < most) {
                taken.add(take(pool, connectTimeout));
            }
        } catch (SQLException e) {
            if (!TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                throw e;
            }
            if (taken.size() < least) {
                throw tooFew(taken.size(), least, e);
            }
            console.warn("The server gives " + taken.size() + " connections rather than " + most
                    + ", so less is done at the same time (" + SqlProblems.oneLine(reason(e)) + ")");
            pool.getHikariConfigMXBean().setMaximumPoolSize(taken.size());
        } finally {
            pool.getHikariConfigMXBean().setConnectionTimeout(wait);
            for (Connection connection : taken) {
                connection.close();
            }
        }
        return taken.size();
    }

    /** Waits as long as the server takes to answer, but not once it has refused. */
    private static Connection take(HikariDataSource pool, Duration connectTimeout) throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException e) {
                boolean late = System.nanoTime() - start > connectTimeout.toNanos() && !connectTimeout.isZero();
                if (e.getCause() != null || late) {
                    throw e;
                }
            }
        }
    }

    static DatabaseException tooFew(int had, int least, SQLException e) {
        return new DatabaseException(
                "This goal needs at least " + least + " connections at the same time, and the server gives "
                        + (had == 0 ? "none" : "only " + had)
                        + "; raise the connection limit of the user, the database or"
                        + " the server, or end other connections (" + SqlProblems.oneLine(reason(e)) + ").",
                e);
    }

    private static String reason(SQLException e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }
}
