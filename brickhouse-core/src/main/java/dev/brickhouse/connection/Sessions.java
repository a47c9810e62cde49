package dev.brickhouse.connection;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.settings.PasswordCommand;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.sql.ConnectionBudget;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Where the pool gets its connections from, some of which are opened in advance. Thread-safe. */
final class Sessions implements DataSource, AutoCloseable {

    private static final int SECONDS_TO_ANSWER = 5;

    private final Connector connector;
    private final int connectTimeoutSeconds;
    private final Queue<Connection> inAdvance = new ConcurrentLinkedQueue<>();
    private final Console console;
    private volatile boolean scarce;
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile LockWaits lockWaits;
    private volatile ConnectionBudget budget;

    /** @param properties the driver's parameters besides those in the URL, without user and password */
    Sessions(ResolvedDatabase.Connect connect, Properties properties, Console console) {
        this.connector = new Connector(connect, properties, console);
        this.connectTimeoutSeconds = connect.connectTimeoutSeconds();
        this.console = console;
    }

    /** What the pool unwraps to for those who ask about its waits for locks. */
    void setLockWaits(LockWaits lockWaits) {
        this.lockWaits = lockWaits;
    }

    /** What the pool unwraps to for those who let other programs connect. */
    void setBudget(ConnectionBudget budget) {
        this.budget = budget;
    }

    /** One that was opened in advance and is still alive, or else a new one. */
    @Override
    public Connection getConnection() throws SQLException {
        for (Connection connection = inAdvance.poll(); connection != null; connection = inAdvance.poll()) {
            if (connection.isValid(SECONDS_TO_ANSWER)) {
                return connection;
            }
            connection.close();
        }
        try {
            return connector.connect();
        } catch (SQLException e) {
            scarce |= SqlProblems.isTooManyConnections(e);
            warnOfPassword(e);
            throw e;
        }
    }

    /** The pool keeps trying, for minutes and without a word. */
    private void warnOfPassword(SQLException e) {
        if (PasswordCommand.isToBlame(e) && warned.compareAndSet(false, true)) {
            console.warn("No new connection can be opened, which is tried again: "
                    + SqlProblems.explain(e, "log in", "the open connections go on")
                            .getMessage());
        }
    }

    /** A new one for a caller that can do without it; null if connections are scarce. */
    Connection getSpareConnection() throws SQLException {
        return scarce ? null : connector.connect();
    }

    /** Notes whether there are fewer connections than were wanted; then no spare ones are opened. */
    void setScarce(boolean scarce) {
        this.scarce = scarce;
    }

    /** A new one, however scarce they are, unless there is no answer for so long. */
    Connection openBeside(Duration answer) throws SQLException {
        return connector.connect(answer);
    }

    /** Whether there are fewer connections than were wanted or needed; then spare ones are to be closed. */
    boolean areScarce() {
        return scarce;
    }

    /** As {@link #getConnection()}, since all connections are of one user. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** Opens a connection for a later {@link #getConnection()}. */
    Connection openInAdvance() throws SQLException {
        return openInAdvance(Duration.ZERO);
    }

    /** As {@link #openInAdvance()}, but fails if there is no answer for so long. */
    Connection openInAdvance(Duration answer) throws SQLException {
        Connection connection = connector.connect(answer);
        inAdvance.add(connection);
        return connection;
    }

    /** Keeps a connection, whose session is as it was, for a later {@link #getConnection()}. */
    void giveBack(Connection unchanged) {
        inAdvance.add(unchanged);
    }

    /** Closes the connections that were opened in advance and never used. */
    @Override
    public void close() {
        for (Connection connection = inAdvance.poll(); connection != null; connection = inAdvance.poll()) {
            try {
                connection.close();
            } catch (SQLException e) {
                console.debug("A connection that nobody has used was broken");
            }
        }
    }

    /** As {@link Connector#hasFailedAfterLogIn}. */
    boolean haveFailedAfterLogIn(SQLException failure) {
        return connector.hasFailedAfterLogIn(failure);
    }

    /** As {@link Connector#processes()}. */
    Integer[] processes() throws SQLException {
        return connector.processes();
    }

    /** As {@link Connector#url()}. */
    String url() {
        return connector.url();
    }

    /** As {@link Connector#behindPooler()}. */
    boolean behindPooler() {
        return connector.behindPooler();
    }

    /** As {@link Connector#readOnlyReason()}. */
    String readOnlyReason() {
        return connector.readOnlyReason();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // the driver logs by java.util.logging
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // it is one of the driver's parameters
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
            return type.cast(type == LockWaits.class ? lockWaits : budget);
        }
        throw new SQLException("Not a wrapper for " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type == LockWaits.class && lockWaits != null || type == ConnectionBudget.class && budget != null;
    }
}
