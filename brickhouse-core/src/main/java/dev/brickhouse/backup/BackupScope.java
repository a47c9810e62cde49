package dev.brickhouse.backup;

/** How much of the database a backup takes in. */
public enum BackupScope {
    /** The schema of the tables and that of the views. */
    SCHEMAS,
    /** Everything in the database. */
    DATABASE
}
