package dev.brickhouse.connection;

import dev.brickhouse.schema.RetailSchema;
import java.nio.file.Path;

/**
 * Which database a goal works on, resolved and checked, but not yet connected to. Immutable.
 */
public final class ResolvedDatabase {

    /**
     * Where to connect to and how.
     *
     * @param url the JDBC URL without credentials
     * @param info the same for people
     * @param password null to leave it to the driver, which reads ~/.pgpass
     * @param sslMode null for the driver's default
     * @param connectTimeoutSeconds 0 waits for ever
     * @param statementTimeoutSeconds 0 is no limit
     * @param lockTimeoutSeconds how long a statement may wait for a lock; 0 is no limit
     */
    record Connect(
            String url,
            ConnectionInfo info,
            String password,
            String sslMode,
            int connectTimeoutSeconds,
            int statementTimeoutSeconds,
            int lockTimeoutSeconds) {

        @Override
        public String toString() {
            return "Connect[" + info + "]";
        }
    }

    /**
     * Which embedded server to run.
     *
     * @param version the full version of PostgreSQL
     * @param major its major version
     * @param dataDirectory where it keeps its data
     * @param port 0 for a free one
     * @param binaries where its binaries come from
     */
    record Embedded(String version, int major, Path dataDirectory, int port, EmbeddedBinaries binaries) {}

    private final ServerKind kind;
    private final RetailSchema schema;
    private final Connect connect;
    private final Embedded embedded;

    ResolvedDatabase(ServerKind kind, RetailSchema schema, Connect connect, Embedded embedded) {
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

    /** For an embedded server, all but the address, which is known once it runs. */
    Connect connect() {
        return connect;
    }

    /** Null for an external server. */
    Embedded embedded() {
        return embedded;
    }
}
