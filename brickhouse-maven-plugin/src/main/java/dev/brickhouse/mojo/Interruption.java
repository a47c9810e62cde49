package dev.brickhouse.mojo;

import java.util.concurrent.CountDownLatch;

/** Reports a goal that Ctrl-C or a signal ends, while the process goes down. */
final class Interruption {

    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    /**
     * Watches over a goal until {@link #end}.
     *
     * @param report what to do when the process is asked to end meanwhile
     */
    static Interruption watch(Runnable report) {
        Thread hook = new Thread(report, "brickhouse-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    /**
     * Ends the watch. It does not return where the process is ending: what fails because of that would otherwise be
     * reported as a failure of the goal's own.
     */
    void end() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            awaitEndOfProcess();
        }
    }

    private static void awaitEndOfProcess() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
