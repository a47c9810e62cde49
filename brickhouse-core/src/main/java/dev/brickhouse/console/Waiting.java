package dev.brickhouse.console;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Logs what a goal waits for, once and then at a quiet rate until it is closed, so that nobody takes a wait for a
 * standstill. For one thread, which may be another one than that which waits.
 */
public final class Waiting implements AutoCloseable {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final Console console;
    private final Supplier<String> what;
    private final long begun = System.nanoTime();
    private final ScheduledExecutorService ticker;

    private Waiting(Console console, Supplier<String> what) {
        this.console = console;
        this.what = what;
        this.ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "brickhouse-waiting");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to log it.
     *
     * @param what follows "Waiting for"
     * @param patience how long it may take before anything is said
     */
    public static Waiting begin(Console console, Supplier<String> what, Duration patience) {
        return begin(console, what, patience, BETWEEN_LINES);
    }

    static Waiting begin(Console console, Supplier<String> what, Duration patience, Duration between) {
        Waiting waiting = new Waiting(console, what);
        if (patience.isZero()) {
            waiting.log();
        }
        waiting.ticker.scheduleAtFixedRate(
                waiting::log,
                patience.isZero() ? between.toNanos() : patience.toNanos(),
                between.toNanos(),
                TimeUnit.NANOSECONDS);
        return waiting;
    }

    private void log() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        console.info("Waiting for " + what.get() + (seconds > 0 ? ", for " + seconds + " s now" : ""));
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
