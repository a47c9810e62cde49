package dev.brickhouse.server;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Says to libpq, the library under PostgreSQL's own programs, what the pool was told. */
final class ClientEnvironment {

    private ClientEnvironment() {}

    static Map<String, String> of(ConnectionInfo info, HikariDataSource pool) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PGHOST", info.host(),
                "PGPORT", Integer.toString(info.port()),
                "PGDATABASE", info.database(),
                "PGUSER", info.user(),
                "PGAPPNAME", Pool.APPLICATION_NAME));
        if (pool.getPassword() != null) {
            environment.put("PGPASSWORD", pool.getPassword());
        }
        Properties settings = new Properties();
        Properties inUrl = Driver.parseURL(pool.getJdbcUrl(), null);
        if (inUrl != null) {
            settings.putAll(inUrl);
        }
        settings.putAll(pool.getDataSourceProperties());
        put(environment, "PGSSLMODE", PGProperty.SSL_MODE.getOrDefault(settings));
        put(environment, "PGSSLROOTCERT", PGProperty.SSL_ROOT_CERT.getOrDefault(settings));
        put(environment, "PGSSLCERT", PGProperty.SSL_CERT.getOrDefault(settings));
        put(environment, "PGCONNECT_TIMEOUT", PGProperty.CONNECT_TIMEOUT.getOrDefault(settings));
        return environment;
    }

    private static void put(Map<String, String> environment, String variable, String value) {
        if (value != null) {
            environment.put(variable, value);
        }
    }
}
