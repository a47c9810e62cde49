package dev.brickhouse.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGProperty;

/**
 * A server process as its file postmaster.pid tells of it.
 *
 * @param dataDirectory what it serves
 * @param pid the process
 * @param port where it listens
 */
record Postmaster(Path dataDirectory, long pid, int port) {

    private static final String PID_FILE = "postmaster.pid";
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final String SECONDS_TO_CONNECT = "10";

    static final String ADMIN_SHUTDOWN = "57P01";
    private static final String STARTING_OR_STOPPING = "57P03";

    private static final Duration TURN = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofMillis(50);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(60);
    private static final Duration TIME_TO_END = Duration.ofSeconds(15);

    private static final char ZOMBIE = 'Z';

    private enum Answer {
        SERVES,
        SERVES_ANOTHER,
        NOT_NOW,
        NONE
    }

    /**
     * The server that runs on a data directory and answers; a file that a crash has left behind counts for nothing. One
     * that is just starting or stopping is waited for.
     */
    static Optional<Postmaster> runningOn(Path dataDirectory) {
        long giveUpAt = System.nanoTime() + TURN.toNanos();
        while (true) {
            Optional<Postmaster> found = read(dataDirectory).filter(Postmaster::isAlive);
            Answer answer = found.isEmpty() ? Answer.NONE : found.get().answer();
            if (answer != Answer.NOT_NOW || System.nanoTime() - giveUpAt >= 0) {
                return answer == Answer.SERVES ? found : Optional.empty();
            }
            LockSupport.parkNanos(RETRY.toNanos());
        }
    }

    /**
     * Removes the file of a server that is gone, if its process number was given to another program since or the operating
     * system still keeps it for the dead process: PostgreSQL would take that for the server and not start. What may be left
     * of the server's other processes it knows by their shared memory.
     */
    static void removeStale(Path dataDirectory) throws IOException {
        boolean stale = read(dataDirectory)
                .flatMap(server -> ProcessHandle.of(server.pid))
                .filter(process -> isZombie(process.pid()) || (isKnown(process) && !isPostgres(process)))
                .isPresent();
        if (stale) {
            Files.delete(dataDirectory.resolve(PID_FILE));
        }
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(process -> process.isAlive() && !isZombie(pid) && (!isKnown(process) || isPostgres(process)))
                .isPresent();
    }

    /**
     * Whether a process has ended without its parent's asking for it. The parent is the first process of the machine or
     * container, which may be slow to ask, or never do so: in a container it often is Maven itself.
     */
    private static boolean isZombie(long pid) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // the name before it is in parentheses and may hold anything
            return status.charAt(status.lastIndexOf(')') + 2) == ZOMBIE;
        } catch (IOException | IndexOutOfBoundsException e) {
            // it is gone altogether, or this is not Linux
            return false;
        }
    }

    private static boolean isKnown(ProcessHandle process) {
        return process.info().command().isPresent();
    }

    static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(program -> program.startsWith("postgres"))
                .isPresent();
    }

    private static Optional<Postmaster> read(Path dataDirectory) {
        try {
            List<String> lines = Files.readAllLines(dataDirectory.resolve(PID_FILE));
            return lines.size() > PORT_LINE
                    ? Optional.of(new Postmaster(
                            dataDirectory,
                            Long.parseLong(lines.get(PID_LINE).strip()),
                            Integer.parseInt(lines.get(PORT_LINE).strip())))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The process number could have been given to another server since. */
    private Answer answer() {
        try (Connection connection = connect(EmbeddedServer.DATABASE, Pool.APPLICATION_NAME);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            return Files.isSameFile(Path.of(row.getString(1)), dataDirectory) ? Answer.SERVES : Answer.SERVES_ANOTHER;
        } catch (SQLException e) {
            boolean turning = STARTING_OR_STOPPING.equals(e.getSQLState()) || ADMIN_SHUTDOWN.equals(e.getSQLState());
            return turning ? Answer.NOT_NOW : Answer.NONE;
        } catch (IOException e) {
            return Answer.NONE;
        }
    }

    /** The server of a data directory that has just said that it is ready. */
    static Optional<Postmaster> startedOn(Path dataDirectory) {
        return read(dataDirectory);
    }

    /** False if its directory was deleted or is another server's by now; then it must not write anything any more. */
    boolean ownsDirectory() {
        return read(dataDirectory).filter(found -> found.pid == pid).isPresent();
    }

    /** Ends the server without its writing anything, and waits until it has ended; false if it does not. */
    boolean endAtOnce() {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(Postmaster::isPostgres);
        if (process.isEmpty()) {
            return true;
        }
        Path program = Path.of(process.get().info().command().orElseThrow());
        if (ServerPrograms.endAtOnce(program.getParent(), pid) && awaitProcessEnd(TIME_TO_END)) {
            return true;
        }
        process.get().destroyForcibly();
        return awaitProcessEnd(TIME_TO_END);
    }

    private boolean awaitProcessEnd(Duration time) {
        long giveUpAt = System.nanoTime() + time.toNanos();
        while (isAlive()) {
            if (System.nanoTime() - giveUpAt >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }

    /** Stops the server, whoever is connected, and waits until it has ended. */
    boolean stop(ServerLease lease) {
        if (!ownsDirectory()) {
            return endAtOnce();
        }
        try {
            lease.requestStop();
            return awaitStop();
        } catch (SQLException e) {
            return terminate();
        }
    }

    /** As {@link #stop}, for one that does not answer. */
    boolean terminate() {
        if (!ownsDirectory()) {
            return endAtOnce();
        }
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        return awaitStop();
    }

    /** Waits until the server has ended; false if that takes too long. */
    boolean awaitStop() {
        long giveUpAt = System.nanoTime() + TIME_TO_STOP.toNanos();
        while (!hasEnded()) {
            if (System.nanoTime() - giveUpAt >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }

    /** Waits until the server has ended, as long as it takes. */
    void awaitEnd() throws InterruptedException {
        while (!hasEnded()) {
            Thread.sleep(RETRY.toMillis());
        }
    }

    /** PostgreSQL removes its file when everything else is done; after a crash it stays. */
    private boolean hasEnded() {
        return read(dataDirectory).filter(this::equals).isEmpty() || !isAlive();
    }

    /** A connection of the superuser's. */
    Connection connect(String database, String applicationName) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(PGProperty.USER.getName(), EmbeddedServer.USER);
        properties.setProperty(PGProperty.APPLICATION_NAME.getName(), applicationName);
        properties.setProperty(PGProperty.CONNECT_TIMEOUT.getName(), SECONDS_TO_CONNECT);
        properties.setProperty(PGProperty.LOGIN_TIMEOUT.getName(), SECONDS_TO_CONNECT);
        return new org.postgresql.Driver().connect("jdbc:postgresql://localhost:" + port + "/" + database, properties);
    }
}
