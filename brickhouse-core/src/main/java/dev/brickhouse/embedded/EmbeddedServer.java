package dev.brickhouse.embedded;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.SqlProblems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The embedded server of a data directory, in use by this process until it is closed or the process ends.
 *
 * <p>All goals, modules and Maven processes that use one directory share one server: the first to come starts it and the
 * last to leave stops it. PostgreSQL itself knows who is connected, so there is no count that could go wrong; a file lock
 * keeps two processes from starting or stopping the server at the same time.
 */
public final class EmbeddedServer implements AutoCloseable {

    private final EmbeddedSettings settings;
    private volatile Postmaster postmaster;
    private volatile ServerSession session;
    private final Console console;
    private final DirectoryMarker marker;
    private final ServerStop stop;
    private boolean closed;
    private final Thread atExit = new Thread(this::leaveAtExit, "brickhouse-embedded-stop");

    private EmbeddedServer(EmbeddedSettings settings, Postmaster postmaster, ServerSession session, Console console) {
        this.settings = settings;
        this.postmaster = postmaster;
        this.session = session;
        this.console = console;
        this.marker = DirectoryMarker.keepRunning(settings.dataDirectory());
        this.stop = new ServerStop(console);
    }

    /**
     * Starts the server, or joins the one that is already running on the data directory.
     *
     * @throws dev.brickhouse.problem.ConfigurationException if the directory belongs to another major version of PostgreSQL,
     *     is damaged, or holds something else
     * @throws dev.brickhouse.problem.EnvironmentException if the server cannot be started
     */
    public static EmbeddedServer start(EmbeddedSettings settings, Console console) {
        return start(settings, console, () -> joinOrStart(settings, console));
    }

    /**
     * As {@link #start}, for the tests of one build: what an earlier call has made is thrown away first, unless the server is
     * running or {@link #keepData} was called since. A directory that was made otherwise is used as it is.
     */
    public static EmbeddedServer startForTests(EmbeddedSettings settings, Console console) {
        Path directory = settings.dataDirectory();
        return start(settings, console, () -> {
            TestData.throwAwayIfUnused(settings, console);
            boolean isNew = !DataDirectory.holdsCluster(directory);
            EmbeddedServer server = joinOrStart(settings, console);
            if (isNew) {
                new TestData(directory).mark();
            }
            return server;
        });
    }

    /** Throws away data that were made for tests, unless their server is running; all other data stay. */
    public static void throwAwayTestData(EmbeddedSettings settings, Console console) {
        Path directory = settings.dataDirectory();
        if (new TestData(directory).isMarked()) {
            DirectoryLock.holding(directory, () -> {
                TestData.throwAwayIfUnused(settings, console);
                return null;
            });
        }
    }

    /** Whether the data in a directory were made for tests, and may be thrown away. */
    public static boolean isTestData(Path directory) {
        return new TestData(directory).isMarked();
    }

    /** Keeps the data in a directory, whatever they were made for, from being thrown away by {@link #startForTests}. */
    public static void keepData(Path directory) {
        new TestData(directory).unmark();
    }

    @FunctionalInterface
    private interface Starting {

        EmbeddedServer start() throws SQLException;
    }

    private static EmbeddedServer start(EmbeddedSettings settings, Console console, Starting starting) {
        Path directory = settings.dataDirectory();
        DataDirectory.prepareParent(directory);
        EmbeddedServer server = DirectoryLock.holding(directory, () -> {
            try {
                if (DataDirectory.prepare(directory, settings.version().major())) {
                    console.info("A start that was interrupted had left half a database in " + directory
                            + ", which has been removed");
                }
                EmbeddedServer started = starting.start();
                started.ensureDatabase();
                return started;
            } catch (SQLException e) {
                throw SqlProblems.explain(e, "use the embedded server", "its data are in " + directory);
            }
        });
        Runtime.getRuntime().addShutdownHook(server.atExit);
        return server;
    }

    private void ensureDatabase() throws SQLException {
        boolean usable = false;
        try {
            new ServerDatabases(session).ensure(settings);
            usable = true;
        } finally {
            if (!usable) {
                // the lease goes with it, and the watchdog does the rest
                session.close();
            }
        }
    }

    private static EmbeddedServer joinOrStart(EmbeddedSettings settings, Console console) throws SQLException {
        ServerStart start = new ServerStart(settings, console);
        start.killAbandoned();
        Optional<Postmaster> running = Postmaster.runningOn(settings.dataDirectory());
        if (running.isPresent()) {
            Postmaster postmaster = running.get();
            Optional<ServerSession> lease = ServerSession.openWithLease(postmaster.port());
            if (lease.isPresent()) {
                start.finish(postmaster, lease.get());
                console.info("Using the embedded PostgreSQL "
                        + settings.version().major() + " that already runs on port " + postmaster.port());
                return new EmbeddedServer(settings, postmaster, lease.get(), console);
            }
            // its watchdog has just found it unused
            postmaster.awaitStop();
        }
        // it was set for a server that has crashed or lost its directory
        DirectoryMarker.keepRunning(settings.dataDirectory()).delete();
        ServerStart.Started started = start.start();
        return new EmbeddedServer(settings, started.postmaster(), started.session(), console);
    }

    /** Whether a server would have to create its cluster. */
    public static boolean isNew(EmbeddedSettings settings) {
        return !DataDirectory.holdsCluster(settings.dataDirectory());
    }

