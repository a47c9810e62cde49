package dev.brickhouse.console;

import java.util.function.Consumer;

/**
 * The log as the core sees it, one line at a time, without a dependency on Maven.
 *
 * <p>Implementations are safe for use by several threads. No line may contain a password.
 */
public interface Console {

    /** Drops every line, for callers that only want the result. */
    Console SILENT = of(line -> {}, line -> {}, line -> {}, line -> {});

    /** A console that passes the lines of each level on. */
    static Console of(Consumer<String> info, Consumer<String> warn, Consumer<String> error, Consumer<String> debug) {
        return new DelegatingConsole(info, warn, error, debug);
    }

    /** What the user wants to read in an ordinary build. */
    void info(String line);

    /** What works but is probably not what the user wants, with the setting that fixes it. */
    void warn(String line);

    /** What makes the goal fail, in addition to its message, so that it shows in a quiet build too. */
    void error(String line);

    /** What helps in finding a fault and is noise otherwise. */
    void debug(String line);
}
