package dev.brickhouse.simulate;

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

    private static final Set<String> LOST_STATES = Set.of("57P01", "57P02", "57P03", "53300");
    private static final Set<String> FATAL_STATES = Set.of("25006", "53100", "53200", "3D000", "3F000");
    private static final Set<String> FATAL_CLASSES = Set.of("42", "28");
    private static final int CLASS = 2;

    static Failure of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (e instanceof SQLTransientConnectionException || state.startsWith("08") || LOST_STATES.contains(state)) {
            return LOST;
        }
        return switch (state) {
            case "40P01", "55P03" -> DEADLOCK;
            case "40001" -> SERIALIZATION;
            case "23505" -> NUMBER_TAKEN;
            default -> {
                String stateClass = state.length() < CLASS ? "" : state.substring(0, CLASS);
                yield FATAL_STATES.contains(state) || FATAL_CLASSES.contains(stateClass) ? FATAL : STEP;
            }
        };
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
