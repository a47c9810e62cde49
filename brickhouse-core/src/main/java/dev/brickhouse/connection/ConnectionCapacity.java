package dev.brickhouse.connection;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds out how many connections the server allows, or a pooler in between, before any work depends on them: where a role,
 * a database or the server has no more, the pool would silently keep asking, and a pooler lets a client wait for minutes.
 */
final class ConnectionCapacity {

    static final String TOO_MANY_CONNECTIONS = "53300";

    /** The server takes a moment to notice that the connections of an earlier goal have ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A pooler without a free session answers nothing; a server that has just answered does so at once. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private static final int SLOWER = 4;

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
        Duration answer = ANSWER;
        List<Connection> opened = new ArrayList<>();
        try {
            while (opened.size() < need.most()) {
                long begun = System.nanoTime();
                try {
                    Connection connection =
                            opened.isEmpty() ? sessions.openInAdvance() : sessions.openInAdvance(answer);
                    if (sessions.behindPooler()) {
                        holdSession(connection, answer);
                    }
                    opened.add(connection);
                } catch (SQLException e) {
                    boolean unanswered = !opened.isEmpty() && SqlProblems.isTimeout(e);
                    if (!unanswered && !SqlProblems.isTooManyConnections(e)) {
                        throw e;
                    }
                    if (opened.size() >= need.least()) {
                        sessions.foundScarce();
                        console.warn(new Shortage(opened.size(), e, unanswered).warning(need));
                        return opened.size();
                    }
                    if (unanswered || System.nanoTime() - giveUpAt >= 0) {
                        throw new Shortage(opened.size(), e, unanswered).failure(need);
                    }
                    LockSupport.parkNanos(RETRY.toNanos());
                    continue;
                }
                Duration slow = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(SLOWER);
                answer = slow.compareTo(answer) > 0 ? slow : answer;
            }
            return opened.size();
        } finally {
            for (Connection connection : opened) {
                letGoOfSession(connection);
            }
        }
    }

    /** A pooler may give each transaction another session, so only open transactions show how many there are. */
    private static void holdSession(Connection connection, Duration answer) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(answer.toMillis()));
        connection.setAutoCommit(false);
        Sql.execute(connection, "SELECT 1");
        connection.setNetworkTimeout(Runnable::run, before);
    }

    private static void letGoOfSession(Connection connection) throws SQLException {
        if (!connection.isClosed() && !connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /**
     * Fewer connections than were wanted.
     *
     * @param had how many there are
     * @param refusal what the next one met
     * @param unanswered whether that was silence
     */
    private record Shortage(int had, SQLException refusal, boolean unanswered) {

        private boolean byPooler() {
            return !TOO_MANY_CONNECTIONS.equals(refusal.getSQLState());
        }

        private String words() {
            return unanswered ? "the next one had no answer" : SqlProblems.oneLine(refusal.getMessage());
        }

        String warning(ConnectionNeed need) {
            return (byPooler()
                            ? "The connection pooler in between lets " + had + " connections through"
                            : "The server gives " + had + " connections")
                    + " rather than " + need.most() + ", so less is done at the same time (" + words() + ")";
        }

        DatabaseException failure(ConnectionNeed need) {
            return new DatabaseException(
                    "This goal needs "
                            + (need.least() == 1 ? "a connection" : need.least() + " connections at the same time")
                            + (need.condition().isEmpty() ? "" : " " + need.condition())
                            + ", and "
                            + (byPooler() ? "the connection pooler in between lets " : "the server gives ")
                            + (had == 0 ? "none" : "only " + had)
                            + (byPooler() ? " through" : "") + "; "
                            + (need.remedy().isEmpty() ? "" : need.remedy() + ", ")
                            + (byPooler()
                                    ? "raise the pooler's limits (in PgBouncer pool_size, max_db_connections or"
                                            + " max_client_conn), or connect to the server itself ("
                                            + PropertyNames.HOST + ", " + PropertyNames.PORT + ")"
                                    : "raise the limit of the user or the database (ALTER ROLE or ALTER DATABASE …"
                                            + " CONNECTION LIMIT) or the server's max_connections, connect as another"
                                            + " user (" + PropertyNames.USER + "), or end other connections")
                            + " (" + words() + ").",
                    refusal);
        }
    }
}
