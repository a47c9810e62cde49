package dev.brickhouse.connection;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.settings.DriverParameters;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.sql.CleanUp;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/**
 * Opens connections to a database, all of them with the {@link SessionSettings}. These are set after connecting, since
 * poolers reject unknown settings in the connection request. Thread-safe.
 */
final class Connector {

    /**
     * SQLSTATEs of a prepared statement that ends up in another session: it exists there already, or does not exist
     * there.
     */
    private static final Set<String> OTHER_SESSION =
            Set.of(SqlState.DUPLICATE_PREPARED_STATEMENT, SqlState.INVALID_SQL_STATEMENT_NAME);

    /**
     * The settings that limit how long a statement, a transaction or a pause may take, by the SQLSTATE of exceeding
     * them.
     */
    private static final Map<String, String> TIME_LIMITS = Map.of(
            SqlState.QUERY_CANCELED, "statement_timeout",
            SqlState.TRANSACTION_TIMEOUT, "transaction_timeout",
            SqlState.IDLE_IN_TRANSACTION_SESSION_TIMEOUT, "idle_in_transaction_session_timeout",
            SqlState.IDLE_SESSION_TIMEOUT, "idle_session_timeout");

    private static final String CONSOLE_OF_POOLER = "pgbouncer";

    private final ResolvedDatabase.Connect connect;
    private final Properties properties = new Properties();
    private final SessionSettings settings;
    private final Console console;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Set<String> lifted = ConcurrentHashMap.newKeySet();
    private final AtomicReference<SessionPath> searchPath = new AtomicReference<>();
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile boolean pooler;
    private volatile String readOnlyReason;
    private volatile SQLException afterLogIn;

    /** @param properties the driver's parameters besides those in the URL, without user and password */
    Connector(ResolvedDatabase.Connect connect, Properties properties, Console console) {
        this.connect = connect;
        this.properties.putAll(DriverParameters.pinned());
        this.properties.putAll(properties);
        this.settings = new SessionSettings(connect.statementTimeoutSeconds(), connect.lockTimeoutSeconds());
        this.console = console;
    }

    /** Opens a connection. */
    Connection connect() throws SQLException {
        return connect(Duration.ZERO);
    }

    /** As {@link #connect()}, but fails when it has no answer for so long; zero waits as long as the URL allows. */
    Connection connect(Duration answer) throws SQLException {
        SQLException limited = null;
        while (true) {
            Set<String> lifting = Set.copyOf(lifted);
            try {
                return connectOnce(lifting, answer);
            } catch (SQLException e) {
                String limit = TIME_LIMITS.get(e.getSQLState());
                if (limit != null && !lifting.contains(limit)) {
                    limited = e;
                    lifted.add(limit);
                } else if (!pooler && OTHER_SESSION.contains(e.getSQLState())) {
                    pooler = true;
                } else {
                    explainConsole(e);
                    throw limited == null ? e : tooShort(limited);
                }
            }
        }
    }

    /** PgBouncer takes hardly any statement in the database that it has for its administrators. */
    private void explainConsole(SQLException failure) {
        if (SqlState.PROTOCOL_VIOLATION.equals(failure.getSQLState())
                && connect.info().database().equals(CONSOLE_OF_POOLER)) {
            SqlProblems.addRemedy(
                    failure,
                    "the database " + CONSOLE_OF_POOLER + " is PgBouncer's own console, which holds no tables; name"
                            + " another one with " + PropertyNames.DATABASE + " (" + PropertyNames.ENV_DATABASE
                            + ").");
        }
    }

    private SQLException tooShort(SQLException limited) {
        String limit = TIME_LIMITS.get(limited.getSQLState());
        SqlProblems.addRemedy(
                limited,
                "the " + limit + " of the role or the database is so short that no connection can be made; let an"
                        + " administrator lift it by ALTER ROLE "
                        + Identifiers.quote(connect.info().user()) + " SET " + limit
                        + " = 0, or the same for the database.");
        return limited;
    }

    /** The address by which connections are opened. */
    String url() {
        return url(Set.copyOf(lifted));
    }

