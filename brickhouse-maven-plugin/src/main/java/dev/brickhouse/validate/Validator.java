package dev.brickhouse.validate;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Runs the checks on a database, all in one snapshot, and changes nothing. Immutable. */
public final class Validator {

    /** How many keys a check shows at most. */
    public static final int SAMPLE_KEYS = 5;

    private final String schema;
    private final String analyticsSchema;
    private final Checks checks;

    /**
     * @param schema the schema of the tables, unquoted
     * @param analyticsSchema the schema of the views, unquoted
     * @param checks what is checked
     */
    public Validator(String schema, String analyticsSchema, Checks checks) {
        this.schema = schema;
        this.analyticsSchema = analyticsSchema;
        this.checks = checks;
    }

    /** As {@link #validate(DataSource, Console, Progress)}, without a word. */
    public ValidationReport validate(DataSource dataSource) {
        return validate(dataSource, Console.SILENT, Progress.NONE);
    }

    /**
     * Checks the database as it stands at one instant, whatever others write meanwhile.
     *
     * @param console where it is said first that the seed is not finished
     * @throws BrickhouseException if the tables are not there or may not be read, or the server fails
     */
    public ValidationReport validate(DataSource dataSource, Console console, Progress progress) {
        try {
            return Transactions.snapshot(dataSource, connection -> validate(connection, console, progress));
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "validate schema " + Identifiers.quote(schema), "nothing was changed");
        }
    }

    /** In the transaction that is open on the connection and stays open. */
    ValidationReport validate(Connection connection, Console console, Progress progress) throws SQLException {
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        Surroundings surroundings = Surroundings.survey(connection, schema, analyticsSchema);
        if (surroundings.unfinished() != null) {
            console.warn(surroundings.unfinished());
        }
        List<CheckResult> results = new ArrayList<>();
        try (Progress.Task task = progress.begin("checks", checks.list().size(), 0)) {
            for (Check check : checks.list()) {
                String lacking = surroundings.lacking(check).orElse(null);
                results.add(lacking == null ? run(check, connection) : CheckResult.skipped(check, lacking));
                task.advance(1);
            }
        }
        return new ValidationReport(
                schema,
                analyticsSchema,
                surroundings.asOf(),
                surroundings.unfinished(),
                startedAt,
                Duration.ofNanos(System.nanoTime() - start),
                RowsFirst.advise(results, checks.list(), schema));
    }

    private static CheckResult run(Check check, Connection connection) throws SQLException {
        long start = System.nanoTime();
        String sql = check.returnsQuery() ? text(connection, check.sql()) : check.sql();
        long violations = 0;
        List<String> keys = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT count(*) OVER (), violation.key FROM (" + sql
                        + "\n) AS violation (key) LIMIT " + SAMPLE_KEYS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                violations = row.getLong(1);
                keys.add(row.getString(2));
            }
        }
        return CheckResult.of(check, violations, keys, Duration.ofNanos(System.nanoTime() - start));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
