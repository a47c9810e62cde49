package dev.brickhouse.connection;

import com.zaxxer.hikari.SQLExceptionOverride;
import dev.brickhouse.config.Plugin;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Tells when a session of ours waits for the lock of somebody else, and who that is; and gives what it knows to the
 * failures that follow. It has a connection of its own while the pool is at work for longer than a moment, unless the
 * server has none to spare.
 */
final class LockWatch implements SQLExceptionOverride, LockWaits, AutoCloseable {

    /** A wait as short as that is nobody's concern. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    /** The holder that was seen just before a wait ended is the one that it was for. */
    private static final Duration RECENTLY = Duration.ofSeconds(5);

    private static final String READ_ONLY = "25006";
    private static final String NOT_SUPPORTED = "0A000";

    private final SqlStatements sql = SqlStatements.read(LockWatch.class, "sessions.sql", Map.of());
    private final Sessions sessions;
    private final int lockTimeoutSeconds;
    private final String programName;
    private final Console console;
    private final Map<Wait, Told> waits = new HashMap<>();
    private Thread thread;
    private Connection connection;
    private boolean closed;
    private volatile Seen last;

    /** Which of ours waits for which of others. */
    private record Wait(int waiting, int holder) {}

    /** Since when a wait is seen, and when it was last told, in nanoseconds of the system's timer; 0 for never. */
    private record Told(long since, long last) {}

    /** Who was waited for longest, and when that was seen. */
    private record Seen(LockHolder holder, long at) {}

    /**
     * @param lockTimeoutSeconds after which the server ends a wait; 0 for never
     * @param programName what PostgreSQL's own programs call themselves that work for us
     */
    LockWatch(Sessions sessions, int lockTimeoutSeconds, String programName, Console console) {
        this.sessions = sessions;
        this.lockTimeoutSeconds = lockTimeoutSeconds;
        this.programName = programName;
        this.console = console;
    }

    /** @param working whether there is anything that could wait */
    void start(BooleanSupplier working) {
        thread = new Thread(() -> watch(working), "brickhouse-lock-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Called by the pool for what the server refuses: adds what is known here of the reason. */
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        if (LockWaits.LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
            recent().ifPresent(reason -> SqlProblems.addRemedy(failure, reason));
        } else if (READ_ONLY.equals(failure.getSQLState()) && sessions.readOnlyReason() != null) {
            SqlProblems.addRemedy(failure, sessions.readOnlyReason());
        }
        // the pool takes a feature that the server does not support for a broken connection
        return NOT_SUPPORTED.equals(failure.getSQLState()) ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
    }

    @java.lang.Override
    public Optional<String> recent() {
        Seen recent = last;
        if (recent == null || passed(recent.at(), RECENTLY)) {
            return Optional.empty();
        }
        LockHolder holder = recent.holder();
        return Optional.of("it waited " + lockTimeoutSeconds + " s (" + PropertyNames.LOCK_TIMEOUT + ") for "
                + holder.describe() + "; " + holder.remedy() + ", and run this again, or raise "
                + PropertyNames.LOCK_TIMEOUT + ".");
    }

    private void watch(BooleanSupplier working) {
        long busySince = System.nanoTime();
        while (pause()) {
            if (!working.getAsBoolean() || sessions.areScarce()) {
                busySince = System.nanoTime();
                disconnect();
            } else if (passed(busySince, PATIENCE)) {
                try {
                    look();
                } catch (SQLException e) {
                    // whoever works on the same server meets the same trouble and tells of it
                    console.debug(
                            "Could not look for locks that are waited for: " + SqlProblems.oneLine(e.getMessage()));
                    disconnect();
                    busySince = System.nanoTime();
                }
            }
        }
        disconnect();
    }

    /** Waits until the next look is due; false if there is none. */
    private synchronized boolean pause() {
        try {
            if (!closed) {
                wait(BETWEEN_LOOKS.toMillis());
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void look() throws SQLException {
        if (connection == null) {
            connection = sessions.getSpareConnection();
        }
        if (connection == null) {
            return;
        }
        Map<Wait, LockHolder> seen = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql.get("lock-waits"))) {
            String[] names =
                    sessions.behindPooler() ? new String[] {programName, Plugin.NAME} : new String[] {programName};
            query.setArray(1, connection.createArrayOf("int4", sessions.processes()));
            query.setArray(2, connection.createArrayOf("text", names));
            query.setArray(3, connection.createArrayOf("int4", sessions.processes()));
            query.setArray(4, connection.createArrayOf("text", names));
            query.setString(5, Plugin.NAME);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Wait wait = new Wait(row.getInt("waiting"), row.getInt("holder"));
                    long since = System.nanoTime()
                            - Duration.ofSeconds(row.getInt("waited")).toNanos();
                    seen.put(wait, holder(row));
                    waits.putIfAbsent(wait, new Told(since, 0));
                }
            }
        }
        waits.keySet().retainAll(seen.keySet());
        seen.forEach(this::tell);
        waits.entrySet().stream()
                .min(Comparator.comparingLong(wait -> wait.getValue().since()))
                .ifPresent(longest -> last = new Seen(seen.get(longest.getKey()), System.nanoTime()));
    }

    private static LockHolder holder(ResultSet row) throws SQLException {
        return new LockHolder(
                row.getString("relation"),
                row.getInt("holder"),
                row.getString("holder_user"),
                row.getString("application"),
                row.getString("client"),
                row.getString("since"),
                row.getString("query"));
    }

    private void tell(Wait wait, LockHolder holder) {
        long now = System.nanoTime();
        Told told = waits.get(wait);
        if (passed(told.since(), PATIENCE) && (told.last() == 0 || passed(told.last(), BETWEEN_LINES))) {
            waits.put(wait, new Told(told.since(), now));
            console.warn("Waiting for " + holder.describe() + ", for "
                    + Duration.ofNanos(now - told.since()).toSeconds()
                    + " s now; to end the wait, " + holder.remedy()
                    + (lockTimeoutSeconds == 0
                            ? ""
                            : " (" + PropertyNames.LOCK_TIMEOUT + " ends it after " + lockTimeoutSeconds + " s)"));
        }
    }

    private static boolean passed(long since, Duration time) {
        return System.nanoTime() - since >= time.toNanos();
    }

    private void disconnect() {
        waits.clear();
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                console.debug("The connection that looked for locks was broken");
            }
            connection = null;
        }
    }

    @java.lang.Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            if (thread != null) {
                // its last question may hang with the server, and it is nobody's loss
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
