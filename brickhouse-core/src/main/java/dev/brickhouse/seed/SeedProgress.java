package dev.brickhouse.seed;

import dev.brickhouse.load.ChunkedLoad;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How far a seed has come, for other threads that ask or interrupt. Thread-safe. */
final class SeedProgress {

    /** Enough for the workers to roll back what they have not committed, and short enough to be prompt. */
    private static final long SECONDS_TO_ROLL_BACK = 2;

    private record Loading(ChunkedLoad load, boolean replaces, long before, long total) {

        long loaded() {
            return before + load.committedRows();
        }
    }

    private final CountDownLatch loadEnded = new CountDownLatch(1);
    private Loading loading;
    private boolean finishing;
    private boolean interrupted;

    /**
     * Orders are loaded from now on.
     *
     * @param replaces whether other rows are gone for it
     */
    synchronized void startLoading(ChunkedLoad load, boolean replaces, long before, long total) {
        loading = new Loading(load, replaces, before, total);
        if (interrupted) {
            load.stop();
        }
    }

    /** The load has ended, successfully or not. */
    void endLoading() {
        loadEnded.countDown();
    }

    /** All orders are loaded. */
    synchronized void startFinishing() {
        finishing = true;
    }

    synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** What a failure leaves behind, as part of a sentence. */
    synchronized String kept() {
        return loading == null
                ? "no row was changed"
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d orders are loaded and kept, %sand the same goal with the same settings resumes the seed",
                        loading.loaded(),
                        loading.total(),
                        loading.replaces() ? "the rows that were there before are gone, " : "");
    }

    /** Whether an interrupted seed can be resumed or started over. */
    synchronized boolean hasBegun() {
        return loading != null;
    }

    /** @return what is loaded, without a full stop */
    String interrupt() {
        Loading running = stop();
        if (running != null) {
            awaitEnd();
        }
        return describe();
    }

    private synchronized Loading stop() {
        interrupted = true;
        if (loading != null) {
            loading.load().stop();
        }
        return loading;
    }

    private synchronized String describe() {
        if (loading == null) {
            return "Interrupted before anything was changed";
        }
        if (finishing) {
            return String.format(
                    Locale.ROOT,
                    "Interrupted: all %,d orders are loaded, but indexes, foreign keys or views are not complete",
                    loading.total());
        }
        long loaded = loading.loaded();
        return String.format(
                Locale.ROOT,
                "Interrupted: %,d of %,d orders (%d %%) are loaded and kept",
                loaded,
                loading.total(),
                loading.total() == 0 ? 100 : loaded * 100 / loading.total());
    }

    /** What is reported does not depend on whether it ends in time, since only committed rows count. */
    private void awaitEnd() {
        try {
            loadEnded.await(SECONDS_TO_ROLL_BACK, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
