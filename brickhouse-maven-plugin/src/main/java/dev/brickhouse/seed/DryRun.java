package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import dev.brickhouse.load.Journal;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a seed would do, found out without changing anything.
 *
 * @param lines for the log: the server, missing privileges, what is there, what would be written
 */
public record DryRun(List<String> lines) {

    /**
     * Bytes a row takes with its part of all indexes, measured on PostgreSQL 15 after a default seed (relation size by
     * rows).
     */
    private static final Map<String, Integer> BYTES_PER_ROW =
            Map.of("products", 300, "stores", 500, "users", 420, "inventory", 130, "orders", 220);

    private static final double BYTES_PER_MEGABYTE = 1e6;

    public DryRun {
        lines = List.copyOf(lines);
    }

    static DryRun of(
            Connection connection,
            SeedTarget target,
            SqlStatements sql,
            Obstacles obstacles,
            Journal journal,
            SeedRequest request,
            Catalog catalog)
            throws SQLException {
        List<String> lines = new ArrayList<>();
        server(connection, target, sql, lines);
        List<Obstacles.Obstacle> ofLoading = obstacles.ofLoading(connection);
        if (!ofLoading.isEmpty()) {
            lines.add("A seed would be refused: " + Obstacles.text(ofLoading));
            lines.add("Nothing was changed (dry run).");
            return new DryRun(lines);
        }
        TargetState survey = TargetState.take(connection, target.schema().name(), journal);
        SeedPreconditions preconditions =
                new SeedPreconditions(request, survey, catalog, target.schema().name());
        present(target, survey, request, lines);
        if (preconditions.unfinished().isEmpty() && preconditions.wanted().isEmpty()) {
            List<Obstacles.Obstacle> ofEmptying = obstacles.ofEmptying(connection);
            if (!ofEmptying.isEmpty()) {
                lines.add("A seed would be refused: " + Obstacles.text(ofEmptying));
            }
            lines.addAll(ReplacedRows.of(connection, target.schema().name(), survey, sql, true)
                    .lines());
        }
        request.futureAsOf(LocalDate.now()).ifPresent(lines::add);
        SeedSettings settings = preconditions.settings();
        SeedVolumes volumes = SeedVolumes.of(preconditions.history(), catalog);
        lines.add("A seed would write " + settings.fingerprint() + ": "
                + settings.text().strip().replace("\n", ", "));
        TextTable table = new TextTable().words("table").numbers("rows").numbers("about MB");
        double total = 0;
        for (Map.Entry<String, Long> rows : volumes.byTable().entrySet()) {
            double megabytes = rows.getValue() * BYTES_PER_ROW.get(rows.getKey()) / BYTES_PER_MEGABYTE;
            total += megabytes;
            table.row(rows.getKey(), NumberFormats.count(rows.getValue()), format("%,.1f", megabytes));
        }
        lines.addAll(table.lines());
        lines.add(format("Nothing was changed (dry run); the seed would take about %,.0f MB.", total));
        return new DryRun(lines);
    }

    private static void server(Connection connection, SeedTarget target, SqlStatements sql, List<String> lines)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("server"));
                ResultSet row = query.executeQuery()) {
            row.next();
            String user = row.getString("username");
            lines.add("Connected to PostgreSQL " + row.getString("version") + ", database " + row.getString("database")
                    + ", as " + user);
            for (String schema : List.of(target.schema().name(), target.schema().analytics())) {
                rights(connection, sql, schema, user, row.getBoolean("may_create_schema"), lines);
            }
        }
    }

    private static void rights(
            Connection connection,
            SqlStatements sql,
            String schema,
            String user,
            boolean mayCreateSchema,
            List<String> lines)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("schema-rights"))) {
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
                String quoted = Identifiers.quote(schema);
                if (!row.next()) {
                    lines.add("Schema " + quoted
                            + (mayCreateSchema
                                    ? " does not exist yet and would be created"
                                    : " does not exist, and " + user
                                            + " lacks the privilege CREATE on the database to make it"));
                } else if (!row.getBoolean("may_create")) {
                    lines.add("User " + user + " lacks the privilege CREATE on schema " + quoted);
                }
            }
        }
    }

    private static void present(SeedTarget target, TargetState survey, SeedRequest request, List<String> lines) {
        String schema = "Schema " + target.schema().quoted();
        if (survey.journal().isPresent()) {
            Journal.Entry entry = survey.journal().get();
            lines.add(schema + " holds the seed " + entry.header().fingerprint() + " as of "
                    + entry.header().asOf() + ", "
                    + (entry.state() == Journal.State.COMPLETE ? "complete" : "unfinished"));
        } else {
            lines.add(schema + " holds " + survey.tables().size() + " of the five tables and no seed");
        }
        if (!survey.withForeignRows().isEmpty()) {
            lines.add("Rows that brickhouse:seed did not write are in " + String.join(", ", survey.withForeignRows())
                    + (request.overwrite()
                            ? ""
                            : "; a seed would refuse to replace them without -D" + PropertyNames.OVERWRITE + "=true"));
        }
    }

    private static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
