package dev.brickhouse.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.PGProperty;

/** Opens connection pools, and tells at once when nobody answers or nobody is let in. */
final class Pool {

    static final String APPLICATION_NAME = "brickhouse-maven-plugin";

    /** Nothing older is tested, and what the migrations use is not all there before. */
    private static final int OLDEST_MAJOR = 12;

    /** How long a thread waits for a connection of a pool that is sized for all of them. */
    static final Duration WAIT_FOR_A_CONNECTION = Duration.ofMinutes(10);

    private Pool() {}

    /**
     * A pool and who watches over its waits.
     *
     * @param programName what PostgreSQL's own programs shall call themselves that work beside it
     */
    record Opened(HikariDataSource dataSource, LockWatch watch, String programName, AtomicBoolean programs)
            implements AutoCloseable {

        /** What a program of PostgreSQL's is told to call itself, so that its waits are watched too. */
        String nameForPrograms() {
            programs.set(true);
            return programName;
        }

        @Override
        public void close() {
            try (dataSource) {
                watch.close();
            }
        }
    }

    static Opened open(ServerPlan.Connect connect, int connections, Duration wait, Console console) {
        ConnectionInfo info = connect.info();
        HikariConfig config = new HikariConfig();
        config.setPoolName("brickhouse-" + info.database());
        config.setJdbcUrl(connect.url());
        config.setUsername(info.user());
        config.setPassword(connect.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        // below, one connection is tried in this thread, which gives the driver's own exception and no retries
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(wait.toMillis());
        config.addDataSourceProperty(PGProperty.APPLICATION_NAME.getName(), APPLICATION_NAME);
        config.addDataSourceProperty(
                PGProperty.CONNECT_TIMEOUT.getName(), Integer.toString(connect.connectTimeoutSeconds()));
        config.addDataSourceProperty(
                PGProperty.LOGIN_TIMEOUT.getName(), Integer.toString(connect.connectTimeoutSeconds()));
        config.addDataSourceProperty(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
        if (connect.sslMode() != null) {
            config.addDataSourceProperty(PGProperty.SSL_MODE.getName(), connect.sslMode());
        }
        Sessions sessions = new Sessions(connect, config.getDataSourceProperties(), console);
        String programName =
                APPLICATION_NAME + " process " + ProcessHandle.current().pid();
        LockWatch watch = new LockWatch(sessions, connect.lockTimeoutSeconds(), programName, console);
        config.setDataSource(sessions);
        config.setExceptionOverride(watch);
        try {
            tryOnce(sessions, info);
            HikariDataSource pool = new HikariDataSource(config);
            AtomicBoolean programs = new AtomicBoolean();
            watch.start(() -> programs.get() || pool.getHikariPoolMXBean().getActiveConnections() > 0);
            return new Opened(pool, watch, programName, programs);
        } catch (SQLException e) {
            throw SqlProblems.explain(
                    e, "connect to database " + info.database() + " as " + info.user(), info.address());
        } catch (HikariPool.PoolInitializationException e) {
            throw new DatabaseException("The connection pool could not be made: " + e.getMessage(), e);
        }
    }

    private static void tryOnce(Sessions sessions, ConnectionInfo info) throws SQLException {
        try (Connection connection = sessions.getConnection()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST_MAJOR) {
                throw new DatabaseException("The server at " + info.address() + " is PostgreSQL "
                        + connection.getMetaData().getDatabaseProductVersion() + ", but PostgreSQL " + OLDEST_MAJOR
                        + " or newer is needed; name a newer one with " + PropertyNames.HOST
                        + ", or use the embedded server.");
            }
        }
    }
}
