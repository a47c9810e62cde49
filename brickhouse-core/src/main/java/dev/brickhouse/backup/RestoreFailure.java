package dev.brickhouse.backup;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.problem.SqlStateClass;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What helps against a failure that only a restore can have. */
final class RestoreFailure {

    private static final SqlStatements SQL = SqlStatements.read(RestoreFailure.class, "restore.sql", Map.of());

    /** The server's function that finds foreign keys in the way of a TRUNCATE; its state stands for much else. */
    private static final String REFUSES_TO_TRUNCATE = "heap_truncate_check_FKs";

    private static final Pattern STATEMENT =
            Pattern.compile("\"(.*)\"\\s+PL/pgSQL function " + RelationProperty.WHERE, Pattern.DOTALL);

    private static final Pattern DISTRIBUTES = Pattern.compile("\\bcreate_(reference|distributed)_table\\(");

    /** A statement that fails so had no time, no room or no lock, whatever it said. */
    private static final Set<String> STATES_OF_CIRCUMSTANCES =
            Set.of(SqlState.TRANSACTION_TIMEOUT, SqlState.LOCK_NOT_AVAILABLE);

    private static final List<SqlStateClass> CLASSES_OF_CIRCUMSTANCES = List.of(
            SqlStateClass.TRANSACTION_ROLLBACK,
            SqlStateClass.INSUFFICIENT_RESOURCES,
            SqlStateClass.OPERATOR_INTERVENTION,
            SqlStateClass.SYSTEM_ERROR);

    private static final String ELSEWHERE = "restore into " + SqlProblems.ANOTHER_DATABASE;

    private RestoreFailure() {}

    /** Adds what helps to a failure, where that is certain. */
    static SQLException explained(SQLException failure, DataSource dataSource) {
        if (failure instanceof PSQLException refusal && refusal.getServerErrorMessage() != null) {
            ServerErrorMessage server = refusal.getServerErrorMessage();
            distribution(server)
                    .or(() -> relationProperty(server))
                    .or(() -> eventTrigger(failure, server, dataSource))
                    .or(() -> missingParent(failure, server, dataSource))
                    .or(() -> ofState(server))
                    .ifPresent(remedy -> SqlProblems.addRemedy(failure, remedy));
        }
        return failure;
    }

    private static Optional<String> ofState(ServerErrorMessage server) {
        if (server.getWhere() != null) {
            // it is not the backup's own statement that failed, but a function that it has set off
            return Optional.empty();
        }
        String state = REFUSES_TO_TRUNCATE.equals(server.getRoutine())
                ? SqlState.DEPENDENT_OBJECTS_STILL_EXIST
                : server.getSQLState();
        return Optional.ofNullable(
                switch (state) {
                    case SqlState.DEPENDENT_OBJECTS_STILL_EXIST ->
                        "other objects depend on the tables or views that a restore replaces; drop them and make them again"
                                + " afterwards, or " + ELSEWHERE + ".";
                    case SqlState.DUPLICATE_SCHEMA,
                            SqlState.DUPLICATE_TABLE,
                            SqlState.DUPLICATE_OBJECT,
                            SqlState.DUPLICATE_FUNCTION ->
                        "the database holds something else under a name that the backup needs; rename or drop it, or "
                                + ELSEWHERE + ".";
                    case SqlState.UNDEFINED_TABLE,
                            SqlState.UNDEFINED_OBJECT,
                            SqlState.UNDEFINED_FUNCTION,
                            SqlState.INVALID_SCHEMA_NAME ->
                        "the backup needs something that the database lacks, such as an object in another schema; create it"
                                + " first, or restore a backup that was made with " + PropertyNames.BACKUP_SCOPE
                                + "=database.";
                    default -> null;
                });
    }

    /** A function of the extension citus that is not there; the server names it. */
    private static Optional<String> distribution(ServerErrorMessage server) {
        return SqlState.UNDEFINED_FUNCTION.equals(server.getSQLState())
                        && DISTRIBUTES.matcher(server.getMessage()).find()
                ? Optional.of(
                        "the tables of the backup are distributed by Citus, and the database lacks the extension citus;"
                                + " run CREATE EXTENSION citus there, or restore into a database that has it with "
                                + PropertyNames.DATABASE + ".")
                : Optional.empty();
    }

    /** What was set on a table and cannot be set on the one that takes its place; the server quotes the statement. */
    private static Optional<String> relationProperty(ServerErrorMessage server) {
        if (server.getWhere() == null
                || !server.getWhere().contains(RelationProperty.WHERE)
                || isOfCircumstances(server.getSQLState())) {
            return Optional.empty();
        }
        Matcher quoted = STATEMENT.matcher(server.getWhere());
        String what = quoted.find() ? SqlProblems.oneLine(quoted.group(1)) : "what is set on the tables now";
        return Optional.of("the tables or views of the backup do not take what is set on those that they replace: "
                + what + "; take that back, and set it again afterwards if you can, or " + ELSEWHERE + ".");
    }

    private static boolean isOfCircumstances(String state) {
        return STATES_OF_CIRCUMSTANCES.contains(state)
                || CLASSES_OF_CIRCUMSTANCES.stream().anyMatch(states -> states.includes(state));
    }

    /** The event trigger whose function failed, since the server tells where an error arose. */
    private static Optional<String> eventTrigger(
            SQLException failure, ServerErrorMessage server, DataSource dataSource) {
        if (server.getWhere() == null) {
            return Optional.empty();
        }
        return lookedUp(
                failure,
                dataSource,
                connection -> Sql.first(
                        connection,
                        SQL.get("event-trigger"),
                        row -> "the event trigger " + row.getString("name")
                                + " fails at what a restore does; correct its"
                                + " function " + row.getString("function")
                                + ", or let its owner run ALTER EVENT TRIGGER " + row.getString("name")
                                + " DISABLE for the time of the restore.",
                        server.getWhere()));
    }

    /** A backup has every row that its rows refer to, so something in the target has rejected one. */
    private static Optional<String> missingParent(
            SQLException failure, ServerErrorMessage server, DataSource dataSource) {
        if (!SqlState.FOREIGN_KEY_VIOLATION.equals(server.getSQLState()) || server.getSchema() == null) {
            return Optional.empty();
        }
        return lookedUp(failure, dataSource, connection -> {
            List<String> triggers = RestoreTarget.triggers(connection, server.getSchema());
            return triggers.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "rows refer to others that the backup has and the target has not kept; if a trigger changes or"
                                    + " rejects rows, disable it for the restore: " + String.join(", ", triggers)
                                    + ".");
        });
    }

    /** What another session finds out about a failure, since the one that failed can ask nothing any more. */
    private static Optional<String> lookedUp(
            SQLException failure, DataSource dataSource, Transactions.Work<Optional<String>> question) {
        try {
            return Transactions.call(dataSource, question);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }
}
