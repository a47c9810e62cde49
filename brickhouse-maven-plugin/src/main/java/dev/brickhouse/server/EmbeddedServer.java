package dev.brickhouse.server;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The embedded server on one data directory, shared by all that use the directory: goals, modules and Maven processes.
 *
 * <p>Who comes first starts it, and who leaves last stops it, whoever that is. PostgreSQL itself knows who is connected,
 * so nobody has to count; a file lock keeps two from starting or stopping it at the same time.
 */
final class EmbeddedServer {

    static final String USER = "postgres";
    static final String DATABASE = "postgres";

    /** Its presence beside the data directory lets the server run on when nobody is connected. */
    static final String KEEP_RUNNING = "brickhouse-keep-running";

    private static final Duration START_WAIT = Duration.ofSeconds(60);
    private static final Duration LOCK_WAIT = Duration.ofSeconds(120);
    private static final Duration LOCK_RETRY = Duration.ofMillis(50);

    /** The data can be made again by one command, so speed counts and safety from a power cut does not. */
    private static final Map<String, String> THROW_AWAY = Map.ofEntries(
            Map.entry("listen_addresses", "localhost"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "off"),
            Map.entry("synchronous_commit", "off"),
            Map.entry("full_page_writes", "off"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("max_wal_size", "4GB"),
            Map.entry("checkpoint_timeout", "30min"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("maintenance_work_mem", "256MB"),
            Map.entry("max_connections", "100"));

    /**
     * What the library holds for servers that were left running for others: its lock on the directory has to be given
     * back before this process can start a server there again.
     */
    private static final Map<Path, EmbeddedPostgres> LEFT_RUNNING = new ConcurrentHashMap<>();

    private final ServerPlan.Embedded plan;
    private final Console console;
    private final Postmaster postmaster;
    private final Thread atExit = new Thread(this::stopIfLast, "brickhouse-embedded-stop");

    private EmbeddedServer(ServerPlan.Embedded plan, Console console, Postmaster postmaster) {
        this.plan = plan;
        this.console = console;
        this.postmaster = postmaster;
    }

    /** Finds the server of the data directory, or starts it. */
    static EmbeddedServer use(ServerPlan.Embedded plan, Console console) {
        DataDirectory.prepare(plan.dataDirectory(), plan.major());
        Postmaster running = locked(
                plan.dataDirectory(),
                () -> Postmaster.runningOn(plan.dataDirectory())
                        .map(found -> {
                            console.info("Using the embedded PostgreSQL " + plan.major() + " that already runs on port "
                                    + found.port());
                            return found;
                        })
                        .orElseGet(() -> start(plan, console)));
        EmbeddedServer server = new EmbeddedServer(plan, console, running);
        Runtime.getRuntime().addShutdownHook(server.atExit);
        return server;
    }

    /** The connection settings with this server's address. */
    ServerPlan.Connect connect(ServerPlan.Connect settings) {
        ConnectionInfo info = new ConnectionInfo(
                settings.info().host(),
                postmaster.port(),
                settings.info().database(),
                settings.info().user());
        return new ServerPlan.Connect(
                info.jdbcUrl(),
                info,
                null,
                settings.sslMode(),
                settings.connectTimeoutSeconds(),
                settings.statementTimeoutSeconds());
    }

    /** Ends this use; the server stops if nobody else is connected and nothing says that it shall run on. */
    void release() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the process is ending already, and the hook does what follows
            return;
        }
        stopIfLast();
    }

    private void stopIfLast() {
        Path directory = plan.dataDirectory();
        if (Files.exists(directory.resolveSibling(KEEP_RUNNING))) {
            return;
        }
        locked(directory, () -> {
            Optional<Postmaster> running = Postmaster.runningOn(directory);
            if (running.isPresent()) {
                stopUnlessUsed(running.get());
            }
            return null;
        });
    }

    private void stopUnlessUsed(Postmaster running) {
        try {
            if (running.isUsed()) {
                console.info("The embedded server runs on, since others are connected to it");
                return;
            }
        } catch (SQLException e) {
            console.debug("The embedded server does not answer any more: " + e.getMessage());
            return;
        }
        closeLeftRunning(plan.dataDirectory());
        if (!running.stop()) {
            console.warn("The embedded server (process " + running.pid() + ") does not stop; end it yourself");
        }
    }

    private static Postmaster start(ServerPlan.Embedded plan, Console console) {
        Path directory = plan.dataDirectory();
        closeLeftRunning(directory);
        boolean fresh = Files.notExists(directory.resolve("PG_VERSION"));
        console.info(
                (fresh ? "Creating" : "Starting") + " the embedded PostgreSQL " + plan.version() + " in " + directory);
        Path archive = plan.binaries().archive(plan.version(), Platform.current());
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, architecture) -> binaries(archive))
                .setOverrideWorkingDirectory(BinariesCache.directory().toFile())
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_WAIT)
                .setLocaleConfig("locale", "C")
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
        THROW_AWAY.forEach(builder::setServerConfig);
        if (plan.port() > 0) {
            builder.setPort(plan.port());
        }
        try {
            LEFT_RUNNING.put(directory, builder.start());
        } catch (IOException | RuntimeException e) {
            throw new DatabaseException(
                    "The embedded PostgreSQL " + plan.version() + " could not be started in " + directory
                            + "; its log is " + log
                            + (isRoot()
                                    ? ", and PostgreSQL does not run as root where user namespaces are blocked, so try another"
                                            + " user"
                                    : "")
                            + ", or name a server of your own with " + PropertyNames.HOST + " (" + e.getMessage()
                            + ").",
                    e);
        }
        return Postmaster.runningOn(directory)
                .orElseThrow(() -> new DatabaseException("The embedded PostgreSQL was started in " + directory
                        + " but does not answer; its log is " + log + "."));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The compressed binaries are the only such file in their archive. */
    private static InputStream binaries(Path archive) throws IOException {
        return BinariesCache.open(archive);
    }

    /** Stops the server if this process started it; for one that is gone, it only gives the library's lock back. */
    private static void closeLeftRunning(Path directory) {
        EmbeddedPostgres left = LEFT_RUNNING.remove(directory);
        if (left != null) {
            try {
                left.close();
            } catch (IOException | RuntimeException e) {
                throw new DatabaseException(
                        "The embedded server's directory " + directory + " could not be let go (" + e.getMessage()
                                + ").",
                        e);
            }
        }
    }

    private interface Work<T> {

        T run();
    }

    /** Lets one thread of one process at a time start or stop the server of a directory. */
    private static <T> T locked(Path directory, Work<T> work) {
        Path lockFile = directory.resolveSibling(directory.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long giveUpAt = System.nanoTime() + LOCK_WAIT.toNanos();
            FileLock lock = tryLock(channel);
            while (lock == null && System.nanoTime() - giveUpAt < 0) {
                LockSupport.parkNanos(LOCK_RETRY.toNanos());
                lock = tryLock(channel);
            }
            if (lock == null) {
                throw new DatabaseException("Another build has been starting or stopping the embedded server in "
                        + directory + " for " + LOCK_WAIT.toSeconds() + " seconds; end it and run this again.");
            }
            try {
                return work.run();
            } finally {
                lock.release();
            }
        } catch (IOException e) {
            throw new DatabaseException(
                    "The file " + lockFile + " cannot be used; make its directory writable, or choose another with "
                            + PropertyNames.DATA_DIRECTORY + " (" + e + ").",
                    e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // another thread of this process has it
            return null;
        }
    }
}
