package dev.brickhouse.validate;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.problem.SqlStateClass;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Runs the checks on a database, all in one snapshot, and changes nothing. Immutable. */
public final class Validator {

    /** How many keys a check shows at most. */
    public static final int SAMPLE_KEYS = 5;

    private final RetailSchema schema;
    private final Checks checks;

    /**
     * @param schema the schema of the tables and that of the views
     * @param checks what is checked
     */
    public Validator(RetailSchema schema, Checks checks) {
        this.schema = schema;
        this.checks = checks;
    }

    /**
     * Checks the database as it stands at one instant, whatever others write meanwhile.
     *
     * @param console warned first if the seed is not finished
     * @throws BrickhouseException if the tables do not exist or may not be read, or the server fails
     */
    public ValidationReport validate(DataSource dataSource, Console console, Progress progress) {
        try {
            return Transactions.snapshot(dataSource, connection -> validate(connection, console, progress));
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "validate schema " + schema.quoted(), SqlProblems.NOTHING_CHANGED);
        }
    }

    /** As above, in the transaction that is open on the connection, which it leaves open. */
    ValidationReport validate(Connection connection, Console console, Progress progress) throws SQLException {
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        ValidationContext context = ValidationContext.prepare(connection, schema);
        if (context.unfinished() != null) {
            console.warn(context.unfinished());
        }
        List<CheckResult> results = new ArrayList<>();
        try (Progress.Task task =
                progress.begin("checks", Progress.Unit.CHECKS, checks.list().size(), 0)) {
            for (Check check : checks.list()) {
                task.at(check.id());
                String lacking = context.lacking(check).orElse(null);
                results.add(
                        lacking == null
                                ? runIfPossible(check, context, connection)
                                : CheckResult.skipped(check, lacking));
                task.advance(1);
            }
        }
        return new ValidationReport(
                schema,
                context.asOf(),
                context.unfinished(),
                startedAt,
                Duration.ofNanos(System.nanoTime() - start),
                ConstraintAdvice.advise(results, checks.list(), schema.name()));
    }

    /** Rows or definitions on which a check's query itself fails are a violation, and the other checks go on. */
    private static CheckResult runIfPossible(Check check, ValidationContext context, Connection connection)
            throws SQLException {
        long start = System.nanoTime();
        Savepoint before = connection.setSavepoint();
        try {
            CheckResult result = run(check, context, connection);
            connection.releaseSavepoint(before);
            return result;
        } catch (SQLException e) {
            if (!isAboutValues(e) && !isAboutDefinitions(e)) {
                throw e;
            }
            connection.rollback(before);
            connection.releaseSavepoint(before);
            String reason = "cannot be checked (" + SqlProblems.oneLine(e) + ")";
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            return isAboutDefinitions(e)
                    ? CheckResult.impossible(check, reason, time)
                    : CheckResult.of(check, 1, List.of(reason), time);
        }
    }

    /** Whether it comes of values that cannot be computed with. */
    private static boolean isAboutValues(SQLException e) {
        return SqlStateClass.DATA_EXCEPTION.includes(e);
    }

    /** Whether it comes of columns or functions that are not there, or of another type. */
    private static boolean isAboutDefinitions(SQLException e) {
        return SqlStateClass.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION.includes(e)
                && !SqlState.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState());
    }

    private static CheckResult run(Check check, ValidationContext context, Connection connection) throws SQLException {
        long start = System.nanoTime();
        String sql = check.returnsQuery()
                ? Sql.one(
                        connection,
                        context.filledIn(check.sql()),
                        row -> row.getString(1),
                        check.needs().view().stream().toArray())
                : context.filledIn(check.sql());
        List<String> keys = new ArrayList<>();
        long[] violations = {0};
        Sql.forEach(
                connection,
                "SELECT count(*) OVER (), violation.key FROM (" + sql + "\n) AS violation (key) LIMIT " + SAMPLE_KEYS,
                row -> {
                    violations[0] = row.getLong(1);
                    keys.add(row.getString(2));
                });
        return CheckResult.of(check, violations[0], keys, Duration.ofNanos(System.nanoTime() - start));
    }
}
