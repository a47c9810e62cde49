package dev.brickhouse.embedded;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.SqlProblems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The process of an embedded server and this process's lease on it. Both are others after {@link #whileStopped}, on the
 * same port.
 */
final class RunningServer {

    private final EmbeddedSettings settings;
    private final Console console;
    private volatile Postmaster postmaster;
    private volatile ServerSession session;

    private RunningServer(EmbeddedSettings settings, Postmaster postmaster, ServerSession session, Console console) {
        this.settings = settings;
        this.postmaster = postmaster;
        this.session = session;
        this.console = console;
    }

    /**
     * Takes a lease on the server of a data directory, which is started if none is running. Needs the directory's lock.
     */
    static RunningServer joinOrStart(EmbeddedSettings settings, Console console) throws SQLException {
        ServerStart start = new ServerStart(settings, console);
        start.killAbandoned();
        Optional<Postmaster> running = Postmaster.runningOn(settings.dataDirectory());
        if (running.isPresent()) {
            Optional<RunningServer> joined = join(running.get(), start, settings, console);
            if (joined.isPresent()) {
                return joined.get();
            }
            running.get().awaitStop();
        }
        // it was set for a server that has crashed or lost its directory
        new KeepRunningMarker(settings.dataDirectory()).delete();
        ServerStart.Started started = start.start();
        return new RunningServer(settings, started.postmaster(), started.session(), console);
    }

    /**
     * Takes a lease on a server that is running, unless it is ending: because nobody uses it any more, or because the
     * process that was starting it has died. Nothing watches over the latter yet, so it may be about to end.
     */
    private static Optional<RunningServer> join(
            Postmaster running, ServerStart start, EmbeddedSettings settings, Console console) throws SQLException {
        ServerSession lease = null;
        boolean joined = false;
        try {
            lease = ServerSession.openWithLease(running.port()).orElse(null);
            if (lease == null || (isLeftByItsStarter(lease, settings) && stop(running, lease, console))) {
                return Optional.empty();
            }
            WalLevel level = levelOf(running, lease, settings);
            start.finish(running, lease);
            joined = true;
            console.info("Using the embedded PostgreSQL " + settings.version().major() + " on port " + running.port());
            return Optional.of(new RunningServer(settings.withWalLevel(level), running, lease, console));
        } catch (SQLException e) {
            if (ServerSession.isEnding(e)) {
                return Optional.empty();
            }
            throw e;
        } finally {
            if (lease != null && !joined) {
                lease.close();
            }
        }
    }

    /**
     * What a running server writes to its log.
     *
     * @throws ConfigurationException if that is too little, which only a new start can change
     */
    private static WalLevel levelOf(Postmaster running, ServerSession lease, EmbeddedSettings wanted)
            throws SQLException {
        WalLevel found = lease.walLevel();
        if (!found.includes(wanted.walLevel())) {
            throw new ConfigurationException("The embedded server of " + wanted.dataDirectory()
                    + " that is running on port " + running.port() + " has wal_level=" + found.label()
                    + ", but " + PropertyNames.WAL_LEVEL + " is "
                    + wanted.walLevel().label()
                    + ", which only a new start can give it; end the goals and clients that use it, and the server"
                    + " by mvn brickhouse:stop if it is kept running, or give all goals of the build that value.");
        }
        return found;
    }

    /** Whether another process uses it now; a server that does not answer is of no use to anybody. */
    boolean isUsedByOthers() {
        try {
            return session.isServerUsedByOthers();
        } catch (SQLException e) {
            console.debug("The embedded server does not answer any more: " + e.getMessage());
            return false;
        }
    }

    private static boolean isLeftByItsStarter(ServerSession joined, EmbeddedSettings settings) throws SQLException {
        return !Watchdog.isRunning(joined) && !new KeepRunningMarker(settings.dataDirectory()).exists();
    }

    /** What the watchdog would do. */
    private static boolean stop(Postmaster running, ServerSession joined, Console console) throws SQLException {
        if (joined.releaseLease() && joined.isServerUnused()) {
            return new ServerStop(quiet(console)).unlessUsed(running, joined, console::debug);
        }
        joined.renewLease();
        return false;
    }

    /** Which server it is. */
    EmbeddedSettings settings() {
        return settings;
    }

    /** Makes the user and the database of the settings if they do not exist; gives up the lease if that fails. */
    void ensureDatabase() throws SQLException {
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

    int port() {
        return postmaster.port();
    }

    boolean hasEnded() {
        return postmaster.hasStopped();
    }

    /** Gives up the lease on a server that has ended or lost its data directory, which it must not write to any more. */
    void abandon() {
        session.close();
        if (!postmaster.ownsDirectory()) {
            postmaster.kill();
        }
    }

    /** @throws EnvironmentException if it ended otherwise than by being stopped */
    void awaitEnd() throws InterruptedException {
        postmaster.awaitEnd();
        Path directory = settings.dataDirectory();
        if (!DataDirectory.holdsCluster(directory)) {
            throw new EnvironmentException(
                    "The embedded server on port " + port() + " has ended because its data directory " + directory
                            + " was deleted; run this again to make another one.");
        }
        if (!ControlFile.saysShutDown(directory)) {
            throw new EnvironmentException(
                    "The embedded server on port " + port() + " crashed or was killed; its log is "
                            + DataDirectory.log(directory) + "; run this again to start it with the data that it has.");
        }
    }

    /** As {@link EmbeddedServer#whileStopped}. */
    <T> Optional<T> whileStopped(Function<Path, Optional<T>> work) {
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
                ServerStart.Started again = new ServerStart(settings.onPort(port()), quiet(console)).start();
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
            if (!new ServerStop(quiet(console)).unlessUsed(postmaster, ending, console::debug)) {
                throw new SQLException("it does not stop");
            }
        }
    }

    /** Shows what is stopped and started in between only to those who look for a fault. */
    private static Console quiet(Console console) {
        return Console.of(console::debug, console::warn, console::error, console::debug);
    }

    /**
     * Gives up the lease, and stops the server if nobody else uses it and it is not to be kept running.
     *
     * @param ifStopped gets the data directory, whose cluster is shut down
     * @return what that has returned; empty also if the server runs on
     */
    <T> Optional<T> leave(KeepRunningMarker marker, Function<Path, Optional<T>> ifStopped) {
        Path directory = settings.dataDirectory();
        if (Files.notExists(directory.getParent())) {
            // as mvn clean leaves it, with the place for the lock gone as well
            abandon();
            return Optional.empty();
        }
        try (ServerSession ending = session) {
            return DirectoryLock.holding(directory, () -> {
                boolean stopped = stopUnlessUsed(ending, marker);
                return stopped && ControlFile.saysShutDown(directory) ? ifStopped.apply(directory) : Optional.empty();
            });
        }
    }

    /** @return whether it has stopped */
    private boolean stopUnlessUsed(ServerSession ending, KeepRunningMarker marker) {
        boolean answers = ending.releaseLease();
        if (marker.exists()) {
            return false;
        }
        ServerStop stop = new ServerStop(console);
        if (answers) {
            return stop.unlessUsed(postmaster, ending, console::debug);
        }
        stop.unlessUsed(settings.dataDirectory(), console::debug);
        return false;
    }
}
