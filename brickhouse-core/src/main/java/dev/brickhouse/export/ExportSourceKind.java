package dev.brickhouse.export;

/** Where the rows of an export come from. */
public enum ExportSourceKind {
    /** The settings alone, without any server. */
    GENERATOR,
    /** The tables of a database, as they are. */
    DATABASE
}
