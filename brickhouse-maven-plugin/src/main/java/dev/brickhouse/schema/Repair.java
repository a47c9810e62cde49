package dev.brickhouse.schema;

import dev.brickhouse.console.Console;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Makes again what the migrations made and somebody dropped or left invalid, each thing in a transaction of its own, so
 * that one that cannot come back keeps no other from it. What somebody put in its place stays.
 */
final class Repair {

    private static final SqlStatements SQL = SqlStatements.read(Repair.class, "structure.sql", Map.of());

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
     * Repairs what can be, and says what it repaired and what it left alone.
     *
     * @throws SQLException if the connection is lost, or what is there cannot be read
     */
    static RepairReport run(DataSource dataSource, RetailSchema target, Console console) throws SQLException {
        return new Repair(dataSource, target, console).run();
    }

    private RepairReport run() throws SQLException {
        for (Drift damage : Transactions.call(dataSource, this::damage)) {
            if (damage.isReplaced()) {
                console.warn(capitalized(damage.subject()) + " " + damage.state()
                        + "; Brickhouse drops nothing of yours, so drop it and run brickhouse:schema if you want ours");
            } else {
                tryTo(damage);
            }
        }
        return new RepairReport(repaired, unrepaired);
    }

    private void tryTo(Drift damage) throws SQLException {
        try {
            if (Transactions.call(dataSource, connection -> mend(connection, damage.wanted()))) {
                repaired.add(damage.subject());
                console.info("Repaired " + damage.subject() + ", which " + past(damage.state()));
            }
        } catch (SQLException e) {
            if (isOfConnection(e)) {
                throw e;
            }
            unrepaired.add(new RepairProblem(dataSource, target).explain(damage, e));
        }
    }

    private List<Drift> damage(Connection connection) throws SQLException {
        return DriftDetector.damage(connection, target, true);
    }

    /** Looks again under the lock that keeps other repairs away, as one of them may have been first. */
    private boolean mend(Connection connection, Definition wanted) throws SQLException {
        execute(connection, Transactions.READ_COMMITTED);
        try (PreparedStatement lock = connection.prepareStatement(SQL.get("lock"))) {
            lock.setString(1, target.name());
            lock.execute();
        }
        Optional<Drift> still = damage(connection).stream()
                .filter(damage -> damage.wanted().equals(wanted))
                .findFirst();
        if (still.isEmpty()) {
            return viewsMade && wanted.kind().isOfView();
        }
        if (wanted.kind().isOfView() && still.get().isMissing()) {
            // makes all views and their indexes that are missing, so the next ones are there
            new AnalyticsViews(target).createMissing(connection);
            viewsMade = true;
        } else {
            for (String statement : RepairStatements.of(target, still.get())) {
                execute(connection, statement);
            }
        }
        return true;
    }

    private static String past(String state) {
        return state.replaceFirst("^is ", "was ").replaceFirst("^has ", "had ").replaceFirst("^draws ", "drew ");
    }

    private static boolean isOfConnection(SQLException e) {
        return e.getSQLState() == null
                || e.getSQLState().startsWith("08")
                || e.getSQLState().startsWith("57P");
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
