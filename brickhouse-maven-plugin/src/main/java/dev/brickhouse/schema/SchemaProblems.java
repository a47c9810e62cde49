package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** Turns what went wrong underneath into the one sentence that the user reads. */
final class SchemaProblems {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private SchemaProblems() {}

    /** @param doing what was not possible, as in "create or upgrade schema "public"" */
    static BrickhouseException translate(Exception failure, String doing) {
        SQLException sql = null;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BrickhouseException known) {
                return known;
            }
            if (t instanceof SQLException found) {
                sql = found;
            }
        }
        String reason = SqlProblems.oneLine(sql == null ? failure.getMessage() : serverMessage(sql));
        if (sql != null && RowSecurity.isReason(sql)) {
            return new DatabaseException(
                    "Could not " + doing + ": " + reason + "; " + RowSecurity.REMEDY + ".", failure);
        }
        String remedy = sql != null && INSUFFICIENT_PRIVILEGE.equals(sql.getSQLState())
                ? "; grant that right to the connected user, connect as another one with " + PropertyNames.USER
                        + ", or choose another schema with " + PropertyNames.SCHEMA + " and "
                        + PropertyNames.ANALYTICS_SCHEMA
                : "";
        return new DatabaseException("Could not " + doing + ": " + reason + remedy + ".", failure);
    }

    static String serverMessage(SQLException e) {
        if (e instanceof PSQLException pg
                && pg.getServerErrorMessage() != null
                && pg.getServerErrorMessage().getMessage() != null) {
            return pg.getServerErrorMessage().getMessage();
        }
        return e.getMessage();
    }
}