    /**
     * Puts a ready cluster where a server has no data directory yet.
     *
     * @param source makes the cluster at a path where there is nothing yet; empty if it cannot
     * @return what the source has made; empty also if there is a cluster already
     * @throws dev.brickhouse.problem.ConfigurationException as for {@link #start}
     * @throws java.io.UncheckedIOException if the cluster cannot be put there; the directory is as it was then
     */
    public static <T> Optional<T> fillNew(
            EmbeddedSettings settings, Function<Path, Optional<T>> source, Console console) {
        Path directory = settings.dataDirectory();
        DataDirectory.prepareParent(directory);
        return DirectoryLock.holding(directory, () -> {
            new ServerStart(settings, console).killAbandoned();
            DataDirectory.prepare(directory, settings.version().major());
            // of what lies behind a link only the link would be exchanged
            return DataDirectory.holdsCluster(directory) || Files.isSymbolicLink(directory)
                    ? Optional.empty()
                    : ClusterExchange.exchange(directory, source);
        });
    }

    /** Stops the server of a data directory unless it is in use; if it is, it stops when it is no longer. */
    public static void stop(Path directory, Console console) {
        boolean found = Files.exists(directory)
                && DirectoryLock.holding(directory, () -> new ServerStop(console).unlessUsed(directory, console::info));
        DirectoryMarker.keepRunning(directory).delete();
        if (!found) {
            console.info("No embedded server runs in " + directory);
        }
    }

    /** Deletes the data in a directory that was made to be thrown away, unless their server is running. */
    public static void discard(Path directory) {
        DirectoryLock.holding(directory, () -> {
            if (DataDirectory.holdsCluster(directory)
                    && Postmaster.runningOn(directory).isEmpty()) {
                DataDirectory.delete(directory);
            }
            return null;
        });
    }

    public EmbeddedSettings settings() {
        return settings;
    }

    /** Where it listens on {@link EmbeddedSettings#HOST}. */
    public int port() {
        return postmaster.port();
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

    /** Undoes {@link #keepRunning()}. */
    public void stopWhenUnused() {
        marker.delete();
    }

    /** Waits until the server has stopped, whoever stops it. */
    public void awaitEnd() throws InterruptedException {
        postmaster.awaitEnd();
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
     * Stops the server, does some work on its data directory and starts it again on the same port, unless anybody else uses
     * it.
     *
     * @param work gets the data directory, whose cluster is shut down
     * @return what the work has returned; empty also if somebody else uses the server, which runs on then
     * @throws EnvironmentException if the server cannot be stopped or started again
     */
    public synchronized <T> Optional<T> whileStopped(Function<Path, Optional<T>> work) {
        Path directory = settings.dataDirectory();
        return DirectoryLock.holding(directory, () -> {
            try {
                if (!isUsedByThisAlone()) {
                    return Optional.empty();
                }
                stopInBetween();
            } catch (SQLException e) {
                throw SqlProblems.explain(e, "stop the embedded server for a moment", "its data are in " + directory);
            }
            try {
                return ControlFile.saysShutDown(directory) ? work.apply(directory) : Optional.empty();
            } finally {
                ServerStart.Started again = new ServerStart(settings.onPort(port()), new QuietConsole(console)).start();
                postmaster = again.postmaster();
                session = again.session();
            }
        });
    }

    private boolean isUsedByThisAlone() throws SQLException {
        boolean alone = session.releaseLease() && session.isServerUnused();
        if (!alone) {
            session.renewLease();
        }
        return alone;
    }

    private void stopInBetween() throws SQLException {
        try (ServerSession ending = session) {
            if (!new ServerStop(new QuietConsole(console)).unlessUsed(postmaster, ending, console::debug)) {
                throw new SQLException("it does not stop");
            }
        }
    }

    /**
     * As {@link #whileStopped}, to put another cluster in the place of the server's.
     *
     * @param source makes the cluster at a path where there is nothing yet; empty if it cannot
     */
    public <T> Optional<T> exchange(Function<Path, Optional<T>> source) {
        return whileStopped(directory -> {
            boolean ofTests = isTestData(directory);
            Optional<T> exchanged = ClusterExchange.exchange(directory, source);
            if (ofTests && exchanged.isPresent()) {
                new TestData(directory).mark();
            }
            return exchanged;
        });
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
        return leave(ifStopped);
    }

    private void leaveAtExit() {
        try {
            leave(directory -> Optional.empty());
        } catch (LinkageError | RuntimeException e) {
            // Maven has closed the plugin's class loader by now, so some class may be missing. The lease ends with the
            // process in any case, and the watchdog does the rest.
            return;
        }
    }

    private <T> Optional<T> leave(Function<Path, Optional<T>> ifStopped) {
        Path directory = settings.dataDirectory();
        try (ServerSession ending = session) {
            return DirectoryLock.holding(directory, () -> {
                boolean stopped = stopUnlessUsed(ending);
                return stopped && ControlFile.saysShutDown(directory) ? ifStopped.apply(directory) : Optional.empty();
            });
        }
    }

    /** @return whether it has stopped */
    private boolean stopUnlessUsed(ServerSession ending) {
        boolean answers = ending.releaseLease();
        if (keepsRunning()) {
            return false;
        }
        if (answers) {
            return stop.unlessUsed(postmaster, ending, console::debug);
        }
        stop.unlessUsed(settings.dataDirectory(), console::debug);
        return false;
    }
}
