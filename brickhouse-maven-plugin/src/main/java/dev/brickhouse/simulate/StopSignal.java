package dev.brickhouse.simulate;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets the workers finish the transactions that are under way when the process is asked to end, as by Ctrl-C. */
final class StopSignal implements AutoCloseable {

    /** Enough for any step but a slow read, which may be cut off. */
    private static final long SECONDS_TO_WIND_UP = 2;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private StopSignal(RunState run) {
        hook = new Thread(
                () -> {
                    run.abandon();
                    awaitEnd();
                },
                "brickhouse-simulate-interrupted");
    }

    /** Watches over a run until {@link #close()}. */
    static StopSignal watch(RunState run) {
        StopSignal signal = new StopSignal(run);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Ends the watch; nobody works any more. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already, and waits for nothing more
        }
    }

    private void awaitEnd() {
        try {
            ended.await(SECONDS_TO_WIND_UP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
