package dev.brickhouse.server;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds out how many connections the server gives, before any work depends on them: the pool itself would go on asking
 * without a word where a role, a database or the server has no more.
 */
final class ConnectionCapacity {

    private static final String TOO_MANY_CONNECTIONS = "53300";

    /** The server needs a moment to notice that the connections of a goal before have ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration RETRY = Duration.ofMillis(50);

    private ConnectionCapacity() {}

    /**
     * Opens as many connections as are wanted, or as there are, for those who ask {@code sessions} next.
     *
     * @param least with fewer than this the goal cannot work
     * @param most how many are wanted
     * @return how many there are
     * @throws DatabaseException if there are fewer than {@code least}
     */
    static int reserve(Sessions sessions, int least, int most, Console console) throws SQLException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        int had = 0;
        while (had < most) {
            try {
                sessions.openAhead();
                had++;
            } catch (SQLException e) {
                if (!TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                    throw e;
                }
                if (had >= least) {
                    console.warn("The server gives " + had + " connections rather than " + most
                            + ", so less is done at the same time (" + SqlProblems.oneLine(e.getMessage()) + ")");
                    return had;
                }
                if (System.nanoTime() - giveUpAt >= 0) {
                    throw tooFew(had, least, e);
                }
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
        return had;
    }

    private static DatabaseException tooFew(int had, int least, SQLException e) {
        return new DatabaseException(
                "This goal needs at least " + least + " connections at the same time, and the server gives "
                        + (had == 0 ? "none" : "only " + had)
                        + "; raise the limit of the user or the database (ALTER ROLE or ALTER DATABASE … CONNECTION LIMIT) or"
                        + " the server's max_connections, or end other connections ("
                        + SqlProblems.oneLine(e.getMessage()) + ").",
                e);
    }
}
