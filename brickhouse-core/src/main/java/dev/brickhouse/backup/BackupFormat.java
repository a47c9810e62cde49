package dev.brickhouse.backup;

/** How a backup is written. */
public enum BackupFormat {
    /** An SQL script. */
    PLAIN(".sql"),
    /** One file in pg_dump's own format. */
    CUSTOM(".dump"),
    /** A directory in pg_dump's own format, which several connections can write at the same time. */
    DIRECTORY(".dir");

    private final String extension;

    BackupFormat(String extension) {
        this.extension = extension;
    }

    String extension(int compression) {
        return this == PLAIN && compression > 0 ? extension + ".gz" : extension;
    }
}
