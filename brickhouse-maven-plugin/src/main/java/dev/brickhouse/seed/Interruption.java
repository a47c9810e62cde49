package dev.brickhouse.seed;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.load.ChunkedLoad;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a load promptly when the process is asked to end, as by Ctrl-C, and says what is loaded and how to go on. */
final class Interruption {

    /** Enough for the workers to take back what they have not committed, and little enough to be called prompt. */
    private static final long SECONDS_TO_WIND_UP = 2;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(ChunkedLoad load, Console console, long before, long total) {
        hook = new Thread(
                () -> {
                    load.stop();
                    awaitEnd();
                    console.info(String.format(
                            Locale.ROOT,
                            "Interrupted: %,d of %,d orders are loaded; the same goal with the same settings goes on from"
                                    + " there, and -D%s=true begins anew",
                            before + load.committedRows(),
                            total,
                            PropertyNames.OVERWRITE));
                },
                "brickhouse-interrupted");
    }

    /** Watches over a load until {@link #close()}. */
    static Interruption during(ChunkedLoad load, Console console, long before, long total) {
        Interruption interruption = new Interruption(load, console, before, total);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Ends the watch. */
    void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already, and the hook says so
        }
    }

    /** Whether it ends in time makes no difference to what is said, since only what is committed is counted. */
    private void awaitEnd() {
        try {
            ended.await(SECONDS_TO_WIND_UP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
