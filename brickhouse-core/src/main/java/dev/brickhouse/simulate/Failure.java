package dev.brickhouse.simulate;

import dev.brickhouse.problem.SqlState;
import dev.brickhouse.problem.SqlStateClass;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Set;

/** Why an attempt at a step failed. */
enum Failure {
    /** Another step changed a row between reading and writing it. */
    CONFLICT,
    /** Two transactions waited for each other, or one waited too long for a lock. */
    DEADLOCK,
    /** The server could not serialize concurrent transactions. */
    SERIALIZATION,
    /** The order number is taken. */
    NUMBER_TAKEN,
    /** The connection broke, or none was available. */
    LOST,
    /** This step cannot succeed; others can. */
    STEP,
    /** No step can succeed: a privilege or a table is missing, or nothing can be written. */
    FATAL;

    private static final Set<String> LOST_STATES = Set.of(
            SqlState.ADMIN_SHUTDOWN,
            SqlState.CRASH_SHUTDOWN,
            SqlState.CANNOT_CONNECT_NOW,
            SqlState.TOO_MANY_CONNECTIONS);
    private static final Set<String> FATAL_STATES = Set.of(
            SqlState.READ_ONLY_SQL_TRANSACTION,
            SqlState.DISK_FULL,
            SqlState.OUT_OF_MEMORY,
            SqlState.INVALID_CATALOG_NAME,
            SqlState.INVALID_SCHEMA_NAME);

    static Failure of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (e instanceof SQLTransientConnectionException
                || SqlStateClass.CONNECTION_EXCEPTION.includes(e)
                || LOST_STATES.contains(state)) {
            return LOST;
        }
        return switch (state) {
            case SqlState.DEADLOCK_DETECTED, SqlState.LOCK_NOT_AVAILABLE -> DEADLOCK;
            case SqlState.SERIALIZATION_FAILURE -> SERIALIZATION;
            case SqlState.UNIQUE_VIOLATION -> NUMBER_TAKEN;
            default -> isFatal(state) ? FATAL : STEP;
        };
    }

    private static boolean isFatal(String state) {
        return FATAL_STATES.contains(state)
                || SqlStateClass.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION.includes(state)
                || SqlStateClass.INVALID_AUTHORIZATION_SPECIFICATION.includes(state);
    }

    /** The name that users read. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the step may succeed when it is retried. */
    boolean isTransient() {
        return this != STEP && this != FATAL;
    }
}
