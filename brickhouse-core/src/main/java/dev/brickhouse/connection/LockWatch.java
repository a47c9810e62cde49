package dev.brickhouse.connection;

import com.zaxxer.hikari.SQLExceptionOverride;
import dev.brickhouse.config.Plugin;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Warns when one of our sessions waits for a lock that somebody else holds, names the holder, and adds the same to the
 * failure if the wait ends in one. It keeps a connection of its own while the pool is busy for more than a moment,
 * unless the server has none to spare.
 */
final class LockWatch implements SQLExceptionOverride, LockWaits, AutoCloseable {

    /** Shorter waits, and shorter work, are not worth a look. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    /** A holder that was seen so recently is the one that a wait which has just ended was for. */
    private static final Duration RECENTLY = Duration.ofSeconds(5);

    private final SqlStatements sql = SqlStatements.read(LockWatch.class, "sessions.sql", Map.of());
    private final Sessions sessions;
    private final int lockTimeoutSeconds;
    private final String programName;
    private final Console console;
    private final Map<Wait, Logged> waits = new HashMap<>();
    private Thread thread;
    private Connection connection;
    private boolean closed;
    private volatile Seen last;

    /** Which process of ours waits for which other process. */
    private record Wait(int waiting, int holder) {}

    /** When a wait began, and when it was last logged or 0, both by {@link System#nanoTime()}. */
    private record Logged(long since, long last) {}

    /** Who was waited for longest, and when this was seen. */
    private record Seen(LockHolder holder, long at) {}

    /**
     * @param lockTimeoutSeconds after which the server ends a wait; 0 for never
     * @param programName the application_name of PostgreSQL's own programs that work for us
     */
    LockWatch(Sessions sessions, int lockTimeoutSeconds, String programName, Console console) {
        this.sessions = sessions;
        this.lockTimeoutSeconds = lockTimeoutSeconds;
        this.programName = programName;
        this.console = console;
    }

    /** @param busy whether any session of ours is at work */
    void start(BooleanSupplier busy) {
        thread = new Thread(() -> watch(busy), "brickhouse-lock-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Called by the pool for each failure of a statement: adds what is known here about the reason. */
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        if (SqlState.LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
            recent().ifPresent(reason -> SqlProblems.addRemedy(failure, reason));
        } else if (SqlState.READ_ONLY_SQL_TRANSACTION.equals(failure.getSQLState())
                && sessions.readOnlyReason() != null) {
            SqlProblems.addRemedy(failure, sessions.readOnlyReason());
        }
        // the pool would take a feature that the server does not support for a broken connection
        return SqlState.FEATURE_NOT_SUPPORTED.equals(failure.getSQLState())
                ? Override.DO_NOT_EVICT
                : Override.CONTINUE_EVICT;
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

    private void watch(BooleanSupplier busy) {
        long busySince = System.nanoTime();
        while (pause()) {
            if (!busy.getAsBoolean() || sessions.areScarce()) {
                busySince = System.nanoTime();
                disconnect();
            } else if (passed(busySince, PATIENCE)) {
                try {
                    look();
                } catch (SQLException e) {
                    // the goal itself meets the same trouble on the same server and reports it
                    console.debug("Could not look for locks that are waited for: " + SqlProblems.oneLine(e));
                    disconnect();
                    busySince = System.nanoTime();
                }
            }
        }
        disconnect();
    }

    /** Waits until the next look is due; false if this is closed. */
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
        Array processes = connection.createArrayOf("int4", sessions.processes());
        List<String> names = sessions.behindPooler() ? List.of(programName, Plugin.NAME) : List.of(programName);
        Sql.forEach(
                connection,
                sql.get("lock-waits"),
                row -> {
                    Wait wait = new Wait(row.getInt("waiting"), row.getInt("holder"));
                    long since = System.nanoTime()
                            - Duration.ofSeconds(row.getInt("waited")).toNanos();
                    seen.put(wait, holder(row));
                    waits.putIfAbsent(wait, new Logged(since, 0));
                },
                processes,
                names,
                processes,
                names,
                Plugin.NAME);
        waits.keySet().retainAll(seen.keySet());
        seen.forEach(this::warn);
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

    private void warn(Wait wait, LockHolder holder) {
        long now = System.nanoTime();
        Logged logged = waits.get(wait);
        if (passed(logged.since(), PATIENCE) && (logged.last() == 0 || passed(logged.last(), BETWEEN_LINES))) {
            waits.put(wait, new Logged(logged.since(), now));
            console.warn("Waiting for " + holder.describe() + ", for "
                    + Duration.ofNanos(now - logged.since()).toSeconds()
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
                // its last query may hang with the server, which nobody has to wait for
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
