package dev.brickhouse.connection;

import dev.brickhouse.config.PropertyNames;
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

    static final String TOO_MANY_CONNECTIONS = "53300";

    /** The server needs a moment to notice that the connections of a goal before have ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration RETRY = Duration.ofMillis(50);

    private ConnectionCapacity() {}

    /**
     * Opens as many connections as are wanted, or as there are, for those who ask {@code sessions} next.
     *
     * @return how many there are
     * @throws DatabaseException if there are fewer than are needed at least
     */
    static int reserve(Sessions sessions, ConnectionNeed need, Console console) throws SQLException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        int had = 0;
        while (had < need.most()) {
            try {
                sessions.openAhead();
                had++;
            } catch (SQLException e) {
                if (!TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                    throw e;
                }
                if (had >= need.least()) {
                    console.warn("The server gives " + had + " connections rather than " + need.most()
                            + ", so less is done at the same time (" + SqlProblems.oneLine(e.getMessage()) + ")");
                    return had;
                }
                if (System.nanoTime() - giveUpAt >= 0) {
                    throw tooFew(had, need, e);
                }
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
        return had;
    }

    private static DatabaseException tooFew(int had, ConnectionNeed need, SQLException e) {
        return new DatabaseException(
                "This goal needs "
                        + (need.least() == 1 ? "a connection" : need.least() + " connections at the same time")
                        + (need.condition().isEmpty() ? "" : " " + need.condition())
                        + ", and the server gives " + (had == 0 ? "none" : "only " + had) + "; "
                        + (need.remedy().isEmpty() ? "" : need.remedy() + ", ")
                        + "raise the limit of the user or the database (ALTER ROLE or ALTER DATABASE … CONNECTION LIMIT) or"
                        + " the server's max_connections, connect as another user (" + PropertyNames.USER
                        + "), or end other connections (" + SqlProblems.oneLine(e.getMessage()) + ").",
                e);
    }
}
