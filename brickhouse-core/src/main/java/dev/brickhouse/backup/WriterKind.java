package dev.brickhouse.backup;

/** Who writes a backup. */
public enum WriterKind {
    /** pg_dump where it is there and new enough, otherwise the built-in writer if that can do it. */
    AUTO,
    /** PostgreSQL's own program. */
    PG_DUMP,
    /** This plugin, over its own connection. */
    BUILTIN
}
