package dev.brickhouse.inspect;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.report.ChartPage;
import dev.brickhouse.report.GoalResult;
import dev.brickhouse.report.JsonFile;
import dev.brickhouse.report.ReportFile;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.schema.SearchPath;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What the tables of one schema hold at one moment. Immutable. */
public final class Inspection implements GoalResult {

    /** The version of {@link #writeJson}'s document that its schema describes. */
    private static final int FORMAT_VERSION = 1;

    private final String schema;
    private final Map<String, Rows> answers;

    private Inspection(String schema, Map<String, Rows> answers) {
        this.schema = schema;
        this.answers = Collections.unmodifiableMap(answers);
    }

    /**
     * Runs all queries in one snapshot, so that their answers agree while others write.
     *
     * @param schema the schema of the tables, unquoted
     * @param charts whether to run the queries that only {@link #page()} and the files show
     * @throws ConfigurationException if tables are missing
     * @throws DatabaseException if the user may not read them, or a query fails
     */
    public static Inspection take(
            DataSource dataSource, String schema, boolean charts, Console console, Progress progress) {
        try {
            return Transactions.snapshot(dataSource, snapshot -> take(snapshot, schema, charts, console, progress));
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "inspect schema " + Identifiers.quote(schema), SqlProblems.NOTHING_CHANGED);
        }
    }

    private static Inspection take(
            Connection connection, String schema, boolean charts, Console console, Progress progress)
            throws SQLException {
        SchemaContents.ofTables(connection, schema).requireReadable("inspect", RetailSchema.TABLES);
        SearchPath.putFirst(connection, schema);
        Map<String, String> tables = statements("tables.sql");
        Map<String, String> pages = charts ? new LinkedHashMap<>(statements("charts.sql")) : Map.of();
        long queries = tables.size() + pages.size() + (charts ? 1 : 0);
        Map<String, Rows> answers = new LinkedHashMap<>();
        try (Progress.Task task = progress.begin("inspect", Progress.Unit.QUERIES, queries, 0)) {
            ask(connection, tables, answers, console, task);
            if (charts) {
                task.at("period");
                ChartPeriod period = ChartPeriod.of(connection, console);
                task.advance(1);
                pages.replaceAll((name, query) -> period.limit(query));
                ask(connection, pages, answers, console, task);
            }
        }
        return new Inspection(schema, answers);
    }

    private static Map<String, String> statements(String resource) {
        return SqlStatements.read(Inspection.class, resource, Map.of()).all();
    }

    private static void ask(
            Connection connection,
            Map<String, String> queries,
            Map<String, Rows> answers,
            Console console,
            Progress.Task task)
            throws SQLException {
        for (Map.Entry<String, String> query : queries.entrySet()) {
            task.at(query.getKey());
            long start = System.nanoTime();
            answers.put(query.getKey(), Rows.of(connection, query.getValue()));
            console.debug("Query " + query.getKey() + ": " + (System.nanoTime() - start) / 1_000_000 + " ms");
            task.advance(1);
        }
    }

    /** The five inspection queries as tables. */
    @Override
    public List<String> lines() {
        return InspectionTables.of(this);
    }

    /** None, since the page is for people and the tables are in the database. */
    @Override
    public Map<String, Object> facts() {
        return Map.of();
    }

    /** The page with charts; only for an inspection that was taken with them. */
    public ChartPage page() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("schema", schema);
        answers.forEach((query, answer) -> data.put(query, answer.asMap()));
        String script = ChartPage.scripts(
                Inspection.class,
                "figures.js",
                "orders.js",
                "visits.js",
                "backlog.js",
                "sales.js",
                "promotions.js",
                "life.js",
                "stock.js",
                "page.js");
        return new ChartPage("Data inspection", "Retail database", "inspect", script, data);
    }

    /**
     * Writes the answer to each query into a file of its own, named like the query: a line of names, then one for each
     * row, with nothing for null. Only for an inspection that was taken with the charts.
     *
     * @throws dev.brickhouse.problem.EnvironmentException if a file cannot be written
     */
    public void writeCsv(Path directory) {
        answers.forEach((query, answer) -> ReportFile.write(directory.resolve(query + ".csv"), answer.asCsv()));
    }

    /**
     * Writes the answers to all queries into one document, in which each row is an object.
     *
     * @throws dev.brickhouse.problem.EnvironmentException if the file cannot be written
     */
    public void writeJson(Path file) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("formatVersion", FORMAT_VERSION);
        document.put("schema", schema);
        answers.forEach((query, answer) -> document.put(query, answer.asObjects()));
        JsonFile.write(file, document);
    }

    Rows answer(String query) {
        Rows answer = answers.get(query);
        if (answer == null) {
            throw new IllegalArgumentException("The query '" + query + "' was not run");
        }
        return answer;
    }
}
