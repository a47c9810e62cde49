package dev.brickhouse.load;

/** The PostgreSQL types that the engine writes. */
public enum ColumnType {
    INTEGER,
    TEXT,
    NUMERIC,
    TIMESTAMP
}
