package dev.brickhouse.embedded;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.SqlProblems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The embedded server of a data directory, in use by this process until it is closed or the process ends.
 *
 * <p>All goals, modules and Maven processes that use one directory share one server: the first to come starts it and
 * the last to leave stops it. PostgreSQL itself knows who is connected, so there is no count that could go wrong; a
 * file lock keeps two processes from starting or stopping the server at the same time.
 */
public final class EmbeddedServer implements AutoCloseable {

    private final EmbeddedSettings settings;
    private volatile RunningServer running;
    private Supplier<RunningServer> restart;
    private final KeepRunningMarker marker;
    private boolean closed;
    private final Thread atExit = new Thread(this::leaveAtExit, "brickhouse-embedded-stop");

    private EmbeddedServer(RunningServer running) {
        this.settings = running.settings();
        this.running = running;
        this.marker = new KeepRunningMarker(settings.dataDirectory());
    }

    /**
     * Starts the server, or joins the one that is already running on the data directory.
     *
     * @throws dev.brickhouse.problem.ConfigurationException if the directory belongs to another major version of
     *     PostgreSQL, is damaged, or holds something else, or if {@link EmbeddedSettings#walLevel()} is too low for its
     *     replication slots, or higher than that of the server that is running
     * @throws dev.brickhouse.problem.EnvironmentException if the server cannot be started
     */
    public static EmbeddedServer start(EmbeddedSettings settings, Console console) {
        return start(settings, console, each -> RunningServer.joinOrStart(each, console));
    }

    /**
     * As {@link #start}, for the tests of one build: what an earlier call has made is thrown away first, unless the
     * server is running or {@link EmbeddedData#keep} was called since. A directory that was made otherwise is used as
     * it is.
     */
    public static EmbeddedServer startForTests(EmbeddedSettings settings, Console console) {
        Path directory = settings.dataDirectory();
        return start(settings, console, each -> {
            TestData.throwAwayIfUnused(each, console);
            boolean isNew = !DataDirectory.holdsCluster(directory);
            RunningServer server = RunningServer.joinOrStart(each, console);
            if (isNew) {
                new TestData(directory).mark();
            }
            return server;
        });
    }

    @FunctionalInterface
    private interface Starting {

        RunningServer start(EmbeddedSettings settings) throws SQLException;
    }

    private static EmbeddedServer start(EmbeddedSettings settings, Console console, Starting starting) {
        EmbeddedServer server = new EmbeddedServer(begin(settings, console, starting));
        server.restart = () -> {
            Path directory = settings.dataDirectory();
            console.info("The embedded server of " + directory
                    + (Files.exists(directory)
                            ? " has ended since it was started"
                            : " has lost its data directory since it was started, as mvn clean deletes it")
                    + "; another one is started on its port " + server.port());
            return begin(server.settings().onPort(server.port()), console, starting);
        };
        Runtime.getRuntime().addShutdownHook(server.atExit);
        return server;
    }

    private static RunningServer begin(EmbeddedSettings settings, Console console, Starting starting) {
        Path directory = settings.dataDirectory();
        DataDirectory.prepareParent(directory);
        return DirectoryLock.holding(directory, () -> {
            try {
                if (DataDirectory.prepare(directory, settings.version().major())) {
                    console.info("A start that was interrupted had left half a database in " + directory
                            + ", which has been removed");
                }
                RunningServer started = starting.start(settings);
                started.ensureDatabase();
                return started;
            } catch (SQLException e) {
                throw SqlProblems.explain(e, "use the embedded server", "its data are in " + directory);
            }
        });
    }

    /**
     * Starts another server on the same port if this one has ended or lost its data directory since it was started, as
     * {@code mvn clean} makes it.
     *
     * @throws dev.brickhouse.problem.EnvironmentException if that is impossible
     */
    public synchronized void restartIfEnded() {
        if (!closed && running.hasEnded()) {
            running.abandon();
            running = restart.get();
        }
    }

