package dev.brickhouse.connection;

import dev.brickhouse.console.Console;
import dev.brickhouse.embedded.EmbeddedData;
import dev.brickhouse.embedded.EmbeddedServer;
import dev.brickhouse.settings.ConnectionInfo;
import java.nio.file.Path;

/** An embedded server that runs at least until this is closed or the process ends, however it ends. */
public final class ServerHandle implements AutoCloseable {

    private final EmbeddedServer server;
    private final ConnectionInfo connectionInfo;

    ServerHandle(EmbeddedServer server, ConnectionInfo connectionInfo) {
        this.server = server;
        this.connectionInfo = connectionInfo;
    }

    /** How to connect to it; there is no password. */
    public ConnectionInfo connectionInfo() {
        return connectionInfo;
    }

    /** Where it keeps its data. */
    public Path dataDirectory() {
        return server.settings().dataDirectory();
    }

    /** Its full version. */
    public String version() {
        return server.settings().version().full();
    }

    /** Whether its data were made for tests, so that {@link Databases#holdForTests} may throw them away. */
    public boolean holdsTestData() {
        return EmbeddedData.isOfTests(dataDirectory());
    }

    /**
     * Starts another server on the same port if this one has ended or lost its data directory since, as
     * {@code mvn clean} makes it.
     *
     * @throws dev.brickhouse.problem.BrickhouseException if that is impossible
     */
    public void restartIfEnded() {
        server.restartIfEnded();
    }

    /**
     * Waits until the server has stopped, whoever stops it.
     *
     * @throws dev.brickhouse.problem.EnvironmentException if it ended otherwise: it crashed, or its directory was deleted
     */
    public void awaitEnd() throws InterruptedException {
        server.awaitEnd();
    }

    /** Whether it runs on beyond this process, until somebody stops it. */
    public boolean keepsRunning() {
        return server.keepsRunning();
    }

    /** Whether another process uses it now, so that it runs on when this one does not. */
    public boolean isUsedByOthers() {
        return server.isUsedByOthers();
    }

    /** Tells the log, if another process uses it now, that it stays up until that one disconnects. */
    public void reportOthersUse(Console console) {
        server.reportOthersUse(console);
    }

    /** The server itself. */
    public EmbeddedServer server() {
        return server;
    }

    /** Stops the server unless somebody else uses it, even if it was to be kept running beyond this process. */
    public void stop() {
        server.stopWhenUnused();
        server.close();
    }

    /** Stops the server unless somebody else uses it or it is to be kept running beyond this process. */
    @Override
    public void close() {
        server.close();
    }
}
