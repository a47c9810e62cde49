package dev.brickhouse.connection;

import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.util.PSQLState;

/**
 * That a process uses an embedded server, for as long as it lives and does not say otherwise.
 *
 * <p>It is a connection that holds a shared lock. However the process ends, PostgreSQL sees the connection break and
 * takes the lock back, so where nobody holds it, nobody uses the server any more. A session in the server itself looks for
 * that every second and then stops it: no process that is killed leaves an orphan.
 */
final class ServerLease implements AutoCloseable {

    /** A database of its own, because nobody can use a database as a template while somebody is connected to it. */
    static final String DATABASE = "brickhouse_presence";

    private static final String WATCH_NAME = Pool.APPLICATION_NAME + " watch";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final Duration WATCH_START = Duration.ofSeconds(30);
    private static final Duration WATCH_RETRY = Duration.ofMillis(5);

    private static final SqlStatements SQL = SqlStatements.read(ServerLease.class, "server-lease.sql", Map.of());

    private final Postmaster server;
    private final Connection connection;

    private ServerLease(Postmaster server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    /** Makes this process a user of the server; empty if the server is about to stop. */
    static Optional<ServerLease> join(Postmaster server) throws SQLException {
        Connection connection = connect(server, Pool.APPLICATION_NAME);
        try {
            if (isTrue(connection, "join")) {
                return Optional.of(new ServerLease(server, connection));
            }
        } catch (SQLException | RuntimeException e) {
            closeAfter(e, connection);
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    /** Looks at the server without using it. */
    static ServerLease visit(Postmaster server) throws SQLException {
        return new ServerLease(server, connect(server, Pool.APPLICATION_NAME));
    }

    Postmaster server() {
        return server;
    }

    /** Lets the server stop itself once nobody uses it. To be called by the process that started it. */
    void watch() throws SQLException {
        try (Connection watching = connect(server, WATCH_NAME)) {
            try (PreparedStatement statement = watching.prepareStatement(SQL.get("set-stop-command"))) {
                statement.setString(1, stopCommand(watching));
                statement.execute();
            }
            Thread thread = new Thread(() -> sendWatch(watching), "brickhouse-watch");
            thread.setDaemon(true);
            thread.start();
            long giveUpAt = System.nanoTime() + WATCH_START.toNanos();
            while (count(connection, "watches", WATCH_NAME) == 0) {
                if (System.nanoTime() - giveUpAt >= 0) {
                    throw new SQLException("The server does not begin to watch over itself");
                }
                LockSupport.parkNanos(WATCH_RETRY.toNanos());
            }
            // the socket closes, the session goes on
            watching.abort(Runnable::run);
        }
    }

    private static void sendWatch(Connection watching) {
        try (Statement statement = watching.createStatement()) {
            statement.execute(SQL.get("watch"));
        } catch (SQLException e) {
            // it never ends otherwise than by the client's leaving or the server's end
            return;
        }
    }

    /** No longer uses the server, but goes on looking at it. */
    void leave() throws SQLException {
        isTrue(connection, "leave");
    }

    /** Whether no process uses the server and no other client is connected to it. To be asked under the file lock. */
    boolean isUnused() throws SQLException {
        return isTrue(connection, "is-alone") && count(connection, "others", Pool.APPLICATION_NAME) == 0;
    }

    /** Asks the server to end all sessions and stop; returns at once. */
    void requestStop() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT WHERE false) TO PROGRAM " + literal(stopCommand(connection)));
        } catch (SQLException e) {
            // the server may end this session before it answers
            if (!PSQLState.CONNECTION_FAILURE.getState().equals(e.getSQLState())
                    && !Postmaster.ADMIN_SHUTDOWN.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /** Ends the connection, and with it the use, which the server notices after a while. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // a server that is gone has let go of the lock as well
            return;
        }
    }

    private static Connection connect(Postmaster server, String applicationName) throws SQLException {
        try {
            return server.connect(DATABASE, applicationName);
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
        }
        try (Connection connection = server.connect(EmbeddedServer.DATABASE, applicationName);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        return server.connect(DATABASE, applicationName);
    }

    private static String stopCommand(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL.get("stop-command"))) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean isTrue(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL.get(name))) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static long count(Connection connection, String name, String applicationName) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL.get(name))) {
            statement.setString(1, applicationName);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static void closeAfter(Exception failure, Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
