package dev.brickhouse.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.brickhouse.config.Plugin;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.sql.ConnectionBudget;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.PGProperty;

/** A connection pool, and the watch over its waits for locks. */
final class Pool implements AutoCloseable {

    /** Older versions are not tested, and lack some of what the migrations use. */
    private static final int OLDEST_MAJOR = 12;

    private final HikariDataSource dataSource;
    private final Sessions sessions;
    private final LockWatch watch;
    private final String programName;
    private volatile boolean programs;

    private Pool(HikariDataSource dataSource, Sessions sessions, LockWatch watch, String programName) {
        this.dataSource = dataSource;
        this.sessions = sessions;
        this.watch = watch;
        this.programName = programName;
        sessions.setBudget(new Budget());
        watch.start(() -> programs || dataSource.getHikariPoolMXBean().getActiveConnections() > 0);
    }

    /**
     * Opens its connections, and fails at once if the server does not answer.
     *
     * @throws DatabaseException if the server rejects the user, or allows fewer connections than are needed
     */
    static Pool open(ResolvedDatabase.Connect connect, ConnectionNeed need, Console console) {
        ConnectionInfo info = connect.info();
        HikariConfig config = new HikariConfig();
        config.setPoolName("brickhouse-" + info.database());
        config.setJdbcUrl(connect.url());
        config.setUsername(info.user());
        config.setMinimumIdle(0);
        // instead they are opened in this thread, which gives the driver's own exception, without retries
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(need.patience().toMillis());
        config.addDataSourceProperty(PGProperty.APPLICATION_NAME.getName(), Plugin.NAME);
        config.addDataSourceProperty(
                PGProperty.CONNECT_TIMEOUT.getName(), Integer.toString(connect.connectTimeoutSeconds()));
        config.addDataSourceProperty(
                PGProperty.LOGIN_TIMEOUT.getName(), Integer.toString(connect.connectTimeoutSeconds()));
        config.addDataSourceProperty(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
        if (connect.sslMode() != null) {
            config.addDataSourceProperty(PGProperty.SSL_MODE.getName(), connect.sslMode());
        }
        Sessions sessions = new Sessions(connect, config.getDataSourceProperties(), console);
        String programName = Plugin.NAME + " process " + ProcessHandle.current().pid();
        LockWatch watch = new LockWatch(sessions, connect.lockTimeoutSeconds(), programName, console);
        sessions.setLockWaits(watch);
        config.setDataSource(sessions);
        config.setExceptionOverride(watch);
        try {
            config.setMaximumPoolSize(ConnectionCapacity.reserve(sessions, need, console));
            requireSupported(sessions, info);
            return new Pool(new HikariDataSource(config), sessions, watch, programName);
        } catch (SQLException e) {
            sessions.close();
            throw SqlProblems.explain(
                    e,
                    (sessions.haveFailedAfterLogIn(e) ? "prepare a session in database " : "connect to database ")
                            + info.database() + " as " + info.user(),
                    info.address());
        } catch (HikariPool.PoolInitializationException e) {
            sessions.close();
            throw new DatabaseException("The connection pool could not be made: " + e.getMessage(), e);
        } catch (DatabaseException e) {
            sessions.close();
            throw e;
        }
    }

    private static void requireSupported(Sessions sessions, ConnectionInfo info) throws SQLException {
        Connection connection = sessions.getConnection();
        int major = connection.getMetaData().getDatabaseMajorVersion();
        String version = connection.getMetaData().getDatabaseProductVersion();
        Optional<OtherSystem> other = OtherSystem.of(connection);
        sessions.giveBack(connection);
        if (other.isPresent()) {
            throw new DatabaseException("The server at " + info.address() + " is "
                    + other.get().name() + " (" + version + "), which "
                    + other.get().lacks()
                    + ", so that a goal could leave half of its work behind; nothing was changed; name a PostgreSQL server with "
                    + PropertyNames.HOST + ", or use the embedded server.");
        }
        if (major < OLDEST_MAJOR) {
            throw new DatabaseException("The server at " + info.address() + " is PostgreSQL " + version
                    + ", but PostgreSQL " + OLDEST_MAJOR + " or newer is needed; name a newer one with "
                    + PropertyNames.HOST + ", or use the embedded server.");
        }
    }

    HikariDataSource dataSource() {
        return dataSource;
    }

    /** How many connections can be open at the same time. */
    int connections() {
        return dataSource.getMaximumPoolSize();
    }

    /** The address by which its connections are opened, with what the server has shown to be needed in the request. */
    String url() {
        return sessions.url();
    }

    /** The application_name for PostgreSQL's own programs that work next to it. */
    String programName() {
        return programName;
    }

    /** Watches the waits of such programs too, from now on. */
    void watchPrograms() {
        programs = true;
    }

    /** Beside its connections. */
    private final class Budget implements ConnectionBudget {

        @Override
        public int require(Connection held, int least, int wanted, String condition, String remedy)
                throws SQLException {
            return ConnectionCapacity.reserveAlongside(
                    sessions, held, ConnectionNeed.between(least, wanted).explained(condition, remedy));
        }

        @Override
        public void closeIdle() {
            sessions.close();
            dataSource.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Override
    public void close() {
        try (sessions;
                dataSource) {
            watch.close();
        }
    }
}
