package dev.brickhouse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The process of a server, as the file postmaster.pid in its data directory describes it.
 *
 * @param dataDirectory what it serves
 * @param pid the process
 * @param port where it listens
 */
record Postmaster(Path dataDirectory, long pid, int port) {

    private static final String PID_FILE = "postmaster.pid";
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(60);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(60);
    private static final Duration TIME_TO_END = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofMillis(50);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private static final char ZOMBIE = 'Z';

    /** What a server says, and how long it is asked again if it gives no other answer. */
    private enum Answer {
        YES(Duration.ZERO),
        NOT_NOW(TIME_TO_ANSWER),
        /** It is about to listen, or has stopped listening as one of the last things it does. */
        NONE(TIME_TO_END),
        NO(Duration.ZERO);

        private final Duration patience;

        Answer(Duration patience) {
            this.patience = patience;
        }
    }

    /**
     * The server that is running on a data directory and answers, once it has finished starting up or shutting down. A
     * file that a crash has left behind does not count.
     */
    static Optional<Postmaster> runningOn(Path dataDirectory) {
        long start = System.nanoTime();
        while (true) {
            Optional<Postmaster> found = read(dataDirectory)
                    .filter(server -> server.isAlive() && !worksElsewhere(server.pid, dataDirectory));
            Answer answer = found.map(Postmaster::serves).orElse(Answer.NO);
            if (System.nanoTime() - start >= answer.patience.toNanos()) {
                return found.filter(server -> answer == Answer.YES);
            }
            LockSupport.parkNanos(RETRY.toNanos());
        }
    }

    /** The server of a data directory that has just reported that it is ready. */
    static Optional<Postmaster> startedOn(Path dataDirectory) {
        return read(dataDirectory);
    }

    /**
     * Deletes the file of a server that is gone, if its process id now belongs to another program, to the server of
     * another directory or to a zombie: PostgreSQL would take that process for the server and refuse to start. Any
     * processes that the server has left behind, PostgreSQL itself finds by their shared memory.
     */
    static void removeStale(Path dataDirectory) throws IOException {
        boolean stale = read(dataDirectory)
                .flatMap(server -> ProcessHandle.of(server.pid))
                .filter(process -> isZombie(process.pid())
                        || (isKnown(process) && !isPostgres(process))
                        || worksElsewhere(process.pid(), dataDirectory))
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
     * Whether a process has ended but its parent has not reaped it. The parent is process 1 of the machine or
     * container, which may take its time or never do it: in a container it is often Maven itself.
     */
    private static boolean isZombie(long pid) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // the name before it is in parentheses and may hold anything
            return status.charAt(status.lastIndexOf(')') + 2) == ZOMBIE;
        } catch (IOException | IndexOutOfBoundsException e) {
            // the process is gone, or this is not Linux
            return false;
        }
    }

    /** Whether a process is known to work in another directory, as the server of that one does; not known but on Linux. */
    private static boolean worksElsewhere(long pid, Path dataDirectory) {
        try {
            return !Files.isSameFile(Path.of("/proc", Long.toString(pid), "cwd"), dataDirectory);
        } catch (NoSuchFileException e) {
            // it works in a directory that was deleted
            return Files.exists(Path.of("/proc", Long.toString(pid)));
        } catch (IOException e) {
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

    /** Whether the server on the port serves this directory: the process id may belong to another server by now. */
    private Answer serves() {
        try {
            return Files.isSameFile(ServerSession.dataDirectory(port), dataDirectory) ? Answer.YES : Answer.NO;
        } catch (SQLException e) {
            if (ServerSession.isStartingOrStopping(e)) {
                return Answer.NOT_NOW;
            }
            return ServerSession.isEnding(e) ? Answer.NONE : Answer.NO;
        } catch (IOException e) {
            return Answer.NO;
        }
    }

    /**
     * False if the directory was deleted or belongs to another server by now, so that this one must not write to it.
     */
    boolean ownsDirectory() {
        return read(dataDirectory).filter(found -> found.pid == pid).isPresent();
    }

    /** Shuts the server down, whether or not it answers, and waits until it has ended; false if it does not end. */
    boolean terminate() {
        if (!ownsDirectory()) {
            return kill();
        }
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        return awaitStop();
    }

    /** Ends the server before it can write anything, and waits until it has ended; false if it does not end. */
    boolean kill() {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(Postmaster::isPostgres);
        if (process.isEmpty()) {
            return true;
        }
        Path program = Path.of(process.get().info().command().orElseThrow());
        if (ServerPrograms.kill(program.getParent(), pid) && await(() -> !isAlive(), TIME_TO_END)) {
            return true;
        }
        process.get().destroyForcibly();
        return await(() -> !isAlive(), TIME_TO_END);
    }

    /** Waits until the server has stopped; false if it takes more than a minute. */
    boolean awaitStop() {
        return await(this::hasStopped, TIME_TO_STOP);
    }

    /** Waits until the server has stopped, however long it takes. */
    void awaitEnd() throws InterruptedException {
        while (!hasStopped()) {
            Thread.sleep(RETRY.toMillis());
        }
    }

    /** PostgreSQL deletes its file as the last thing it does; after a crash the file stays. */
    boolean hasStopped() {
        return read(dataDirectory).filter(this::equals).isEmpty() || !isAlive();
    }

    private static boolean await(BooleanSupplier condition, Duration time) {
        long giveUpAt = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - giveUpAt >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }
}
