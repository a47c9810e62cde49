package dev.brickhouse.backup;

/** What a backup holds. */
public enum Content {
    /** Definitions and rows. */
    FULL,
    /** Definitions, and the record of the migrations by which they are recognised. */
    SCHEMA,
    /** Rows only. */
    DATA
}
