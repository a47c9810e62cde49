package dev.brickhouse.sql;

import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A statement that another program runs for us in its session, and that fails where something does not hold which we
 * rely on.
 *
 * @param state its SQLSTATE, in a class that is nobody's
 */
public record GuardStatement(String state) {

    /** @param failures what it says, by the condition under which it fails, in SQL and in the order of the checks */
    public String text(Map<String, String> failures) {
        return "DO LANGUAGE plpgsql "
                + Literals.quote(failures.entrySet().stream()
                        .map(failure -> "IF " + failure.getKey() + " THEN RAISE EXCEPTION USING ERRCODE = '" + state
                                + "', MESSAGE = " + Literals.quote(failure.getValue()) + "; END IF; ")
                        .collect(Collectors.joining("", "BEGIN ", "END")));
    }

    /** Whether it is what has failed. */
    public boolean isFailure(SQLException e) {
        return state.equals(e.getSQLState());
    }
}
