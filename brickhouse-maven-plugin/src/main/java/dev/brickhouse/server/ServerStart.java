package dev.brickhouse.server;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.SqlProblems;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Starts the server of a data directory, or leaves none behind and says why. To be used under the directory's lock. */
final class ServerStart {

    /** Left by earlier versions in a directory where initdb, which wants an empty one, did not succeed. */
    private static final String OLD_LOCK = "epg-lock";

    private static final String PORT_TAKEN = "could not create any TCP/IP sockets";
    private static final int ATTEMPTS = 5;

    /** The data can be made again by one command, so speed counts and safety from a power cut does not. */
    private static final Map<String, String> THROW_AWAY = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1,::1"),
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

    private ServerStart() {}

    /** Ends the server of an earlier directory at the same path, which would write into the new one. */
    static void endAbandoned(Path directory, Console console) {
        try {
            if (RunningServers.endAbandoned(directory)) {
                console.info("Ended the embedded server whose data directory " + directory + " was deleted");
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    "An earlier embedded server of " + directory + " could not be looked for or ended ("
                            + e.getMessage() + ").",
                    e);
        }
    }

    static ServerLease start(ResolvedDatabase.Embedded plan, Console console) {
        console.info((isNew(plan) ? "Creating" : "Starting") + " the embedded PostgreSQL " + plan.version() + " in "
                + plan.dataDirectory());
        requireFreePort(plan.port());
        Path archive = plan.binaries().archive(plan.version(), Platform.current());
        Path binaries = BinariesCache.unpacked(archive);
        try {
            return start(plan, binaries);
        } catch (EnvironmentException e) {
            if (!BinariesCache.renewIfDamaged(archive)) {
                throw e;
            }
            console.warn(
                    "PostgreSQL's programs in the cache " + binaries + " were damaged and have been unpacked again");
            return start(plan, binaries);
        }
    }

    private static boolean isNew(ResolvedDatabase.Embedded plan) {
        return !DataDirectory.holdsCluster(plan.dataDirectory());
    }

    private static ServerLease start(ResolvedDatabase.Embedded plan, Path binaries) {
        Path directory = plan.dataDirectory();
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        ServerPrograms programs = new ServerPrograms(binaries, directory, log);
        try {
            Files.deleteIfExists(directory.resolve(OLD_LOCK));
            if (isNew(plan)) {
                programs.initialize(EmbeddedServer.USER);
            }
            Postmaster.removeStale(directory);
            Postmaster started = start(programs, plan);
            return join(started);
        } catch (IOException | ServerPrograms.FailedException e) {
            throw failed(plan, log, e.getMessage(), e);
        } catch (SQLException e) {
            throw failed(plan, log, "it refuses connections: " + SqlProblems.oneLine(e.getMessage()), e);
        }
    }

    private static EnvironmentException failed(
            ResolvedDatabase.Embedded plan, Path log, String reason, Exception cause) {
        return new EnvironmentException(
                "The embedded PostgreSQL " + plan.version() + " could not be started in " + plan.dataDirectory() + " ("
                        + reason + "); its log is " + log + ", or name a server of your own with "
                        + PropertyNames.HOST + ".",
                cause);
    }

    private static Postmaster start(ServerPrograms programs, ResolvedDatabase.Embedded plan)
            throws ServerPrograms.FailedException, IOException {
        Optional<Postmaster> before = Postmaster.startedOn(plan.dataDirectory());
        for (int attempt = 1; ; attempt++) {
            // once more, since it may be taken by now, and the server is content with one of two addresses
            requireFreePort(plan.port());
            try {
                programs.start(plan.port() > 0 ? plan.port() : freePort(), THROW_AWAY);
                Postmaster started = Postmaster.startedOn(plan.dataDirectory())
                        .orElseThrow(() -> new IOException("it ended as soon as it was ready"));
                RunningServers.remember(started);
                return started;
            } catch (ServerPrograms.FailedException | IOException e) {
                // nobody else's server, which was there before
                Postmaster.startedOn(plan.dataDirectory())
                        .filter(left ->
                                before.isEmpty() || left.pid() != before.get().pid())
                        .ifPresent(Postmaster::endAtOnce);
                boolean again =
                        plan.port() == 0 && attempt < ATTEMPTS && e.getMessage().contains(PORT_TAKEN);
                if (!again) {
                    throw e;
                }
            }
        }
    }

    private static ServerLease join(Postmaster started) throws SQLException {
        ServerLease lease = null;
        try {
            lease = ServerLease.join(started).orElseThrow(() -> new SQLException("it stops"));
            lease.watch();
            return lease;
        } catch (SQLException | RuntimeException e) {
            if (lease != null) {
                lease.close();
            }
            started.endAtOnce();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName("localhost"), 0));
            return socket.getLocalPort();
        }
    }

    /** So that the port is named as the reason. */
    private static void requireFreePort(int port) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("localhost"), port));
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
