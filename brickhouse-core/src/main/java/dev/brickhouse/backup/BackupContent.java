package dev.brickhouse.backup;

import dev.brickhouse.schema.RetailSchema;

/** What a backup holds. */
public enum BackupContent {
    /** Definitions and rows. */
    FULL,
    /** Definitions, and the record of the migrations by which they are recognized. */
    SCHEMA,
    /** Rows only. */
    DATA;

    /** Whether the rows of a table are in it. The migrations that ran go with the definitions, not with the rows. */
    boolean hasRowsOf(String table) {
        return switch (this) {
            case FULL -> true;
            case SCHEMA -> table.equals(RetailSchema.HISTORY_TABLE);
            case DATA -> !table.equals(RetailSchema.HISTORY_TABLE);
        };
    }
}
