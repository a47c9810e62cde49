package dev.brickhouse.console;

/**
 * The log as the core sees it, one line at a time, without a dependency on Maven.
 *
 * <p>Implementations are safe for use by several threads. No line may contain a password.
 */
public interface Console {

    /** Drops every line, for callers that only want the result. */
    Console SILENT = new Console() {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}

        @Override
        public void debug(String line) {}
    };

    /** What the user wants to read in an ordinary build. */
    void info(String line);

    /** What works but is probably not what the user wants, with the setting that fixes it. */
    void warn(String line);

    /** What makes the goal fail, in addition to its message, so that it shows in a quiet build too. */
    default void error(String line) {
        warn(line);
    }

    /** What helps in finding a fault and is noise otherwise. */
    void debug(String line);
}
