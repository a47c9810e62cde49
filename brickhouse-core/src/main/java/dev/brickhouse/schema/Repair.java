package dev.brickhouse.schema;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlProblems.Purpose;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.problem.SqlStateClass;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Repairs what the migrations made and what was dropped or left invalid since, each thing in its own transaction, so
 * that one that cannot be repaired does not hold back the others. What replaced it stays.
 */
final class Repair {

    private static final SqlStatements SQL = SqlStatements.read(Repair.class, "drift.sql", Map.of());

    private final DataSource dataSource;
    private final RetailSchema target;
    private final Console console;
    private final List<String> repaired = new ArrayList<>();
    private final List<String> unrepaired = new ArrayList<>();

    private boolean viewsMade;

    private Repair(DataSource dataSource, RetailSchema target, Console console) {
        this.dataSource = dataSource;
        this.target = target;
        this.console = console;
    }

    /**
     * Repairs what can be repaired, and logs what it repaired and what it did not touch.
     *
     * @throws SQLException if the connection is lost, or the catalog cannot be read
     */
    static RepairReport run(DataSource dataSource, RetailSchema target, Console console) throws SQLException {
        return new Repair(dataSource, target, console).run();
    }

    private RepairReport run() throws SQLException {
        for (Drift damage : Transactions.call(dataSource, this::damage)) {
            if (damage.isReplaced()) {
                console.warn(
                        capitalized(damage.subject()) + " " + damage.state()
                                + "; Brickhouse never drops what it did not make, so drop it and run brickhouse:schema to get ours");
            } else {
                tryToRepair(damage);
            }
        }
        return new RepairReport(repaired, unrepaired);
    }

    private void tryToRepair(Drift damage) throws SQLException {
        try {
            if (Transactions.readCommitted(dataSource, connection -> repair(connection, damage.wanted()))) {
                repaired.add(damage.subject());
                console.info("Repaired " + damage.subject() + ", which " + past(damage.state()));
            }
        } catch (SQLException e) {
            if (isOfConnection(e)) {
                throw e;
            }
            unrepaired.add(explain(damage, e));
        }
    }

    private List<Drift> damage(Connection connection) throws SQLException {
        return DriftDetector.damage(connection, target, SchemaContents.of(connection, target));
    }

    /** Looks again under the lock that keeps other repairs away, since one of them may have been first. */
    private boolean repair(Connection connection, Definition wanted) throws SQLException {
        Sql.call(connection, SQL.get("lock"), target.name());
        Optional<Drift> still = damage(connection).stream()
                .filter(damage -> damage.wanted().equals(wanted))
                .findFirst();
        if (still.isEmpty()) {
            return viewsMade && wanted.kind().isOfView();
        }
        if (wanted.kind().isOfView() && still.get().isMissing()) {
            // creates all missing views and their indexes at once
            new AnalyticsViews(target).createMissing(connection);
            viewsMade = true;
        } else {
            for (String statement : RepairStatements.of(target, still.get())) {
                Sql.execute(connection, statement);
            }
        }
        return true;
    }

    private static String past(String state) {
        return state.replaceFirst("^is ", "was ").replaceFirst("^has ", "had ").replaceFirst("^draws ", "drew ");
    }

    private static boolean isOfConnection(SQLException e) {
        return e.getSQLState() == null
                || SqlStateClass.CONNECTION_EXCEPTION.includes(e)
                || (SqlStateClass.OPERATOR_INTERVENTION.includes(e)
                        && !SqlState.QUERY_CANCELED.equals(e.getSQLState()));
    }

    /** One sentence with the reason and the remedy. */
    private String explain(Drift damage, SQLException e) {
        if (SqlStateClass.INTEGRITY_CONSTRAINT_VIOLATION.includes(e)) {
            SqlProblems.addRemedy(
                    e,
                    "rows violate it (" + violation(damage.wanted(), e)
                            + "); correct or delete them and run brickhouse:schema again.");
        }
        return SqlProblems.explain(e, "repair " + damage.subject(), Purpose.REPAIR)
                .getMessage();
    }

    /** The first key, as the server names it for keys, or the number of rows, which it does not tell for the others. */
    private String violation(Definition wanted, SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException pg ? pg.getServerErrorMessage() : null;
        if (server != null && server.getDetail() != null) {
            return SqlProblems.oneLine(server.getDetail());
        }
        return switch (wanted.kind()) {
            case CHECK -> count(wanted, "NOT " + wanted.text().replaceFirst("^CHECK ", ""), e);
            case NOT_NULL -> count(wanted, Identifiers.quote(wanted.name()) + " IS NULL", e);
            default -> SqlProblems.oneLine(e);
        };
    }

    private String count(Definition wanted, String violation, SQLException e) {
        String query = "SELECT count(*) FROM " + target.table(wanted.table()) + " WHERE " + violation;
        try {
            long rows = Transactions.call(dataSource, connection -> Sql.one(connection, query, row -> row.getLong(1)));
            return NumberFormats.count(rows) + " with " + violation;
        } catch (SQLException uncounted) {
            e.addSuppressed(uncounted);
            return SqlProblems.oneLine(e);
        }
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
