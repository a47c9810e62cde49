package dev.brickhouse.connection;

import dev.brickhouse.resource.Resources;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.HostSpec;

/**
 * What the settings came to, once connected.
 *
 * @param info how to connect to the host that answered, of several that may have been given
 * @param encryption how the connection is encrypted, in words for the log; empty through a pooler, since the server
 *     only knows its own side of it
 */
record EffectiveConnection(ConnectionInfo info, String encryption) {

    static EffectiveConnection of(DataSource pool, ConnectionInfo planned) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            BaseConnection driver = connection.unwrap(BaseConnection.class);
            HostSpec host = driver.getQueryExecutor().getHostSpec();
            return new EffectiveConnection(
                    planned.at(host.getHost(), host.getPort()),
                    encryption(connection, driver.getQueryExecutor().getBackendPID()));
        }
    }

    private static String encryption(Connection connection, int expected) throws SQLException {
        return Sql.first(
                        connection,
                        Resources.text(EffectiveConnection.class, "encryption.sql"),
                        row -> row.getInt("pid") != expected
                                ? null
                                : row.getBoolean("ssl")
                                        ? ", encrypted (" + row.getString("version") + ")"
                                        : ", not encrypted")
                .orElse("");
    }
}
