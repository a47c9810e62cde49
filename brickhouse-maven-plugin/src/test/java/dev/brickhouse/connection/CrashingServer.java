package dev.brickhouse.connection;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.postgresql.ds.PGSimpleDataSource;

/** A server of its own for tests that crash it; on the tested version of PostgreSQL. */
public final class CrashingServer implements AutoCloseable {

    private final ResolvedDatabase plan;
    private EmbeddedServer server;

    private CrashingServer(ResolvedDatabase plan) {
        this.plan = plan;
        server = EmbeddedServer.use(plan.embedded(), Console.SILENT);
    }

    /** Starts it with its data in {@code directory}, which has to be empty or one of its own. */
    public static CrashingServer start(Path directory) {
        return new CrashingServer(Databases.plan(request(directory).build(), Console.SILENT));
    }

    /** As {@link #start(Path)}, on a port that it has again after each crash, so that clients find it. */
    public static CrashingServer startOnOnePort(Path directory) throws IOException {
        String port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = Integer.toString(free.getLocalPort());
        }
        return new CrashingServer(Databases.plan(
                request(directory)
                        .given(PropertyNames.EMBEDDED_PORT, port, "test")
                        .build(),
                Console.SILENT));
    }

    private static DatabaseSettings.Builder request(Path directory) {
        return DatabaseSettings.builder()
                .given(PropertyNames.SERVER, "embedded", "test")
                .given(PropertyNames.POSTGRES_VERSION, TestServer.postgresVersion(), "test")
                .embeddedDirectory(directory)
                .binaries(TestServer.binaries());
    }

    /** How to connect, until the next crash. */
    public String url() {
        ConnectionInfo info = server.connect(plan.connect()).info();
        return info.jdbcUrl() + "?user=" + info.user();
    }

    public PGSimpleDataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url());
        return dataSource;
    }

    /** Ends every process of the server at once, as the fast way down that PostgreSQL itself takes in an emergency. */
    public void crash() throws IOException {
        Postmaster postmaster =
                Postmaster.runningOn(plan.embedded().dataDirectory()).orElseThrow();
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
        server.release();
    }

    /** Starts it again on what the crash has left. */
    public void restart() {
        server = EmbeddedServer.use(plan.embedded(), Console.SILENT);
    }

    @Override
    public void close() {
        server.release();
    }
}
