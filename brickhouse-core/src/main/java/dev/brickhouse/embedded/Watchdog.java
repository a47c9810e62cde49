package dev.brickhouse.embedded;

import dev.brickhouse.config.Plugin;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A session inside the embedded server that stops the server once it is unused, so that a killed process leaves no
 * orphan behind. It checks every second.
 */
final class Watchdog {

    private static final String NAME = Plugin.NAME + " watch";
    private static final Duration TIME_TO_START = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMillis(5);

    private static final SqlStatements SQL = SqlStatements.read(Watchdog.class, "watchdog.sql", Map.of());

    private Watchdog() {}

    /**
     * Starts one unless the server has one already. Needs the directory's lock.
     *
     * @param starter holds a lease
     * @return whether it had none
     */
    static boolean start(ServerSession starter) throws SQLException {
        if (isRunning(starter)) {
            return false;
        }
        try (ServerSession session = ServerSession.open(starter.port(), NAME)) {
            Connection connection = session.connection();
            Sql.call(connection, SQL.get("set-stop-command"), session.stopCommand());
            AtomicReference<SQLException> failure = new AtomicReference<>();
            Thread thread = new Thread(() -> watch(connection, failure), "brickhouse-watchdog");
            thread.setDaemon(true);
            thread.start();
            long giveUpAt = System.nanoTime() + TIME_TO_START.toNanos();
            // a statement that is about to fail is active for a moment too
            while (!Sql.isTrue(starter.connection(), SQL.get("is-waiting"), NAME)) {
                if (failure.get() != null) {
                    throw failure.get();
                }
                if (System.nanoTime() - giveUpAt >= 0) {
                    throw new SQLException("The server's watchdog does not start");
                }
                LockSupport.parkNanos(RETRY.toNanos());
            }
            // closes the socket without a word, so the session in the server carries on
            connection.abort(Runnable::run);
            return true;
        }
    }

    static boolean isRunning(ServerSession starter) throws SQLException {
        return Sql.isTrue(starter.connection(), SQL.get("is-running"), NAME);
    }

    /**
     * @param failure gets why it ended, which is that the client has left or the server has stopped once it is waiting
     */
    private static void watch(Connection connection, AtomicReference<SQLException> failure) {
        try {
            Sql.execute(connection, SQL.get("watch"));
        } catch (SQLException e) {
            failure.set(e);
        }
    }
}
