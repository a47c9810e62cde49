package dev.brickhouse.embedded;

import java.nio.file.Path;

/**
 * Which embedded server to run. Immutable.
 *
 * @param version its version of PostgreSQL
 * @param dataDirectory where it keeps its data; absolute
 * @param port where it listens; 0 for any free port
 * @param binaries where its programs come from
 */
public record EmbeddedSettings(PostgresVersion version, Path dataDirectory, int port, EmbeddedBinaries binaries) {

    /** The host by which clients reach it. */
    public static final String HOST = "localhost";

    /** Its superuser, who needs no password. */
    public static final String USER = "postgres";

    /** The database that it has from the start. */
    public static final String DATABASE = "postgres";
}
