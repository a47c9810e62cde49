package dev.brickhouse.schema;

import dev.brickhouse.console.Console;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A console that keeps what the user would read in an ordinary build. */
public final class Lines implements Console {

    private final List<String> shown = new CopyOnWriteArrayList<>();

    @Override
    public void info(String line) {
        shown.add(line);
    }

    @Override
    public void warn(String line) {
        shown.add(line);
    }

    @Override
    public void debug(String line) {}

    public List<String> shown() {
        return shown;
    }
}
