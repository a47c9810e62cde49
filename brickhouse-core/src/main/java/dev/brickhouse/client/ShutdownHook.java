package dev.brickhouse.client;

/** What is to be done if this process is told to end meanwhile, as by Ctrl-C or SIGTERM; nothing once it is closed. */
public final class ShutdownHook implements AutoCloseable {

    private final Thread hook;

    private ShutdownHook(Thread hook) {
        this.hook = hook;
    }

    /**
     * Begins to wait for the end of the process.
     *
     * @param name of the thread that does it
     */
    public static ShutdownHook of(String name, Runnable action) {
        ShutdownHook exit = new ShutdownHook(new Thread(action, name));
        try {
            Runtime.getRuntime().addShutdownHook(exit.hook);
        } catch (IllegalStateException e) {
            // it is ending already, and whoever waits for it would wait forever
            action.run();
        }
        return exit;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is ending, and the action is done
        }
    }
}
