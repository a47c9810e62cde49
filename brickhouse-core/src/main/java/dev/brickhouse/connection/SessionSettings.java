package dev.brickhouse.connection;

import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.PinnedSettings;
import dev.brickhouse.sql.Transactions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of a session that would change the meaning of what the plugin does, pinned to the values it was written
 * for, whatever the role, the database or the server sets. Immutable.
 */
final class SessionSettings {

    /**
     * A role's search path may have this last, where a relation of the same name in another schema hides the catalog's.
     */
    private static final String CATALOG = "pg_catalog";

    private static final Pattern PATH_ELEMENT = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,\"\\s]+)");

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

    /** The statements that set them for the rest of the session. */
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
        List<String> path = path(searchPath);
        return path.contains(CATALOG) ? pinned + "; " + set + "search_path = " + withoutCatalog(path) : pinned;
    }

    /** A path that does not name pg_catalog searches it first. The user's own schemas stay, for the user's triggers. */
    private static String withoutCatalog(List<String> path) {
        String others = path.stream()
                .filter(schema -> !schema.equals(CATALOG))
                .map(Literals::quote)
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "''" : others;
    }

    private static List<String> path(String searchPath) {
        return PATH_ELEMENT
                .matcher(searchPath)
                .results()
                .map(element -> element.group(1) == null
                        ? element.group(2).toLowerCase(Locale.ROOT)
                        : element.group(1).replace("\"\"", "\""))
                .toList();
    }

    private static String milliseconds(int seconds) {
        return Long.toString(TimeUnit.SECONDS.toMillis(seconds));
    }
}