    /** @param lifting the time limits to lift in the connection request already, which poolers may reject */
    private String url(Set<String> lifting) {
        if (lifting.isEmpty()) {
            return connect.url();
        }
        return connect.urlWithOptions(
                lifting.stream().map(limit -> " -c " + limit + "=0").collect(Collectors.joining()));
    }

    private Connection connectOnce(Set<String> lifting, Duration answer) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        if (pooler) {
            // a statement prepared in one session is unknown in the next one that the pooler assigns
            all.setProperty("prepareThreshold", "0");
        }
        if (!answer.isZero()) {
            all.setProperty(PGProperty.SOCKET_TIMEOUT.getName(), Long.toString(answer.toSeconds()));
        }
        Connection connection = Login.open(url(lifting), connect, all);
        try {
            Connection configured = configured(connection);
            if (!answer.isZero()) {
                Properties parsed = Driver.parseURL(connect.url(), null);
                connection.setNetworkTimeout(
                        Runnable::run, (int) TimeUnit.SECONDS.toMillis(PGProperty.SOCKET_TIMEOUT.getInt(parsed)));
            }
            return configured;
        } catch (SQLException | RuntimeException e) {
            CleanUp.after(e, connection::close);
            afterLogIn = e instanceof SQLException refusal ? refusal : null;
            throw e;
        }
    }

    /** Whether the server has let the user in, and a first statement in the session has failed then. */
    boolean hasFailedAfterLogIn(SQLException failure) {
        return failure == afterLogIn
                && !SqlProblems.isOfConnection(failure)
                && !TIME_LIMITS.containsKey(failure.getSQLState());
    }

    /** The process ids of the sessions of the open connections; none behind a pooler, which reports ids of its own. */
    Integer[] processes() throws SQLException {
        for (Connection connection : open) {
            if (connection.isClosed()) {
                open.remove(connection);
            }
        }
        Integer[] processes = new Integer[open.size()];
        int count = 0;
        for (Connection connection : open) {
            if (count < processes.length) {
                processes[count++] = connection.unwrap(PGConnection.class).getBackendPID();
            }
        }
        return Arrays.copyOf(processes, count);
    }

    /** Whether there is a pooler in between, which may run each transaction in another session of the server. */
    boolean behindPooler() {
        return pooler;
    }

    /**
     * Why sessions are read-only and what to do about it, for the user; null if they can write or the reason is
     * unknown.
     */
    String readOnlyReason() {
        return readOnlyReason;
    }

    private Connection configured(Connection connection) throws SQLException {
        return Transactions.call(connection, transaction -> {
            SessionFacts facts = SessionFacts.read(transaction, connect.info());
            readOnlyReason = facts.readOnlyReason();
            warnOfReplicationRole(facts.replicationRole(), facts.settable());
            String path = searchPath(transaction, facts);
            PGConnection driver = transaction.unwrap(PGConnection.class);
            if (driver.getBackendPID() != facts.process()) {
                pooler = true;
                driver.setPrepareThreshold(0);
                return TransactionSettings.on(transaction, settings.forTransaction(facts.settable(), path));
            }
            Sql.execute(transaction, settings.forSession(facts.settable(), path));
            open.add(transaction);
            return transaction;
        });
    }

    /** The same for all sessions; looked for once. */
    private String searchPath(Connection transaction, SessionFacts facts) throws SQLException {
        if (searchPath.get() == null) {
            SessionPath read = SessionPath.of(transaction, facts.searchPath(), facts.role());
            if (searchPath.compareAndSet(null, read)) {
                read.tell(console);
            }
        }
        return searchPath.get().text();
    }

    private void warnOfReplicationRole(String role, Set<String> settable) {
        if (!role.equals("origin")
                && !settable.contains("session_replication_role")
                && warned.compareAndSet(false, true)) {
            console.warn("session_replication_role is " + role
                    + " for this user, so the server enforces no foreign key and"
                    + " fires no ordinary trigger; let a superuser run ALTER ROLE "
                    + Identifiers.quote(connect.info().user()) + " RESET session_replication_role, or the same for the"
                    + " database");
        }
    }
}
