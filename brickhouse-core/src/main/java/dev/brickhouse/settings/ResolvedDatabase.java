package dev.brickhouse.settings;

import dev.brickhouse.embedded.EmbeddedSettings;
import dev.brickhouse.schema.RetailSchema;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Which database a goal works on, resolved and checked, but not yet connected to. Immutable. */
public final class ResolvedDatabase {

    /**
     * Where to connect to and how.
     *
     * @param url the JDBC URL, without credentials
     * @param info the same in parts
     * @param password null to leave it to the command, or else to the driver, which reads ~/.pgpass
     * @param passwordCommand what prints the password at each login; null if nothing does
     * @param sslMode null for the driver's default
     * @param connectTimeoutSeconds 0 for no limit
     * @param statementTimeoutSeconds 0 for no limit
     * @param lockTimeoutSeconds how long a statement may wait for a lock; 0 for no limit
     */
    public record Connect(
            String url,
            ConnectionInfo info,
            String password,
            PasswordCommand passwordCommand,
            String sslMode,
            int connectTimeoutSeconds,
            int statementTimeoutSeconds,
            int lockTimeoutSeconds) {

        /** The same on another port, where an embedded server turns out to listen. */
        public Connect onPort(int port) {
            ConnectionInfo moved = info.at(info.host(), port);
            return to(moved.jdbcUrl(), moved);
        }

        /**
         * The URL with more of what the driver passes to the server as {@code options}, such as {@code -c name=value}.
         */
        public String urlWithOptions(String more) {
            Properties parsed = Driver.parseURL(url, null);
            String given = parsed == null ? "" : parsed.getProperty(PGProperty.OPTIONS.getName(), "");
            // the driver takes the last of two parameters with one name
            return url + (url.contains("?") ? "&" : "?") + PGProperty.OPTIONS.getName() + "="
                    + JdbcUrl.encode((given + more).strip());
        }

        /** The same in another database of the server. */
        Connect toDatabase(String database) {
            return to(url == null ? null : JdbcUrl.parse(url).toDatabase(database), info.toDatabase(database));
        }

        private Connect to(String otherUrl, ConnectionInfo other) {
            return new Connect(
                    otherUrl,
                    other,
                    password,
                    passwordCommand,
                    sslMode,
                    connectTimeoutSeconds,
                    statementTimeoutSeconds,
                    lockTimeoutSeconds);
        }

        @Override
        public String toString() {
            return "Connect[" + info + "]";
        }
    }

    private final ServerKind kind;
    private final RetailSchema schema;
    private final Connect connect;
    private final EmbeddedSettings embedded;

    ResolvedDatabase(ServerKind kind, RetailSchema schema, Connect connect, EmbeddedSettings embedded) {
        this.kind = kind;
        this.schema = schema;
        this.connect = connect;
        this.embedded = embedded;
    }

    public ServerKind kind() {
        return kind;
    }

    /** Where the tables and views are. */
    public RetailSchema schema() {
        return schema;
    }

    /** The name of the database. */
    public String database() {
        return connect.info().database();
    }

    /** Another database of the same server, which is not looked at before it is opened. */
    public ResolvedDatabase toDatabase(String database) {
        return new ResolvedDatabase(kind, schema, connect.toDatabase(database), embedded);
    }

    /** A database of the same server to which one can connect while this one serves as a template. */
    public ResolvedDatabase toMaintenanceDatabase() {
        String other = kind == ServerKind.EMBEDDED
                ? EmbeddedSettings.PRESENCE_DATABASE
                : database().equals("postgres") ? "template1" : "postgres";
        return toDatabase(other);
    }

    /**
     * How to connect to this database.
     *
     * @param sameServer how to connect to another one of the same server, now that it is running
     */
    public ConnectionInfo connectionInfo(ConnectionInfo sameServer) {
        return connect.info().at(sameServer.host(), sameServer.port());
    }

    /** For an embedded server, everything except the port, which is known once it is running. */
    public Connect connect() {
        return connect;
    }

    /** The embedded server; null for an external one. */
    public EmbeddedSettings embedded() {
        return embedded;
    }
}
