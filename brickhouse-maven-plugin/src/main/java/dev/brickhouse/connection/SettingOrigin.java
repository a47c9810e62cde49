package dev.brickhouse.connection;

/** Where a value came from; the first that has one wins. */
enum SettingOrigin {
    COMMAND_LINE,
    /** The POM, or a goal that ran before. */
    BUILD,
    SETTINGS,
    ENVIRONMENT,
    ENV_FILE,
    DEFAULT;

    /** @param source the words for the log, which begin with -D for what was typed */
    static SettingOrigin ofGiven(String source) {
        return source.startsWith("-D") ? COMMAND_LINE : BUILD;
    }

    /** Whether a value from here counts beside one from there; of two from the same place, the one that asks. */
    boolean beats(SettingOrigin other) {
        return compareTo(other) <= 0;
    }
}
