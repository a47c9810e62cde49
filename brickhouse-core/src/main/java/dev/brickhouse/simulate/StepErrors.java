package dev.brickhouse.simulate;

import dev.brickhouse.problem.SqlProblems;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.postgresql.util.PSQLException;

/**
 * Counts why the steps of one operation were given up. Messages that differ only in numbers, such as the id of a row,
 * are one reason. Safe for use by several threads.
 */
final class StepErrors {

    /** Messages that each contain a new name must not fill the memory. */
    private static final int MOST_REASONS = 100;

    private static final int LONGEST_MESSAGE = 200;

    private record Reason(String sqlState, String pattern) {}

    private record Seen(String message, LongAdder count) {}

    private final String operation;
    private final Map<Reason, Seen> seen = new ConcurrentHashMap<>();
    private final LongAdder total = new LongAdder();

    StepErrors(String operation) {
        this.operation = operation;
    }

    void add(SQLException reason) {
        String message = reason instanceof PSQLException fromServer && fromServer.getServerErrorMessage() != null
                ? fromServer.getServerErrorMessage().getMessage()
                : reason.getMessage();
        add(reason.getSQLState(), message);
    }

    /** @param sqlState null if the error did not come from the server */
    void add(String sqlState, String message) {
        total.increment();
        String line = shortened(SqlProblems.oneLine(message));
        Reason reason = new Reason(sqlState == null ? "" : sqlState, line.replaceAll("\\d+", "#"));
        if (seen.size() >= MOST_REASONS && !seen.containsKey(reason)) {
            line = "other messages";
            reason = new Reason(reason.sqlState(), line);
        }
        String first = line;
        seen.computeIfAbsent(reason, unseen -> new Seen(first, new LongAdder()))
                .count()
                .increment();
    }

    long total() {
        return total.sum();
    }

    /** The reasons, the commonest first. */
    List<StepError> kinds() {
        return seen.entrySet().stream()
                .map(each -> new StepError(
                        operation,
                        each.getKey().sqlState(),
                        each.getValue().message(),
                        each.getValue().count().sum()))
                .sorted(Comparator.comparingLong(StepError::count).reversed().thenComparing(StepError::message))
                .toList();
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }
}
