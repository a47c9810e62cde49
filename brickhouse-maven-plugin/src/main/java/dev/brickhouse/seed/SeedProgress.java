package dev.brickhouse.seed;

import dev.brickhouse.load.ChunkedLoad;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How far a seed has come, for whoever asks or interrupts from another thread. */
final class SeedProgress {

    /** Enough for the workers to take back what they have not committed, and little enough to be called prompt. */
    private static final long SECONDS_TO_WIND_UP = 2;

    private record Loading(ChunkedLoad load, long before, long total) {}

    private final CountDownLatch loadEnded = new CountDownLatch(1);
    private Loading loading;
    private boolean finishing;
    private boolean interrupted;

    /** Orders are being loaded from now on. */
    synchronized void loads(ChunkedLoad load, long before, long total) {
        loading = new Loading(load, before, total);
        if (interrupted) {
            load.stop();
        }
    }

    /** The load has ended, one way or another. */
    void loadEnds() {
        loadEnded.countDown();
    }

    /** Every order is there. */
    synchronized void finishes() {
        finishing = true;
    }

    synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** What a failure leaves behind, in a few words. */
    synchronized String kept() {
        return loading == null
                ? "no row was changed"
                : "what was loaded so far is kept, and the same goal with the same settings goes on from there";
    }

    /** Whether there is something to go on with, or to start over. */
    synchronized boolean hasBegun() {
        return loading != null;
    }

    /** @return what is loaded, without a full stop */
    String interrupt() {
        Loading running = stop();
        if (running != null) {
            awaitEnd();
        }
        return tell();
    }

    private synchronized Loading stop() {
        interrupted = true;
        if (loading != null) {
            loading.load().stop();
        }
        return loading;
    }

    private synchronized String tell() {
        if (loading == null) {
            return "Interrupted before anything was changed";
        }
        if (finishing) {
            return String.format(
                    Locale.ROOT,
                    "Interrupted: all %,d orders are loaded, but indexes, foreign keys or views are not complete",
                    loading.total());
        }
        long loaded = loading.before() + loading.load().committedRows();
        return String.format(
                Locale.ROOT,
                "Interrupted: %,d of %,d orders (%d %%) are loaded and stay so",
                loaded,
                loading.total(),
                loading.total() == 0 ? 100 : loaded * 100 / loading.total());
    }

    /** Whether it ends in time makes no difference to what is said, since only what is committed is counted. */
    private void awaitEnd() {
        try {
            loadEnded.await(SECONDS_TO_WIND_UP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
