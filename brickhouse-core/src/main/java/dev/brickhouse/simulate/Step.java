package dev.brickhouse.simulate;

import java.sql.Connection;
import java.sql.SQLException;

/** One step of one worker, which may be attempted several times until it succeeds. */
@FunctionalInterface
interface Step {

    /** Does the step in a transaction; the caller commits it if the step was done and rolls it back otherwise. */
    StepOutcome in(Connection connection) throws SQLException;
}
