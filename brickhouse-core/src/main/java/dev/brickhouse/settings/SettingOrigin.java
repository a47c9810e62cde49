package dev.brickhouse.settings;

/** Where a value came from; the first that has one wins. */
enum SettingOrigin {
    COMMAND_LINE,
    POM,
    EARLIER_GOAL,
    SETTINGS_XML,
    ENVIRONMENT,
    ENV_FILE,
    DEFAULT;

    /** Whether a value from here wins over one from there; within one origin, the value that is asked about wins. */
    boolean isAtLeast(SettingOrigin other) {
        return compareTo(other) <= 0;
    }
}