    /** Stops the server of a data directory unless it is in use; if it is, it stops when it is no longer. */
    public static void stop(Path directory, Console console) {
        boolean found = Files.exists(directory)
                && DirectoryLock.holding(directory, () -> new ServerStop(console).unlessUsed(directory, console::info));
        new KeepRunningMarker(directory).delete();
        if (!found) {
            console.info("No embedded server runs in " + directory);
        }
    }

    /** As asked for, with the level of the write-ahead log that the server has. */
    public EmbeddedSettings settings() {
        return settings;
    }

    /** Where it listens on {@link EmbeddedSettings#HOST}. */
    public int port() {
        return running.port();
    }

    /**
     * Keeps the server running when it is no longer in use, even beyond this process, until {@link #stop} is called. A
     * server that is started later on the same directory does not inherit this.
     */
    public void keepRunning() {
        marker.create();
    }

    /** Whether {@link #keepRunning()} holds for it, whoever has called that. */
    public boolean keepsRunning() {
        return marker.exists();
    }

    /** Whether another process uses it now: this plugin in another build, or any other client. */
    public boolean isUsedByOthers() {
        return running.isUsedByOthers();
    }

    /** Tells the log, if another process uses it now, that it stays up until that one disconnects. */
    public void reportOthersUse(Console console) {
        if (isUsedByOthers()) {
            console.info(ServerStop.staysUp(port()));
        }
    }

    /** Undoes {@link #keepRunning()}. */
    public void stopWhenUnused() {
        marker.delete();
    }

    /**
     * Waits until the server has stopped, whoever stops it.
     *
     * @throws dev.brickhouse.problem.EnvironmentException if it ended otherwise: it crashed, or its directory was deleted
     */
    public void awaitEnd() throws InterruptedException {
        running.awaitEnd();
    }

    /** Whether nobody has made anything on it since its cluster was created. */
    public boolean isBare() {
        try {
            return ServerSession.isBare(port());
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "look at the embedded server", "its data are in " + settings.dataDirectory());
        }
    }

    /**
     * Stops the server, does some work on its data directory and starts it again on the same port, unless anybody else
     * uses it.
     *
     * @param work gets the data directory, whose cluster is shut down
     * @return what the work has returned; empty also if somebody else uses the server, which runs on then
     * @throws dev.brickhouse.problem.EnvironmentException if the server cannot be stopped or started again
     */
    public synchronized <T> Optional<T> whileStopped(Function<Path, Optional<T>> work) {
        return running.whileStopped(work);
    }

    /**
     * As {@link #whileStopped}, to put another cluster in the place of the server's.
     *
     * @param source makes the cluster at a path where there is nothing yet; empty if it cannot
     */
    public <T> Optional<T> exchange(Function<Path, Optional<T>> source) {
        return whileStopped(directory -> TestData.exchange(directory, source));
    }

    /** Ends this use; the server stops if nobody else uses it and it is not to be kept running. */
    @Override
    public void close() {
        closeThen(directory -> Optional.empty());
    }

    /**
     * As {@link #close()}, and does some work if the server has stopped.
     *
     * @param ifStopped gets the data directory, whose cluster is shut down
     * @return what the work has returned; empty also if the server runs on
     */
    public synchronized <T> Optional<T> closeThen(Function<Path, Optional<T>> ifStopped) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the process is ending already, and the hook does what follows
            return Optional.empty();
        }
        if (closed) {
            return Optional.empty();
        }
        closed = true;
        return running.leave(marker, ifStopped);
    }

    private void leaveAtExit() {
        try {
            running.leave(marker, directory -> Optional.empty());
        } catch (LinkageError | RuntimeException e) {
            // Maven has closed the plugin's class loader by now, so some class may be missing. The lease ends with the
            // process in any case, and the watchdog does the rest.
            return;
        }
    }
}
