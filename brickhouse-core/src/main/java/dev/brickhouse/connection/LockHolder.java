package dev.brickhouse.connection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A session that holds a lock which one of our sessions waits for, as far as the server reveals it to this user.
 *
 * @param relation the table or view that is locked, or null
 * @param process its process id; 0 if a prepared transaction holds the lock
 * @param user its user, or null
 * @param application its application_name, or null
 * @param client its address, or null
 * @param since when its transaction began, or null
 * @param query its last statement, or null
 */
record LockHolder(
        String relation, int process, String user, String application, String client, String since, String query) {

    private static final int LONGEST_STATEMENT = 60;

    /** Where a literal starts. It may hold a secret, and where it ends depends on settings of that session. */
    private static final Pattern LITERAL = Pattern.compile("'|\\$[A-Za-z_]*\\$");

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w$\"])\\d[\\d.]*");
    private static final String NOT_SHOWN = "<insufficient privilege>";

    /** What is locked and by whom, as in "a lock on public.orders that server process 7 (user anna) holds". */
    String describe() {
        String lock = "a lock" + (relation == null ? "" : " on " + relation);
        if (process == 0) {
            return lock + " that a prepared transaction holds (see pg_prepared_xacts)";
        }
        StringBuilder text = new StringBuilder(
                lock + " that server process " + process + " holds (user " + (user == null ? "unknown" : user));
        if (application != null && !application.isBlank()) {
            text.append(", application ").append(application);
        }
        text.append(client == null ? "" : ", from " + client);
        text.append(since == null ? "" : ", its transaction open since " + since);
        String statement = statement();
        text.append(statement.isEmpty() ? "" : ", its last statement " + statement);
        return text.append(')').toString();
    }

    /** How to end the wait from outside. */
    String remedy() {
        return process == 0
                ? "commit it or roll it back"
                : "end that transaction there, or by SELECT pg_terminate_backend(" + process + ")";
    }

    /** The beginning of the last statement, without its literals. */
    private String statement() {
        if (query == null || query.isBlank() || query.equals(NOT_SHOWN)) {
            return "";
        }
        String line = query.strip().replaceAll("\\s+", " ");
        Matcher literal = LITERAL.matcher(line);
        String safe = literal.find() ? line.substring(0, literal.start()) + "…" : line;
        safe = NUMBER.matcher(safe).replaceAll("?");
        return safe.length() > LONGEST_STATEMENT ? safe.substring(0, LONGEST_STATEMENT) + "…" : safe;
    }
}
