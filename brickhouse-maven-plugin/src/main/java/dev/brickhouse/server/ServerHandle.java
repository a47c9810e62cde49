package dev.brickhouse.server;

import java.nio.file.Path;

/** An embedded server that runs at least until this is closed or the process ends, in whichever way. */
public final class ServerHandle implements AutoCloseable {

    private final EmbeddedServer server;
    private final ResolvedDatabase plan;

    ServerHandle(EmbeddedServer server, ResolvedDatabase plan) {
        this.server = server;
        this.plan = plan;
    }

    /** How to connect to it; there is no password. */
    public ConnectionInfo connectionInfo() {
        return server.connect(plan.connect()).info();
    }

    /** Where its data are. */
    public Path dataDirectory() {
        return plan.embedded().dataDirectory();
    }

    /** Its full version. */
    public String version() {
        return plan.embedded().version();
    }

    /** Waits until the server ends, whoever stops it. */
    public void awaitEnd() throws InterruptedException {
        server.awaitEnd();
    }

    /** Whether it runs on beyond this process, until somebody stops it. */
    public boolean keepsRunning() {
        return server.keepsRunning();
    }

    /** The server stops if nobody else uses it, also if it was to run on beyond this process. */
    public void stop() {
        server.forgetKeepRunning();
        server.release();
    }

    /** The server stops if nobody else uses it, unless it is to run on beyond this process. */
    @Override
    public void close() {
        server.release();
    }
}
