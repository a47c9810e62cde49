package dev.brickhouse.embedded;

import dev.brickhouse.config.Plugin;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.sql.CleanUp;
import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.util.PSQLState;

/**
 * A superuser's session on an embedded server, which can hold a lease on it.
 *
 * <p>The lease is a shared advisory lock: a server on which nobody holds one is not in use. However a process ends,
 * PostgreSQL notices the broken connection and releases its lock.
 */
final class ServerSession implements AutoCloseable {

    /** Of its own, because a database cannot serve as a template while anybody is connected to it. */
    private static final String DATABASE = EmbeddedSettings.PRESENCE_DATABASE;

    /** Tells whose lease it is. */
    private static final String NAME =
            Plugin.NAME + " process " + ProcessHandle.current().pid();

    /** No session with a lease has this name. */
    private static final String NOBODY = "";

    private static final String SECONDS_TO_CONNECT = "10";

    /** It came with PostgreSQL 14. */
    private static final String NO_IDLE_LIMIT = " -c idle_session_timeout=0";

    /**
     * In the connection request, so that nothing that somebody sets for the superuser or the server acts before them.
     */
    private static final String OWN_SETTINGS = Map.of(
                    "statement_timeout", "0",
                    "lock_timeout", "0",
                    "idle_in_transaction_session_timeout", "0",
                    "default_transaction_read_only", "off",
                    "default_transaction_isolation", "read\\ committed",
                    "standard_conforming_strings", "on",
                    "search_path", "pg_catalog")
            .entrySet()
            .stream()
            .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining(" "));

    private static final SqlStatements SQL = SqlStatements.read(ServerSession.class, "server-session.sql", Map.of());

    private final int port;
    private final Connection connection;

    private ServerSession(int port, Connection connection) {
        this.port = port;
        this.connection = connection;
    }

    /** A session without a lease. */
    static ServerSession open(int port) throws SQLException {
        return open(port, NAME);
    }

    static ServerSession open(int port, String applicationName) throws SQLException {
        try {
            return new ServerSession(port, connect(port, DATABASE, applicationName));
        } catch (SQLException e) {
            if (!SqlState.INVALID_CATALOG_NAME.equals(e.getSQLState())) {
                throw e;
            }
        }
        try (Connection connection = connect(port, EmbeddedSettings.DATABASE, applicationName)) {
            Sql.execute(connection, "CREATE DATABASE " + DATABASE);
        }
        return new ServerSession(port, connect(port, DATABASE, applicationName));
    }

    /** A session with a lease; empty if the server is about to stop. */
    static Optional<ServerSession> openWithLease(int port) throws SQLException {
        ServerSession session = open(port);
        try {
            Sql.call(session.connection, SQL.get("acquire-lease"));
            return Optional.of(session);
        } catch (SQLException e) {
            session.close();
            if (hasEndedSession(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The data directory of the server that listens on a port, whichever server that is. */
    static Path dataDirectory(int port) throws SQLException {
        try (Connection connection = connect(port, EmbeddedSettings.DATABASE, Plugin.NAME)) {
            return Sql.one(connection, "SHOW data_directory", row -> Path.of(row.getString(1)));
        }
    }

    /** Whether nobody has made anything on the server that listens on a port since its cluster was created. */
    static boolean isBare(int port) throws SQLException {
        try (Connection connection = connect(port, EmbeddedSettings.DATABASE, Plugin.NAME)) {
            return Sql.isTrue(connection, SQL.get("is-bare"), DATABASE);
        }
    }

    /** Whether a failure means that the server is starting up or shutting down. */
    static boolean isStartingOrStopping(SQLException e) {
        return SqlState.CANNOT_CONNECT_NOW.equals(e.getSQLState()) || SqlState.ADMIN_SHUTDOWN.equals(e.getSQLState());
    }

    /** Whether a failure means that the server is shutting down or has ended. */
    static boolean isEnding(SQLException e) {
        return hasEndedSession(e)
                || SqlState.CANNOT_CONNECT_NOW.equals(e.getSQLState())
                || PSQLState.CONNECTION_UNABLE_TO_CONNECT.getState().equals(e.getSQLState());
    }

    private static boolean hasEndedSession(SQLException e) {
        return SqlState.ADMIN_SHUTDOWN.equals(e.getSQLState())
                || PSQLState.CONNECTION_FAILURE.getState().equals(e.getSQLState());
    }

    int port() {
        return port;
    }

    Connection connection() {
        return connection;
    }

    /** Takes up a lease again that was released, on a server that nobody can stop meanwhile. */
    void renewLease() throws SQLException {
        Sql.call(connection, SQL.get("acquire-lease"));
    }

    /** Gives up the lease and stays connected; false if the connection is lost, and the lease with it. */
    boolean releaseLease() {
        try {
            Sql.call(connection, SQL.get("release-lease"));
            return true;
        } catch (SQLException e) {
            close();
            return false;
        }
    }

    /** Whether nobody holds a lease and no client other than this plugin is connected. Needs the directory's lock. */
    boolean isServerUnused() throws SQLException {
        return !Sql.isTrue(connection, SQL.get("is-used"), NOBODY, Plugin.NAME);
    }

    /** Whether another process holds a lease, or a client other than this plugin is connected. */
    boolean isServerUsedByOthers() throws SQLException {
        return Sql.isTrue(connection, SQL.get("is-used"), NAME, Plugin.NAME);
    }

    /** What the server writes to its write-ahead log. */
    WalLevel walLevel() throws SQLException {
        return WalLevel.SETTING.read(Sql.one(connection, "SHOW wal_level", row -> row.getString(1)));
    }

    /** The command by which the server can stop itself. */
    String stopCommand() throws SQLException {
        return Sql.one(connection, SQL.get("stop-command"), row -> row.getString(1));
    }

    /** Makes the server end all sessions and stop; does not wait for it. */
    void requestStop() throws SQLException {
        try {
            Sql.execute(connection, "COPY (SELECT WHERE false) TO PROGRAM " + Literals.quote(stopCommand()));
        } catch (SQLException e) {
            // the server may do so before it answers
            if (!hasEndedSession(e)) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // a server that is gone has released the lease as well
            return;
        }
    }

    private static Connection connect(int port, String database, String applicationName) throws SQLException {
        try {
            return connect(port, database, applicationName, OWN_SETTINGS + NO_IDLE_LIMIT);
        } catch (SQLException e) {
            return switch (String.valueOf(e.getSQLState())) {
                case SqlState.UNDEFINED_OBJECT -> connect(port, database, applicationName, OWN_SETTINGS);
                // a server that knows this setting
                case SqlState.TRANSACTION_TIMEOUT ->
                    connect(
                            port,
                            database,
                            applicationName,
                            OWN_SETTINGS + NO_IDLE_LIMIT + " -c transaction_timeout=0");
                default -> throw e;
            };
        }
    }

    private static Connection connect(int port, String database, String applicationName, String options)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(PGProperty.USER.getName(), EmbeddedSettings.USER);
        properties.setProperty(PGProperty.APPLICATION_NAME.getName(), applicationName);
        properties.setProperty(PGProperty.CONNECT_TIMEOUT.getName(), SECONDS_TO_CONNECT);
        properties.setProperty(PGProperty.LOGIN_TIMEOUT.getName(), SECONDS_TO_CONNECT);
        properties.setProperty(PGProperty.OPTIONS.getName(), options);
        Connection connection = new Driver()
                .connect("jdbc:postgresql://" + EmbeddedSettings.HOST + ":" + port + "/" + database, properties);
        try {
            Sql.call(connection, SQL.get("lift-transaction-timeout"));
            return connection;
        } catch (SQLException e) {
            CleanUp.after(e, connection::close);
            throw e;
        }
    }
}
