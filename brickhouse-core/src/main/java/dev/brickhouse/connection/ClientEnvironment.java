package dev.brickhouse.connection;

import com.zaxxer.hikari.HikariDataSource;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ServerVerification;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.SslMode;

/** The environment by which libpq, the library under PostgreSQL's own programs, connects just as the pool does. */
final class ClientEnvironment {

    /** libpq's variables and the driver's parameters with the same meaning and the same values. */
    private static final Map<String, PGProperty> SAME = Map.ofEntries(
            Map.entry("PGAPPNAME", PGProperty.APPLICATION_NAME),
            Map.entry("PGSSLMODE", PGProperty.SSL_MODE),
            Map.entry("PGSSLROOTCERT", PGProperty.SSL_ROOT_CERT),
            Map.entry("PGSSLCERT", PGProperty.SSL_CERT),
            Map.entry("PGSSLKEY", PGProperty.SSL_KEY),
            Map.entry("PGSSLNEGOTIATION", PGProperty.SSL_NEGOTIATION),
            Map.entry("PGCHANNELBINDING", PGProperty.CHANNEL_BINDING),
            Map.entry("PGREQUIREAUTH", PGProperty.REQUIRE_AUTH),
            Map.entry("PGGSSENCMODE", PGProperty.GSS_ENC_MODE),
            Map.entry("PGGSSLIB", PGProperty.GSS_LIB),
            Map.entry("PGKRBSRVNAME", PGProperty.KERBEROS_SERVER_NAME),
            Map.entry("PGOPTIONS", PGProperty.OPTIONS),
            Map.entry("PGCONNECT_TIMEOUT", PGProperty.CONNECT_TIMEOUT));

    /** Values that libpq does not know; its defaults come closest to them. */
    private static final Set<String> UNKNOWN = Set.of("PGGSSENCMODE=allow", "PGGSSLIB=auto");

    private ClientEnvironment() {}

    /**
     * @param url by which the pool connects, in which the time limits that would end a session at once are lifted
     * @param password null to let libpq look for it
     */
    static Map<String, String> of(ConnectionInfo info, HikariDataSource pool, String url, String password) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PGHOST", info.host(),
                "PGPORT", Integer.toString(info.port()),
                "PGDATABASE", info.database(),
                "PGUSER", info.user(),
                // as the driver does, whatever the role or the database sets
                "PGCLIENTENCODING", "UTF8"));
        if (password != null) {
            environment.put("PGPASSWORD", password);
        }
        Properties settings = settings(pool, url);
        SAME.forEach((variable, parameter) -> {
            String value = settings.getProperty(parameter.getName());
            if (value != null && !UNKNOWN.contains(variable + "=" + value)) {
                environment.put(variable, value);
            }
        });
        verifyNoLess(environment, settings);
        return environment;
    }

    /** A class of the driver may verify the server where only encryption is asked for, and libpq would not. */
    private static void verifyNoLess(Map<String, String> environment, Properties settings) {
        if (ServerVerification.isAlways(PGProperty.SSL_FACTORY.getOrDefault(settings))
                && SslMode.REQUIRE.value.equals(environment.get("PGSSLMODE"))) {
            environment.put("PGSSLMODE", SslMode.VERIFY_CA.value);
        }
        String only = ServerVerification.onlyCertificate(settings);
        if (only != null) {
            environment.put("PGSSLROOTCERT", only);
        }
    }

    /** The driver's parameters; those in the URL override those of the pool. */
    private static Properties settings(HikariDataSource pool, String url) {
        Properties settings = new Properties();
        settings.putAll(pool.getDataSourceProperties());
        Properties inUrl = Driver.parseURL(url, null);
        if (inUrl != null) {
            settings.putAll(inUrl);
        }
        return settings;
    }
}
