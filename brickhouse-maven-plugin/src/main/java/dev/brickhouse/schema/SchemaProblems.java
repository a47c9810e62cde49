package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import java.sql.SQLException;

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
        String reason = sql == null ? SqlProblems.oneLine(failure.getMessage()) : SqlProblems.oneLine(sql);
        return new DatabaseException("Could not " + doing + ": " + reason + (sql == null ? "." : remedy(sql)), failure);
    }

    /** What follows the server's words, with the full stop. */
    private static String remedy(SQLException e) {
        if (SqlProblems.isRowSecurity(e)) {
            return "; " + RowSecurity.REMEDY + ".";
        }
        if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
            return "; grant that right to the connected user, connect as another one with " + PropertyNames.USER
                    + ", or choose another schema with " + PropertyNames.SCHEMA + " and "
                    + PropertyNames.ANALYTICS_SCHEMA + ".";
        }
        String remedy = SqlProblems.remedy(e);
        return remedy.isEmpty() ? "." : "; " + remedy;
    }
}
