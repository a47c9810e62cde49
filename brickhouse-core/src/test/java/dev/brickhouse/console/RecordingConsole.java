package dev.brickhouse.console;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every line, so that a test can read what a user would have read. */
public final class RecordingConsole implements Console {

    private final List<String> info = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> debug = new CopyOnWriteArrayList<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void info(String line) {
        info.add(line);
        shown.add(line);
        all.add(line);
    }

    @Override
    public void warn(String line) {
        warnings.add(line);
        shown.add(line);
        all.add(line);
    }

    @Override
    public void error(String line) {
        errors.add(line);
        shown.add(line);
        all.add(line);
    }

    @Override
    public void debug(String line) {
        debug.add(line);
        all.add(line);
    }

    public List<String> info() {
        return info;
    }

    public List<String> warnings() {
        return warnings;
    }

    public List<String> errors() {
        return errors;
    }

    public List<String> debug() {
        return debug;
    }

    /** What the user would read in an ordinary build. */
    public List<String> shown() {
        return shown;
    }

    /** The lines of every level. */
    public List<String> all() {
        return all;
    }
}
