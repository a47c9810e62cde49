package dev.brickhouse.console;

/**
 * Where the core says what it does, one line at a time, without knowing that Maven is there.
 *
 * <p>Implementations are safe for use by several threads. Nothing that is written here may hold a password.
 */
public interface Console {

    /** A console that drops every line, for callers that only want the result. */
    Console SILENT = new Console() {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}

        @Override
        public void debug(String line) {}
    };

    /** Says what the user wants to read in an ordinary build. */
    void info(String line);

    /** Says what works but is probably not what the user wants, with the setting that mends it. */
    void warn(String line);

    /** Says what makes the goal fail, beside the sentence it fails with, so that it can be read in a quiet build, too. */
    default void error(String line) {
        warn(line);
    }

    /** Says what only somebody who looks for a fault wants to read. */
    void debug(String line);
}
