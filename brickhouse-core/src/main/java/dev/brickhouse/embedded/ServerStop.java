package dev.brickhouse.embedded;

import dev.brickhouse.console.Console;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Stops the server of a data directory unless it is in use. To be used under the directory's lock. */
final class ServerStop {

    private static final Duration TIME_TO_NOTICE = Duration.ofMillis(300);
    private static final Duration RETRY = Duration.ofMillis(20);

    private final Console console;

    ServerStop(Console console) {
        this.console = console;
    }

    /**
     * @param ifUsed gets a line for the log if the server is in use
     * @return whether a server was running
     */
    boolean unlessUsed(Path directory, Consumer<String> ifUsed) {
        Optional<Postmaster> running = Postmaster.runningOn(directory);
        running.ifPresent(server -> {
            try (ServerSession session = ServerSession.open(server.port())) {
                unlessUsed(server, session, ifUsed);
            } catch (SQLException e) {
                console.debug("The embedded server does not answer any more: " + e.getMessage());
                report(server, server.terminate());
            }
        });
        return running.isPresent();
    }

    /**
     * @param session one on that server
     * @return whether the server has stopped
     */
    boolean unlessUsed(Postmaster server, ServerSession session, Consumer<String> ifUsed) {
        try {
            if (!isUnused(session)) {
                ifUsed.accept(staysUp(server.port()));
                return false;
            }
        } catch (SQLException e) {
            console.debug("The embedded server does not answer any more: " + e.getMessage());
        }
        boolean stopped = stop(server, session);
        report(server, stopped);
        return stopped;
    }

    /** A client that has disconnected counts until the server has noticed, as that of a test that has just ended. */
    private static boolean isUnused(ServerSession session) throws SQLException {
        long giveUpAt = System.nanoTime() + TIME_TO_NOTICE.toNanos();
        boolean unused = session.isServerUnused();
        while (!unused && System.nanoTime() - giveUpAt < 0) {
            LockSupport.parkNanos(RETRY.toNanos());
            unused = session.isServerUnused();
        }
        return unused;
    }

    /** What the log says of a server that is to stop while others use it. */
    static String staysUp(int port) {
        return "The embedded server on port " + port
                + " stays up: other clients are connected; it stops when the last of them disconnects";
    }

    private static boolean stop(Postmaster server, ServerSession session) {
        if (server.ownsDirectory()) {
            try {
                session.requestStop();
                return server.awaitStop();
            } catch (SQLException e) {
                return server.terminate();
            }
        }
        return server.kill();
    }

    private void report(Postmaster server, boolean stopped) {
        if (stopped) {
            console.info("The embedded server on port " + server.port() + " has stopped");
        } else {
            console.warn("The embedded server (process " + server.pid() + ") does not stop; end it yourself");
        }
    }
}
