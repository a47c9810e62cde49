package dev.brickhouse.settings;

/** Whose server it is. */
public enum ServerKind {
    /** One that the plugin starts. */
    EMBEDDED,
    /** The user's own. */
    EXTERNAL
}
