package dev.brickhouse.embedded;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.parameter.ParameterReader;
import java.util.Map;

/** How much an embedded server writes to its write-ahead log: PostgreSQL's setting wal_level. Each has all of the one before. */
public enum WalLevel {
    /** What a crash needs; nobody can follow the log. */
    MINIMAL(Map.of("wal_level", "minimal", "max_wal_senders", "0", "synchronous_commit", "off")),
    /** What a standby server and pg_basebackup need. */
    REPLICA(followed("replica")),
    /** What a change stream needs. */
    LOGICAL(followed("logical"));

    public static final ParameterReader<WalLevel> SETTING =
            ParameterReader.option(PropertyNames.WAL_LEVEL, WalLevel.class);

    private final Map<String, String> serverSettings;

    WalLevel(Map<String, String> serverSettings) {
        this.serverSettings = serverSettings;
    }

    /** How users and PostgreSQL write it. */
    public String label() {
        return ParameterReader.label(this);
    }

    /** Whether a server of this level does for whoever wants one of another. */
    public boolean includes(WalLevel wanted) {
        return compareTo(wanted) >= 0;
    }

    /** With what a server has to be started. */
    Map<String, String> serverSettings() {
        return serverSettings;
    }

    /**
     * What is not flushed cannot be read from the log, so a change would be missing for a moment after its commit. The
     * numbers of senders and slots are PostgreSQL's defaults, which ALTER SYSTEM can raise.
     */
    private static Map<String, String> followed(String level) {
        return Map.of("wal_level", level, "synchronous_commit", "on");
    }
}
