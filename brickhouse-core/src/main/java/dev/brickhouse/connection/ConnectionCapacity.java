package dev.brickhouse.connection;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.sql.CleanUp;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;

/**
 * Finds out how many connections the server allows, or a pooler in between, before any work depends on them: where a
 * role, a database or the server has no more, the pool would silently keep asking, and a pooler lets a client wait for
 * minutes.
 */
final class ConnectionCapacity {

    /** The server takes a moment to notice that the connections of an earlier goal have ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A pooler without a free session answers nothing; a server that has just answered does so at once. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private static final int SLOWER = 4;

    private static final Duration RETRY = Duration.ofMillis(50);

    private static final SqlStatements SQL = SqlStatements.read(ConnectionCapacity.class, "sessions.sql", Map.of());

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
        CleanUp letGo = () -> letGoOfSessions(opened);
        try (letGo) {
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
                        sessions.setScarce(true);
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
        }
    }

    /**
     * Opens connections in addition to those of the pool until there are as many as are wanted, or as the server allows, and
     * closes them. Only where there is one more, spare ones may be opened afterwards.
     *
     * @param held a connection in a transaction, which counts as well
     * @return how many there are
     * @throws DatabaseException if the server allows fewer than are needed
     */
    static int reserveAlongside(Sessions sessions, Connection held, ConnectionNeed need) throws SQLException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        Shortage shortage = null;
        List<Connection> opened = new ArrayList<>();
        // lets the spare one go that looks for locks
        sessions.setScarce(true);
        CleanUp closing = () -> close(opened, held, sessions.behindPooler());
        try (closing) {
            while (shortage == null && opened.size() < need.most()) {
                try {
                    opened.add(openAndHold(sessions));
                } catch (SQLException e) {
                    boolean unanswered = SqlProblems.isTimeout(e);
                    if (!unanswered && !SqlProblems.isTooManyConnections(e)) {
                        throw e;
                    }
                    boolean enough = opened.size() + 1 == need.most();
                    if (enough || unanswered || System.nanoTime() - giveUpAt >= 0) {
                        shortage = new Shortage(opened.size() + 1, e, unanswered);
                    } else {
                        LockSupport.parkNanos(RETRY.toNanos());
                    }
                }
            }
        }
        if (shortage == null) {
            sessions.setScarce(false);
            return need.most();
        }
        if (shortage.had() < need.least()) {
            throw shortage.failure(need);
        }
        return shortage.had();
    }

    private static Connection openAndHold(Sessions sessions) throws SQLException {
        Connection connection = sessions.openBeside(ANSWER);
        try {
            if (sessions.behindPooler()) {
                holdSession(connection, ANSWER);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            CleanUp.after(e, connection::close);
            throw e;
        }
    }

    /** Waits until the server has noticed, since it counts them until then. */
    private static void close(List<Connection> opened, Connection held, boolean behindPooler) throws SQLException {
        List<Integer> processes = new ArrayList<>();
        for (Connection connection : opened) {
            if (!behindPooler) {
                processes.add(connection.unwrap(PGConnection.class).getBackendPID());
            }
            letGoOfSession(connection);
            connection.close();
        }
        if (processes.isEmpty()) {
            return;
        }
        Array ids = held.createArrayOf("int4", processes.toArray());
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        do {
            Sql.call(held, SQL.get("forget-sessions"));
        } while (Sql.isTrue(held, SQL.get("any-open"), ids) && System.nanoTime() - giveUpAt < 0);
    }

    /** A pooler may give each transaction another session, so only open transactions show how many there are. */
    private static void holdSession(Connection connection, Duration answer) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(answer.toMillis()));
        connection.setAutoCommit(false);
        Sql.execute(connection, "SELECT 1");
        connection.setNetworkTimeout(Runnable::run, before);
    }

    private static void letGoOfSessions(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            letGoOfSession(connection);
        }
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
            return !SqlState.TOO_MANY_CONNECTIONS.equals(refusal.getSQLState());
        }

        private String words() {
            return unanswered ? "the next one had no answer" : SqlProblems.oneLine(refusal);
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
