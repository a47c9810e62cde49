package dev.brickhouse.embedded;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.SqlProblems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The embedded server of a data directory, in use by this process until it is closed or the process ends.
 *
 * <p>All goals, modules and Maven processes that use one directory share one server: the first to come starts it and the
 * last to leave stops it. PostgreSQL itself knows who is connected, so there is no count that could go wrong; a file lock
 * keeps two processes from starting or stopping the server at the same time.
 */
public final class EmbeddedServer implements AutoCloseable {

    /** A database that no client works in, so that the others can be copied or dropped by a session there. */
    public static final String MAINTENANCE_DATABASE = ServerSession.DATABASE;

    private final EmbeddedSettings settings;
    private final Postmaster postmaster;
    private final ServerSession session;
    private final Console console;
    private final DirectoryMarker marker;
    private final ServerStop stop;
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
     * As {@link #start}, for the tests of one build: data that an earlier call has made on the directory are thrown away
     * first, unless the server is running or {@link #keepData} was called since.
     */
    public static EmbeddedServer startForTests(EmbeddedSettings settings, Console console) {
        Path directory = settings.dataDirectory();
        return start(settings, console, () -> {
            throwAwayIfUnused(settings, console);
            boolean isNew = !DataDirectory.holdsCluster(directory);
            EmbeddedServer server = joinOrStart(settings, console);
            if (isNew) {
                server.claimForTests();
            }
            return server;
        });
    }

    /** Throws away data that were made for tests, unless their server is running; all other data stay. */
    public static void throwAwayTestData(EmbeddedSettings settings, Console console) {
        Path directory = settings.dataDirectory();
        if (DirectoryMarker.testData(directory).exists()) {
            DirectoryLock.holding(directory, () -> {
                throwAwayIfUnused(settings, console);
                return null;
            });
        }
    }

    private static void throwAwayIfUnused(EmbeddedSettings settings, Console console) {
        Path directory = settings.dataDirectory();
        new ServerStart(settings, console).killAbandoned();
        if (DirectoryMarker.testData(directory).exists()
                && DataDirectory.holdsCluster(directory)
                && Postmaster.runningOn(directory).isEmpty()) {
            console.info(
                    "Throwing away the data in " + directory + ", which were made for the tests of an earlier build");
            DataDirectory.delete(directory);
            DataDirectory.prepare(directory, settings.version().major());
        }
    }

    /** From now on, the data are those of tests, and {@link #startForTests} may throw them away. */
    public void claimForTests() {
        DirectoryMarker.testData(settings.dataDirectory()).create();
    }

    /** Keeps the data in a directory, whatever they were made for, from being thrown away by {@link #startForTests}. */
    public static void keepData(Path directory) {
        DirectoryMarker.testData(directory).delete();
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

    /** Ends this use; the server stops if nobody else uses it and it is not to be kept running. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the process is ending already, and the hook does what follows
            return;
        }
        leave();
    }

    private void leaveAtExit() {
        try {
            leave();
        } catch (LinkageError | RuntimeException e) {
            // Maven has closed the plugin's class loader by now, so some class may be missing. The lease ends with the
            // process in any case, and the watchdog does the rest.
            return;
        }
    }

    private void leave() {
        Path directory = settings.dataDirectory();
        try (session) {
            DirectoryLock.holding(directory, () -> {
                boolean answers = session.releaseLease();
                if (!keepsRunning()) {
                    if (answers) {
                        stop.unlessUsed(postmaster, session, console::debug);
                    } else {
                        stop.unlessUsed(directory, console::debug);
                    }
                }
                return null;
            });
        }
    }
}
