package dev.brickhouse.load;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.Waiting;
import java.time.Duration;

/**
 * Tells the log when a run has nothing to load itself and waits for the chunks that others have claimed. Thread-safe.
 */
final class WaitNotice implements AutoCloseable {

    /** At the end of a load each run waits for a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Console console;
    private int loading;
    private Waiting waiting;
    private volatile ChunkClaims.Open open;

    WaitNotice(Console console) {
        this.console = console;
    }

    /** A worker has claimed a chunk. */
    synchronized void begin() {
        loading++;
        close();
    }

    /** The worker has loaded it or given it back. */
    synchronized void end() {
        loading--;
    }

    /** A worker has found nothing to claim. */
    synchronized void waits(ChunkClaims.Open left) {
        open = left;
        if (loading == 0 && waiting == null) {
            waiting = Waiting.begin(console, this::what, PATIENCE);
        }
    }

    private String what() {
        ChunkClaims.Open left = open;
        return NumberFormats.count(left.count(), "chunk") + " (" + NumberFormats.count(left.rows(), "row")
                + ") that other runs are loading; this one loads what they do not finish";
    }

    @Override
    public synchronized void close() {
        if (waiting != null) {
            waiting.close();
            waiting = null;
        }
    }
}
