package dev.brickhouse.seed;

import dev.brickhouse.console.Console;
import java.util.Locale;

/** Prints the log with its times, and knows how long it was silent at the most. */
final class TimedConsole implements Console {

    private final long begun = System.nanoTime();
    private long last = begun;
    private long silence;

    @Override
    public void info(String line) {
        print(line);
    }

    @Override
    public void warn(String line) {
        print(line);
    }

    @Override
    public void error(String line) {
        print(line);
    }

    @Override
    public void debug(String line) {
        // nobody sees it in an ordinary build
    }

    private synchronized void print(String line) {
        long now = System.nanoTime();
        silence = Math.max(silence, now - last);
        last = now;
        System.err.printf(Locale.ROOT, "%7.1f %s%n", (now - begun) / 1e9, line);
    }

    /** Seconds, also of the silence that lasts until now. */
    synchronized double silence() {
        return Math.max(silence, System.nanoTime() - last) / 1e9;
    }
}
