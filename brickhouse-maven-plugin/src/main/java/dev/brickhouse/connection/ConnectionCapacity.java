package dev.brickhouse.connection;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds out how many connections the server allows, before any work depends on them: where a role, a database or the
 * server has no more, the pool would silently keep asking.
 */
final class ConnectionCapacity {

    static final String TOO_MANY_CONNECTIONS = "53300";

    /** The server takes a moment to notice that the connections of an earlier goal have ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration RETRY = Duration.ofMillis(50);

    private ConnectionCapacity() {}

    /**
     * Opens as many connections as are wanted, or as the server allows; {@code sessions} hands them out next.
     *
     * @return how many were opened
     * @throws DatabaseException if the server allows fewer than are needed
     */
    static int reserve(Sessions sessions, ConnectionNeed need, Console console) throws SQLException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        int opened = 0;
        while (opened < need.most()) {
            try {
                sessions.openInAdvance();
                opened++;
            } catch (SQLException e) {
                if (!TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                    throw e;
                }
                if (opened >= need.least()) {
                    console.warn("The server gives " + opened + " connections rather than " + need.most()
                            + ", so less is done at the same time (" + SqlProblems.oneLine(e.getMessage()) + ")");
                    return opened;
                }
                if (System.nanoTime() - giveUpAt >= 0) {
                    throw tooFew(opened, need, e);
                }
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
        return opened;
    }

    private static DatabaseException tooFew(int opened, ConnectionNeed need, SQLException e) {
        return new DatabaseException(
                "This goal needs "
                        + (need.least() == 1 ? "a connection" : need.least() + " connections at the same time")
                        + (need.condition().isEmpty() ? "" : " " + need.condition())
                        + ", and the server gives " + (opened == 0 ? "none" : "only " + opened) + "; "
                        + (need.remedy().isEmpty() ? "" : need.remedy() + ", ")
                        + "raise the limit of the user or the database (ALTER ROLE or ALTER DATABASE … CONNECTION LIMIT) or"
                        + " the server's max_connections, connect as another user (" + PropertyNames.USER
                        + "), or end other connections (" + SqlProblems.oneLine(e.getMessage()) + ").",
                e);
    }
}
