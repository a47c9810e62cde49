package dev.brickhouse.connection;

import dev.brickhouse.sql.PinnedSettings;
import dev.brickhouse.sql.Transactions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The settings of a session that would change the meaning of what the plugin does, pinned to the values it was written
 * for, whatever the role, the database or the server sets. Immutable.
 */
final class SessionSettings {

    private final Map<String, String> values;

    /**
     * @param statementSeconds and {@code lockSeconds}: how long a statement, and its wait for a lock, may take; 0 for
     *     no limit
     */
    SessionSettings(int statementSeconds, int lockSeconds) {
        Map<String, String> pinned = new LinkedHashMap<>(PinnedSettings.ofSession());
        pinned.put("statement_timeout", milliseconds(statementSeconds));
        pinned.put("lock_timeout", milliseconds(lockSeconds));
        values = pinned;
    }

    /**
     * The statements that set them for the rest of the session.
     *
     * @param searchPath as SET takes it
     */
    String forSession(Set<String> settable, String searchPath) {
        return statements("SET ", settable, searchPath);
    }

    /**
     * The statements that begin a transaction behind a pooler, which may run each transaction in another session. None
     * of them takes a snapshot, so the isolation level can still be changed afterwards.
     */
    String forTransaction(Set<String> settable, String searchPath) {
        return Transactions.READ_COMMITTED + "; " + statements("SET LOCAL ", settable, searchPath);
    }

    private String statements(String set, Set<String> settable, String searchPath) {
        String pinned = values.entrySet().stream()
                .filter(setting -> settable.contains(setting.getKey()))
                .map(setting -> set + setting.getKey() + " = '" + setting.getValue() + "'")
                .collect(Collectors.joining("; "));
        return pinned + "; " + set + "search_path = " + searchPath;
    }

    private static String milliseconds(int seconds) {
        return Long.toString(TimeUnit.SECONDS.toMillis(seconds));
    }
}
