package dev.brickhouse.server;

/**
 * An embedded server that runs at least until this is closed or the process ends, in whichever way.
 *
 * @param connectionInfo how to connect to it; there is no password
 * @param release ends the hold
 */
public record HeldServer(ConnectionInfo connectionInfo, Runnable release) implements AutoCloseable {

    /** The server stops if nobody else uses it. */
    @Override
    public void close() {
        release.run();
    }
}
