package dev.brickhouse.embedded;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.FileFailures;
import dev.brickhouse.problem.SqlProblems;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the server of a data directory, or leaves none behind and says why. To be used under the directory's lock. */
final class ServerStart {

    private static final String PORT_TAKEN = "could not create any TCP/IP sockets";
    private static final int ATTEMPTS = 5;

    /** How every version of PostgreSQL puts it, with quotes from 17 on. */
    private static final Pattern SLOT_WITHOUT_LOG =
            Pattern.compile("replication slot \"(\\w+)\" exists, but \"?wal_level\"? < \"?(\\w+)");

    private static final int FIRST_WITH_TRANSACTION_TIMEOUT = 17;

    /** One command can create the data again, so speed matters and surviving a power failure does not. */
    private static final Map<String, String> THROW_AWAY = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1,::1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "off"),
            Map.entry("full_page_writes", "off"),
            Map.entry("max_wal_size", "4GB"),
            Map.entry("checkpoint_timeout", "30min"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("maintenance_work_mem", "256MB"),
            Map.entry("max_connections", "100"));

    /**
     * A server that has just started, with its watchdog running.
     *
     * @param session holds the first lease on it
     */
    record Started(Postmaster postmaster, ServerSession session) {}

    private final EmbeddedSettings settings;
    private final Path directory;
    private final Path log;
    private final Console console;

    ServerStart(EmbeddedSettings settings, Console console) {
        this.settings = settings;
        this.directory = settings.dataDirectory();
        this.log = DataDirectory.log(directory);
        this.console = console;
    }

    /** Kills the server of an earlier directory at the same path, which would write into the new one. */
    void killAbandoned() {
        try {
            if (ServerRegistry.killAbandoned(directory)) {
                console.info("Ended the embedded server whose data directory " + directory + " was deleted");
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The record of running servers in the user's cache cannot be read; make it readable, or delete it ("
                            + FileFailures.words(e) + ").",
                    e);
        }
    }

    /** @throws EnvironmentException if it cannot be started, even with programs that were unpacked anew */
    Started start() {
        String version = settings.version().full();
        console.info((isNew() ? "Creating" : "Starting") + " the embedded PostgreSQL " + version + " in " + directory);
        requireFreePort(settings.port());
        Path archive = settings.binaries().archive(version, Platform.current());
        Path binaries = BinariesCache.unpacked(archive);
        if (isNew()) {
            // what damaged programs make of it would last, as an empty pg_hba.conf does
            renewIfDamaged(archive, binaries);
        }
        try {
            return start(binaries);
        } catch (EnvironmentException e) {
            if (!renewIfDamaged(archive, binaries)) {
                throw e;
            }
            return start(binaries);
        }
    }

    private boolean renewIfDamaged(Path archive, Path binaries) {
        boolean renewed = BinariesCache.renewIfDamaged(archive);
        if (renewed) {
            console.warn(
                    "PostgreSQL's programs in the cache " + binaries + " were damaged and have been unpacked again");
        }
        return renewed;
    }

    /** Does what a process that was killed while it started this server has left undone. */
    void finish(Postmaster running, ServerSession lease) throws SQLException {
        try {
            if (Watchdog.start(lease)) {
                ServerRegistry.record(running);
            }
        } catch (IOException e) {
            throw failed("it cannot be recorded: " + e, e);
        }
    }

    private boolean isNew() {
        return !DataDirectory.holdsCluster(directory);
    }

    private Started start(Path binaries) {
        try (ServerPrograms programs = new ServerPrograms(binaries, directory, log)) {
            Files.deleteIfExists(directory.resolve(DataDirectory.OLD_LOCK));
            if (isNew()) {
                NewCluster.make(
                        directory, place -> new ServerPrograms(binaries, place, log).initialize(EmbeddedSettings.USER));
            }
            Postmaster.removeStale(directory);
            Postmaster started = start(programs);
            return new Started(started, firstLease(started));
        } catch (IOException | ServerPrograms.FailedException e) {
            Matcher slot = SLOT_WITHOUT_LOG.matcher(e.getMessage());
            throw slot.find() ? slotNeeds(slot.group(1), slot.group(2)) : failed(e.getMessage(), e);
        } catch (SQLException e) {
            throw failed("it refuses connections: " + SqlProblems.oneLine(e), e);
        }
    }

    private Postmaster start(ServerPrograms programs) throws ServerPrograms.FailedException, IOException {
        Optional<Postmaster> before = Postmaster.startedOn(directory);
        for (int attempt = 1; ; attempt++) {
            // again, since it may have been taken meanwhile, and the server makes do with one of its two addresses
            requireFreePort(settings.port());
            try {
                programs.start(settings.port() > 0 ? settings.port() : freePort(), serverSettings());
                Postmaster started = Postmaster.startedOn(directory)
                        .orElseThrow(() -> new IOException("it ended as soon as it was ready"));
                ServerRegistry.record(started);
                return started;
            } catch (ServerPrograms.FailedException | IOException e) {
                // but not a server of somebody else's, which was there before
                Postmaster.startedOn(directory)
                        .filter(left ->
                                before.isEmpty() || left.pid() != before.get().pid())
                        .ifPresent(Postmaster::kill);
                boolean again = settings.port() == 0
                        && attempt < ATTEMPTS
                        && e.getMessage().contains(PORT_TAKEN);
                if (!again) {
                    throw e;
                }
            }
        }
    }

    /** The first lease on a server that has just started, with the watchdog running; if that fails, it is killed. */
    private static ServerSession firstLease(Postmaster started) throws SQLException {
        ServerSession session = null;
        boolean watched = false;
        try {
            session = ServerSession.openWithLease(started.port()).orElseThrow(() -> new SQLException("it is stopping"));
            Watchdog.start(session);
            watched = true;
            return session;
        } finally {
            if (!watched) {
                if (session != null) {
                    session.close();
                }
                started.kill();
            }
        }
    }

    /** A limit that ALTER SYSTEM sets on transactions may end a session before its connection request counts. */
    private Map<String, String> serverSettings() {
        Map<String, String> all = new HashMap<>(THROW_AWAY);
        all.putAll(settings.walLevel().serverSettings());
        if (settings.version().major() >= FIRST_WITH_TRANSACTION_TIMEOUT) {
            all.put("transaction_timeout", "0");
        }
        return all;
    }

    private ConfigurationException slotNeeds(String slot, String level) {
        return new ConfigurationException("The data in " + directory + " hold the replication slot " + slot
                + ", which needs " + PropertyNames.WAL_LEVEL + "=" + level + ", but it is "
                + settings.walLevel().label()
                + "; set it, and if nobody needs the slot any more, drop it then by SELECT"
                + " pg_drop_replication_slot('" + slot + "').");
    }

    private EnvironmentException failed(String reason, Exception cause) {
        return new EnvironmentException(
                "The embedded PostgreSQL " + settings.version().full() + " could not be started in " + directory + " ("
                        + reason + "); its log is " + log
                        + (isNew()
                                ? ""
                                : "; if its data are damaged and you can do without them, delete that directory")
                        + ", or name a server of your own with " + PropertyNames.HOST + ".",
                cause);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(EmbeddedSettings.HOST), 0));
            return socket.getLocalPort();
        }
    }

    /** Fails early, with the port named as the reason. */
    private static void requireFreePort(int port) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(EmbeddedSettings.HOST), port));
        } catch (BindException e) {
            throw new EnvironmentException(
                    "The port " + port + " is taken by another program; choose another with "
                            + PropertyNames.EMBEDDED_PORT + ", or leave it out for a free one.",
                    e);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The port " + port + " cannot be used; choose another with " + PropertyNames.EMBEDDED_PORT + " ("
                            + e + ").",
                    e);
        }
    }
}
