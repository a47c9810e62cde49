package dev.brickhouse.server;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.problem.SqlProblems;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The connections to a database on which the pool draws, some of them opened ahead. Safe for use by several threads.
 */
final class Sessions implements DataSource, AutoCloseable {

    private static final int SECONDS_TO_ANSWER = 5;

    private final Connector connector;
    private final int connectTimeoutSeconds;
    private final Queue<Connection> ahead = new ConcurrentLinkedQueue<>();
    private final Console console;
    private volatile boolean scarce;
    private volatile LockWaits lockWaits;

    /** @param properties what the driver is told beside the URL, without user and password */
    Sessions(ResolvedDatabase.Connect connect, Properties properties, Console console) {
        this.connector = new Connector(connect, properties, console);
        this.connectTimeoutSeconds = connect.connectTimeoutSeconds();
        this.console = console;
    }

    /** Tells whoever has the pool who knows of its waits. */
    void watchedBy(LockWaits watch) {
        lockWaits = watch;
    }

    /** One that was opened ahead, if it is still alive, or a new one. */
    @Override
    public Connection getConnection() throws SQLException {
        for (Connection connection = ahead.poll(); connection != null; connection = ahead.poll()) {
            if (connection.isValid(SECONDS_TO_ANSWER)) {
                return connection;
            }
            connection.close();
        }
        try {
            return connector.connect();
        } catch (SQLException e) {
            scarce |= SqlProblems.isTooManyConnections(e);
            throw e;
        }
    }

    /** A new one for somebody who can do without, so that nobody who cannot lacks it; null if they are scarce. */
    Connection getSpareConnection() throws SQLException {
        return scarce ? null : connector.connect();
    }

    /** Tells that there are fewer connections than were wanted, so that no spare ones are opened. */
    void foundScarce() {
        scarce = true;
    }

    /** Whether the server has refused a connection that was needed, so that spare ones are to be given back. */
    boolean areScarce() {
        return scarce;
    }

    /** As {@link #getConnection()}: all are of the one user that this was made for. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** Opens a connection for somebody who asks later. */
    Connection openAhead() throws SQLException {
        return openAhead(Duration.ZERO);
    }

    /** As {@link #openAhead()}, but fails when it has no answer for so long. */
    Connection openAhead(Duration answer) throws SQLException {
        Connection connection = connector.connect(answer);
        ahead.add(connection);
        return connection;
    }

    /** Keeps a connection that nobody has changed for the next one who asks. */
    void giveBack(Connection unchanged) {
        ahead.add(unchanged);
    }

    /** Closes what was opened ahead and never asked for. */
    @Override
    public void close() {
        for (Connection connection = ahead.poll(); connection != null; connection = ahead.poll()) {
            try {
                connection.close();
            } catch (SQLException e) {
                console.debug("A connection that nobody has used was broken");
            }
        }
    }

    /** The server processes of the open connections; not those behind a pooler, which reports others. */
    Integer[] processes() throws SQLException {
        return connector.processes();
    }

    /** Whether there is a pooler in between, which may give each transaction another session of the server. */
    boolean behindPooler() {
        return connector.behindPooler();
    }

    /** Why a session may only read, as a remedy for people; null if it may write, or nobody knows. */
    String readOnlyReason() {
        return connector.readOnlyReason();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // the driver has its own log
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // it is one of the properties
    }

    @Override
    public int getLoginTimeout() {
        return connectTimeoutSeconds;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (isWrapperFor(type)) {
            return type.cast(lockWaits);
        }
        throw new SQLException("Not a wrapper for " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type == LockWaits.class && lockWaits != null;
    }
}
