package dev.brickhouse.server;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.SqlProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The embedded server on one data directory, shared by all that use the directory: goals, modules and Maven processes.
 *
 * <p>Who comes first starts it, and who leaves last stops it, whoever that is. PostgreSQL itself knows who is connected,
 * so nobody has to count; a file lock keeps two from starting or stopping it at the same time.
 */
final class EmbeddedServer {

    static final String USER = "postgres";
    static final String DATABASE = "postgres";

    /** Behind the data directory's name: the file that lets the server run on when nobody uses it. */
    private static final String KEEP_RUNNING = ".keep-running";

    private final ResolvedDatabase.Embedded plan;
    private final Console console;
    private final ServerLease lease;
    private final Thread atExit = new Thread(this::leaveAtExit, "brickhouse-embedded-stop");

    private EmbeddedServer(ResolvedDatabase.Embedded plan, Console console, ServerLease lease) {
        this.plan = plan;
        this.console = console;
        this.lease = lease;
    }

    /** Finds the server of the data directory, or starts it, and keeps it until it is released. */
    static EmbeddedServer use(ResolvedDatabase.Embedded plan, Console console) {
        DataDirectory.prepare(plan.dataDirectory(), plan.major());
        ServerLease lease = DirectoryLock.holding(plan.dataDirectory(), () -> {
            try {
                ServerStart.endAbandoned(plan.dataDirectory(), console);
                Optional<ServerLease> running = join(plan.dataDirectory());
                if (running.isPresent()) {
                    console.info("Using the embedded PostgreSQL " + plan.major() + " that already runs on port "
                            + running.get().server().port());
                    return running.get();
                }
                // it was meant for a server that has crashed or lost its directory
                forgetKeepRunning(plan.dataDirectory());
                return ServerStart.start(plan, console);
            } catch (SQLException e) {
                throw SqlProblems.explain(e, "use the embedded server", "its data are in " + plan.dataDirectory());
            }
        });
        EmbeddedServer server = new EmbeddedServer(plan, console, lease);
        Runtime.getRuntime().addShutdownHook(server.atExit);
        return server;
    }

    private static Optional<ServerLease> join(Path directory) throws SQLException {
        Optional<Postmaster> running = Postmaster.runningOn(directory);
        if (running.isEmpty()) {
            return Optional.empty();
        }
        Optional<ServerLease> joined = ServerLease.join(running.get());
        if (joined.isEmpty()) {
            // it found itself alone just now, and stops
            running.get().awaitStop();
        }
        return joined;
    }

    /** The connection settings with this server's address. */
    ResolvedDatabase.Connect connect(ResolvedDatabase.Connect settings) {
        ConnectionInfo info = new ConnectionInfo(
                settings.info().host(),
                lease.server().port(),
                settings.info().database(),
                settings.info().user());
        return new ResolvedDatabase.Connect(
                info.jdbcUrl(),
                info,
                null,
                settings.sslMode(),
                settings.connectTimeoutSeconds(),
                settings.statementTimeoutSeconds(),
                settings.lockTimeoutSeconds());
    }

    /** Lets the server run on when nobody uses it any more, even beyond this process, until {@link #stop} is called. */
    void keepRunning() {
        Path marker = marker(plan.dataDirectory());
        try {
            Files.writeString(marker, "");
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The file " + marker + " cannot be written; make its directory writable, or choose another with "
                            + PropertyNames.DATA_DIRECTORY + " (" + e + ").",
                    e);
        }
    }

    /** Whether the server runs on when nobody uses it any more. */
    boolean keepsRunning() {
        return Files.exists(marker(plan.dataDirectory()));
    }

    /** The server stops again when nobody uses it any more. */
    void forgetKeepRunning() {
        forgetKeepRunning(plan.dataDirectory());
    }

    private static void forgetKeepRunning(Path directory) {
        try {
            Files.deleteIfExists(marker(directory));
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The file " + marker(directory) + " cannot be deleted; delete it yourself (" + e + ").", e);
        }
    }

    /** Waits until the server ends, whoever stops it. */
    void awaitEnd() throws InterruptedException {
        lease.server().awaitEnd();
    }

    /** Ends this use; the server stops if nobody else uses it and nothing says that it shall run on. */
    void release() {
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
            // Maven has closed the plugin's class loader by now, so some class may be missing. The process that ends
            // leaves the server in any case, and the server sees to the rest.
            return;
        }
    }

    private void leave() {
        try (lease) {
            DirectoryLock.holding(plan.dataDirectory(), () -> {
                boolean answers = leaves(lease);
                if (!keepsRunning()) {
                    if (answers) {
                        stopUnlessUsed(lease, console, console::debug);
                    } else {
                        stopIfUnused(plan.dataDirectory(), console, console::debug);
                    }
                }
                return null;
            });
        }
    }

    /** False if somebody has ended the connection, or the whole server. */
    private static boolean leaves(ServerLease lease) {
        try {
            lease.leave();
            return true;
        } catch (SQLException e) {
            lease.close();
            return false;
        }
    }

    /** Stops the server of a data directory unless somebody uses it, and no longer lets it run on unused. */
    static void stop(Path directory, Console console) {
        boolean found = Files.exists(directory)
                && DirectoryLock.holding(directory, () -> stopIfUnused(directory, console, console::info));
        forgetKeepRunning(directory);
        if (!found) {
            console.info("No embedded server runs in " + directory);
        }
    }

    /** False if there is none. */
    private static boolean stopIfUnused(Path directory, Console console, Consumer<String> ifUsed) {
        Optional<Postmaster> running = Postmaster.runningOn(directory);
        running.ifPresent(server -> {
            try (ServerLease visitor = ServerLease.visit(server)) {
                stopUnlessUsed(visitor, console, ifUsed);
            } catch (SQLException e) {
                console.debug("The embedded server does not answer any more: " + e.getMessage());
                report(server, server.terminate(), console);
            }
        });
        return running.isPresent();
    }

    private static void stopUnlessUsed(ServerLease visitor, Console console, Consumer<String> ifUsed) {
        Postmaster running = visitor.server();
        try {
            if (!visitor.isUnused()) {
                ifUsed.accept("The embedded server on port " + running.port()
                        + " stays up: other clients are connected; it stops when the last of them disconnects");
                return;
            }
        } catch (SQLException e) {
            console.debug("The embedded server does not answer any more: " + e.getMessage());
        }
        report(running, running.stop(visitor), console);
    }

    private static void report(Postmaster server, boolean stopped, Console console) {
        if (stopped) {
            console.info("The embedded server on port " + server.port() + " has stopped");
        } else {
            console.warn("The embedded server (process " + server.pid() + ") does not stop; end it yourself");
        }
    }

    private static Path marker(Path directory) {
        return directory.resolveSibling(directory.getFileName() + KEEP_RUNNING);
    }
}
