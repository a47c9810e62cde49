package dev.brickhouse.load;

import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** What the workers of one run tell each other: that one has ended its chunk, and that all shall stop. For several threads. */
final class LoadSignal {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private long ended;
    private boolean stopped;

    /** How many chunks have ended, loaded or given back; to be asked before the look at the journal that it belongs to. */
    synchronized long ended() {
        return ended;
    }

    synchronized void chunkEnded() {
        ended++;
        notifyAll();
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Waits until a chunk has ended that {@code seen} does not count, or all shall stop, or the time has passed. */
    synchronized void await(long seen, long millis) throws SQLException {
        pause(() -> ended != seen, millis);
    }

    /** Waits until all shall stop or the time has passed. */
    synchronized void pause(long millis) throws SQLException {
        pause(() -> false, millis);
    }

    private void pause(BooleanSupplier news, long millis) throws SQLException {
        long end = System.nanoTime() + millis * NANOS_PER_MILLI;
        try {
            for (long left = millis;
                    left > 0 && !stopped && !news.getAsBoolean();
                    left = (end - System.nanoTime()) / NANOS_PER_MILLI) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("The load was interrupted", "57014", e);
        }
    }
}
