package dev.brickhouse.server;

import dev.brickhouse.sql.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGProperty;

/**
 * A server process as its file postmaster.pid tells of it.
 *
 * @param pid the process
 * @param port where it listens
 */
record Postmaster(long pid, int port) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int SECONDS_TO_STOP = 60;

    /** How long the server may take to see that a pool of this plugin's was closed. */
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private static final Duration GOODBYE_RETRY = Duration.ofMillis(20);

    /** The server that runs on a data directory and answers; a file that a crash has left behind counts for nothing. */
    static Optional<Postmaster> runningOn(Path dataDirectory) {
        return read(dataDirectory)
                .filter(server -> ProcessHandle.of(server.pid)
                        .filter(ProcessHandle::isAlive)
                        .isPresent())
                .filter(server -> server.serves(dataDirectory));
    }

    private static Optional<Postmaster> read(Path dataDirectory) {
        try {
            List<String> lines = Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
            return lines.size() > PORT_LINE
                    ? Optional.of(new Postmaster(
                            Long.parseLong(lines.get(PID_LINE).strip()),
                            Integer.parseInt(lines.get(PORT_LINE).strip())))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The process number could have been given to another program since. */
    private boolean serves(Path dataDirectory) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            return row.next() && Files.isSameFile(Path.of(row.getString(1)), dataDirectory);
        } catch (SQLException | IOException e) {
            return false;
        }
    }

    /**
     * Whether any client but the asking one is connected. Connections of this plugin's get a moment to end, since the
     * server notices only after a while that a pool was closed.
     */
    boolean isUsed() throws SQLException {
        long giveUpAt = System.nanoTime() + GOODBYE.toNanos();
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement(SqlText.read(Postmaster.class, "clients.sql"))) {
            statement.setString(1, Pool.APPLICATION_NAME);
            while (true) {
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    long ours = row.getLong("ours");
                    if (row.getLong("others") > 0 || ours > 0 && System.nanoTime() - giveUpAt >= 0) {
                        return true;
                    }
                    if (ours == 0) {
                        return false;
                    }
                }
                LockSupport.parkNanos(GOODBYE_RETRY.toNanos());
            }
        }
    }

    /** Asks the process to stop, as pg_ctl does, and waits until it is gone. */
    boolean stop() {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty() || !process.get().destroy()) {
            return process.isEmpty();
        }
        try {
            process.get().onExit().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(PGProperty.USER.getName(), EmbeddedServer.USER);
        properties.setProperty(PGProperty.APPLICATION_NAME.getName(), Pool.APPLICATION_NAME);
        properties.setProperty(PGProperty.CONNECT_TIMEOUT.getName(), "5");
        properties.setProperty(PGProperty.SOCKET_TIMEOUT.getName(), "5");
        return new org.postgresql.Driver()
                .connect("jdbc:postgresql://localhost:" + port + "/" + EmbeddedServer.DATABASE, properties);
    }
}
