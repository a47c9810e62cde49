package dev.brickhouse.load;

import dev.brickhouse.problem.SqlState;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** What the workers of one run tell each other: that a chunk has ended, and that all are to stop. Thread-safe. */
final class WorkerSignals {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private long endedChunks;
    private boolean stopped;

    /** How many chunks have ended, loaded or given back; read it before the journal that it is compared with. */
    synchronized long endedChunks() {
        return endedChunks;
    }

    synchronized void signalChunkEnd() {
        endedChunks++;
        notifyAll();
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /**
     * Waits until a chunk ends that is not among the {@code seen} ones, until all are to stop, or for {@code millis}.
     */
    synchronized void awaitChunkEnd(long seen, long millis) throws SQLException {
        await(() -> endedChunks != seen, millis);
    }

    /** Waits until all are to stop, or for {@code millis}. */
    synchronized void awaitStop(long millis) throws SQLException {
        await(() -> false, millis);
    }

    private void await(BooleanSupplier signalled, long millis) throws SQLException {
        long end = System.nanoTime() + millis * NANOS_PER_MILLI;
        try {
            for (long left = millis;
                    left > 0 && !stopped && !signalled.getAsBoolean();
                    left = (end - System.nanoTime()) / NANOS_PER_MILLI) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("The load was interrupted", SqlState.QUERY_CANCELED, e);
        }
    }
}
