package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says in one sentence why something cannot come back, and what to do. */
final class RepairProblem {

    private static final String INTEGRITY_VIOLATION = "23";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String AGAIN = " and run brickhouse:schema again.";

    private final DataSource dataSource;
    private final RetailSchema target;

    RepairProblem(DataSource dataSource, RetailSchema target) {
        this.dataSource = dataSource;
        this.target = target;
    }

    String explain(Drift damage, SQLException e) {
        String failed = "Could not bring back " + damage.subject() + ": ";
        String state = e.getSQLState();
        if (state.startsWith(INTEGRITY_VIOLATION)) {
            return failed + "rows break it (" + rows(damage.wanted(), e) + "); correct or delete them" + AGAIN;
        }
        if (SqlProblems.isRowSecurity(e)) {
            return failed + message(e) + "; " + RowSecurity.REMEDY + AGAIN;
        }
        if (state.equals(INSUFFICIENT_PRIVILEGE)) {
            return failed + message(e) + "; connect as its owner with " + PropertyNames.USER + AGAIN;
        }
        return failed + message(e) + "; see to that" + AGAIN;
    }

    /** The first key, as the server names it for keys, or the number of rows, which it does not tell for the others. */
    private String rows(Definition wanted, SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException pg ? pg.getServerErrorMessage() : null;
        if (server != null && server.getDetail() != null) {
            return SqlProblems.oneLine(server.getDetail()).replaceFirst("\\.$", "");
        }
        String broken = switch (wanted.kind()) {
            case CHECK -> "NOT " + wanted.text().replaceFirst("^CHECK ", "");
            case NOT_NULL -> Identifiers.quote(wanted.name()) + " IS NULL";
            default -> null;
        };
        return broken == null ? message(e) : count(wanted, broken, e);
    }

    private String count(Definition wanted, String broken, SQLException e) {
        try {
            return Transactions.call(dataSource, connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("SELECT count(*) FROM "
                                + Identifiers.qualify(target.name(), wanted.table()) + " WHERE " + broken)) {
                    row.next();
                    return NumberFormats.count(row.getLong(1)) + " with " + broken;
                }
            });
        } catch (SQLException uncounted) {
            e.addSuppressed(uncounted);
            return message(e);
        }
    }

    private static String message(SQLException e) {
        return SqlProblems.oneLine(e);
    }
}
