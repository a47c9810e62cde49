package dev.brickhouse.embedded;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Which embedded server to run. Immutable.
 *
 * @param version its version of PostgreSQL
 * @param dataDirectory where it keeps its data; absolute
 * @param walLevel how much it writes to its write-ahead log, at least
 * @param port where it listens; 0 for any free port
 * @param binaries where its programs come from
 * @param database the database that its users work on, which is made if it does not exist
 * @param user the superuser who owns it, and who is made if it does not exist; needs no password
 */
public record EmbeddedSettings(
        PostgresVersion version,
        Path dataDirectory,
        WalLevel walLevel,
        int port,
        EmbeddedBinaries binaries,
        String database,
        String user) {

    /** The host by which clients reach it. */
    public static final String HOST = "localhost";

    /** The superuser that every server has, who needs no password. */
    public static final String USER = "postgres";

    /** The database that it has from the start. */
    public static final String DATABASE = "postgres";

    public EmbeddedSettings {
        Objects.requireNonNull(walLevel);
        Objects.requireNonNull(database);
        Objects.requireNonNull(user);
    }

    /** A database of the plugin's own, in which nobody else makes anything. */
    public static final String PRESENCE_DATABASE = "brickhouse_presence";

    /** The same server on a port that is known. */
    EmbeddedSettings onPort(int known) {
        return new EmbeddedSettings(version, dataDirectory, walLevel, known, binaries, database, user);
    }

    /** The same server with another level of its write-ahead log. */
    public EmbeddedSettings withWalLevel(WalLevel level) {
        return new EmbeddedSettings(version, dataDirectory, level, port, binaries, database, user);
    }

    /** All that decides what a new cluster of it is like, as text: clusters of equal descriptions can be exchanged. */
    public String clusterDescription() {
        return "postgresql=" + version.full() + "\nplatform=" + Platform.current() + "\ninitdb="
                + String.join(" ", ServerPrograms.initializeOptions(USER)) + "\ntimeZone="
                + ZoneId.systemDefault().getId() + "\nTZ=" + System.getenv("TZ") + "\ndatabase=" + database
                + "\nuser=" + user + '\n';
    }
}
