package dev.brickhouse.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGProperty;

/** Opens connection pools, and tells at once when nobody answers or nobody is let in. */
final class Pool {

    static final String APPLICATION_NAME = "brickhouse-maven-plugin";

    /** Nothing older is tested, and what the migrations use is not all there before. */
    private static final int OLDEST_MAJOR = 12;

    /** How long a thread waits for a connection of a pool that is sized for all of them. */
    static final Duration WAIT_FOR_A_CONNECTION = Duration.ofMinutes(10);

    private Pool() {}

    static HikariDataSource open(ServerPlan.Connect connect, int connections, Duration wait) {
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
        if (connect.statementTimeoutSeconds() > 0) {
            config.addDataSourceProperty(
                    PGProperty.OPTIONS.getName(),
                    "-c statement_timeout=" + TimeUnit.SECONDS.toMillis(connect.statementTimeoutSeconds()));
        }
        try {
            tryOnce(config, connect);
            return new HikariDataSource(config);
        } catch (SQLException e) {
            throw SqlProblems.explain(
                    e, "connect to database " + info.database() + " as " + info.user(), info.address());
        } catch (HikariPool.PoolInitializationException e) {
            throw new DatabaseException("The connection pool could not be made: " + e.getMessage(), e);
        }
    }

    private static void tryOnce(HikariConfig config, ServerPlan.Connect connect) throws SQLException {
        java.util.Properties properties = new java.util.Properties();
        properties.putAll(config.getDataSourceProperties());
        properties.setProperty(PGProperty.USER.getName(), connect.info().user());
        if (connect.password() != null) {
            properties.setProperty(PGProperty.PASSWORD.getName(), connect.password());
        }
        try (Connection connection = new org.postgresql.Driver().connect(connect.url(), properties)) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST_MAJOR) {
                throw new DatabaseException("The server at " + connect.info().address() + " is PostgreSQL "
                        + connection.getMetaData().getDatabaseProductVersion() + ", but PostgreSQL " + OLDEST_MAJOR
                        + " or newer is needed; name a newer one with " + PropertyNames.HOST
                        + ", or use the embedded server.");
            }
        }
    }
}
