package dev.brickhouse.console;

import java.util.function.Consumer;

/** A console with a consumer of lines for each level. */
record DelegatingConsole(Consumer<String> info, Consumer<String> warn, Consumer<String> error, Consumer<String> debug)
        implements Console {

    @Override
    public void info(String line) {
        info.accept(line);
    }

    @Override
    public void warn(String line) {
        warn.accept(line);
    }

    @Override
    public void error(String line) {
        error.accept(line);
    }

    @Override
    public void debug(String line) {
        debug.accept(line);
    }
}
