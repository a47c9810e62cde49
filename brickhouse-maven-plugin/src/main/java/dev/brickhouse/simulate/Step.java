package dev.brickhouse.simulate;

import java.sql.Connection;
import java.sql.SQLException;

/** One step of one worker, which may be tried several times until it succeeds. */
@FunctionalInterface
interface Step {

    /**
     * Does the step in a transaction that the caller commits.
     *
     * @throws ConflictException if somebody changed a row that was read; the caller rolls back and tries again
     */
    StepOutcome in(Connection connection) throws SQLException, ConflictException;
}
