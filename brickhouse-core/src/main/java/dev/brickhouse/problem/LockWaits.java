package dev.brickhouse.problem;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** What a pool of connections, which is a wrapper for this, knows of the locks that its goal has waited for. */
@FunctionalInterface
public interface LockWaits {

    /**
     * Whose lock was waited for until just now and what to do, as a sentence without a capital letter; empty if that is
     * not known.
     */
    Optional<String> recent();

    /** What a pool knows; nothing if it is none. */
    static Optional<String> recent(DataSource pool) {
        try {
            return pool.isWrapperFor(LockWaits.class)
                    ? pool.unwrap(LockWaits.class).recent()
                    : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /** Adds what a pool knows to a failure that it has not seen itself, such as one of COPY. */
    static SQLException explained(SQLException failure, DataSource pool) {
        if (SqlState.LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
            recent(pool).ifPresent(reason -> SqlProblems.addRemedy(failure, reason));
        }
        return failure;
    }
}
