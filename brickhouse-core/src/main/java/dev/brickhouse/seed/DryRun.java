package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import dev.brickhouse.history.History;
import dev.brickhouse.history.StockModel;
import dev.brickhouse.load.Table;
import dev.brickhouse.report.GoalResult;
import dev.brickhouse.schema.Layouts;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a seed would do, found out without changing anything.
 *
 * @param lines for the log: the server, missing privileges, what the schema holds, what would be written
 */
public record DryRun(List<String> lines) implements GoalResult {

    /**
     * Bytes that a row takes with its share of all indexes, measured on PostgreSQL 15 after a default seed (relation
     * size by rows).
     */
    private static final Map<String, Integer> BYTES_PER_ROW =
            Map.of("products", 300, "stores", 500, "users", 420, "inventory", 130, "orders", 220);

    public DryRun {
        lines = List.copyOf(lines);
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of();
    }

    static DryRun of(Connection connection, SeedContext context, SeedRequest asked) throws SQLException {
        List<String> lines = new ArrayList<>();
        addServer(connection, context, lines);
        List<Obstacles.Obstacle> ofLoading = context.obstacles().ofLoading(connection);
        if (!ofLoading.isEmpty()) {
            lines.add("A seed would be refused: " + Obstacles.text(ofLoading));
            lines.add("Nothing was changed (dry run).");
            return new DryRun(lines);
        }
        TargetState state = TargetState.read(connection, context);
        SeedRequest request = asked.alignedWith(state, context.catalog());
        SeedPreconditions preconditions = new SeedPreconditions(request, state, context);
        Layouts.refusal(connection, state.layout(), context.target().schema(), request.layout())
                .ifPresent(conflict -> lines.add("A seed would be refused: " + conflict));
        addState(context, state, request, lines);
        if (preconditions.seedToComplete().isEmpty()
                && preconditions.seedToKeep().isEmpty()) {
            List<Obstacles.Obstacle> ofEmptying = context.obstacles().ofEmptying(connection);
            if (!ofEmptying.isEmpty()) {
                lines.add("A seed would be refused: " + Obstacles.text(ofEmptying));
            }
            ReplacedRows replaced = ReplacedRows.of(connection, context, state, true);
            lines.addAll(replaced.lines());
            replaced.loss().ifPresent(lines::add);
            long size = request.history().counts().total();
            TrialLoad.notice(connection, context, size, !replaced.lines().isEmpty(), true)
                    .ifPresent(lines::add);
        }
        Map<Table, Long> counts = rowCounts(request, context.catalog());
        List<Obstacles.Obstacle> ofIds = context.obstacles().ofIds(connection, counts);
        if (preconditions.seedToKeep().isEmpty() && !ofIds.isEmpty()) {
            lines.add("A seed would be refused: " + Obstacles.text(ofIds));
        }
        request.futureAsOf(LocalDate.now()).ifPresent(lines::add);
        SeedSettings settings = preconditions.settings();
        lines.add("A seed would write " + settings.fingerprint() + ": "
                + settings.text().strip().replace("\n", ", "));
        TextTable table = new TextTable().words("table").numbers("rows").numbers("about MB");
        double total = 0;
        for (Map.Entry<Table, Long> rows : counts.entrySet()) {
            String name = rows.getKey().name();
            double megabytes = rows.getValue() * BYTES_PER_ROW.get(name) / (double) NumberFormats.BYTES_PER_MEGABYTE;
            total += megabytes;
            table.row(name, NumberFormats.count(rows.getValue()), format("%,.1f", megabytes));
        }
        lines.addAll(table.lines());
        lines.add(format("Nothing was changed (dry run); the seed would take about %,.0f MB.", total));
        return new DryRun(lines);
    }

    /** How many rows each table gets, parents before children. */
    private static Map<Table, Long> rowCounts(SeedRequest request, Catalog catalog) {
        History history = History.of(request.history(), catalog);
        return RetailTables.rows(catalog, StockModel.of(history, catalog).size(), history.size());
    }

    private static void addServer(Connection connection, SeedContext context, List<String> lines) throws SQLException {
        RetailSchema target = context.target().schema();
        Sql.forEach(connection, context.sql().get("server"), row -> {
            String user = row.getString("username");
            lines.add("Connected to PostgreSQL " + row.getString("version") + ", database " + row.getString("database")
                    + ", as " + user);
            for (String schema : target.names()) {
                String quoted = Identifiers.quote(schema);
                Optional<Boolean> mayCreate =
                        Sql.first(connection, context.sql().get("schema-rights"), right -> right.getBoolean(1), schema);
                if (mayCreate.isEmpty()) {
                    lines.add("Schema " + quoted
                            + (row.getBoolean("may_create_schema")
                                    ? " does not exist yet and would be created"
                                    : " does not exist, and " + user
                                            + " lacks the privilege CREATE on the database to create it"));
                } else if (!mayCreate.get()) {
                    lines.add("User " + user + " lacks the privilege CREATE on schema " + quoted);
                }
            }
        });
    }

    private static void addState(SeedContext context, TargetState state, SeedRequest request, List<String> lines) {
        String schema = "Schema " + context.target().schema().quoted();
        lines.add(state.journal()
                .map(seed -> schema + " holds the seed " + seed.header().fingerprint() + " as of "
                        + SeedSettings.end(seed) + ", " + (seed.isComplete() ? "complete" : "unfinished"))
                .orElse(schema + " holds " + state.tables().size() + " of the five tables and no seed"));
        if (!state.withForeignRows().isEmpty()) {
            lines.add("Rows that brickhouse:seed did not write are in " + String.join(", ", state.withForeignRows())
                    + (request.overwrite()
                            ? ""
                            : "; a seed would refuse to replace them without -D" + PropertyNames.OVERWRITE + "=true"));
        }
    }

    private static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
