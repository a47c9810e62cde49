package dev.brickhouse.embedded;

import dev.brickhouse.console.Console;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.postgresql.ds.PGSimpleDataSource;

/** A server of its own for tests that crash it; on the tested version of PostgreSQL. */
public final class CrashingServer implements AutoCloseable {

    private final EmbeddedSettings settings;
    private EmbeddedServer server;

    private CrashingServer(EmbeddedSettings settings) {
        this.settings = settings;
        restart();
    }

    /** Starts it with its data in {@code directory}, which has to be empty or one of its own. */
    public static CrashingServer start(Path directory) {
        return new CrashingServer(TestServer.settings(directory));
    }

    /** As {@link #start(Path)}, on a port that it has again after each crash, so that clients find it. */
    public static CrashingServer startOnOnePort(Path directory) throws IOException {
        EmbeddedSettings settings = TestServer.settings(directory);
        try (ServerSocket free = new ServerSocket(0)) {
            settings = new EmbeddedSettings(
                    settings.version(),
                    settings.dataDirectory(),
                    WalLevel.MINIMAL,
                    free.getLocalPort(),
                    settings.binaries(),
                    EmbeddedSettings.DATABASE,
                    EmbeddedSettings.USER);
        }
        return new CrashingServer(settings);
    }

    /** How to connect, until the next crash. */
    public String url() {
        return TestServer.url(server.port());
    }

    public PGSimpleDataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url());
        return dataSource;
    }

    /** Ends every process of the server at once, as the fast way down that PostgreSQL itself takes in an emergency. */
    public void crash() throws IOException {
        Postmaster postmaster = Postmaster.runningOn(settings.dataDirectory()).orElseThrow();
        ProcessHandle process = ProcessHandle.of(postmaster.pid()).orElseThrow();
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .get();
            process.onExit().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
        server.close();
    }

    /** Starts it again on what the crash has left. */
    public void restart() {
        server = EmbeddedServer.start(settings, Console.SILENT);
    }

    @Override
    public void close() {
        server.close();
    }
}
