package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.connection.Database;
import dev.brickhouse.console.LineProgress;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.inspect.Inspection;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.validate.CheckResult;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.ValidationReport;
import dev.brickhouse.validate.Validator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * Seeds, inspects and validates once, and prints what each part takes: time, write-ahead log, disk, memory of this
 * process, and how long its log was silent at the most.
 */
public final class LargeSeed {

    /** As the goals show it. */
    private static final Duration BETWEEN_PROGRESS_LINES = Duration.ofSeconds(5);

    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    private final DataSource dataSource;

    private LargeSeed(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param arguments JDBC URL, threads, times the default number of orders, the file for the page of inspect */
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[1]);
        try (Database database = OneSeed.open(arguments[0], threads)) {
            LargeSeed large = new LargeSeed(database.dataSource());
            System.out.println("| part | rows | seconds | WAL, MB | longest silence of the log, s |");
            System.out.println("| --- | ---: | ---: | ---: | ---: |");
            large.seed(threads, Double.parseDouble(arguments[2]));
            large.sizes();
            large.inspect(Path.of(arguments[3]));
            large.validate();
            System.out.printf(Locale.ROOT, "%nThe most memory of this process: %s%n", ProcessMemory.peak());
        }
    }

    private void seed(int threads, double scale) throws SQLException {
        HistorySettings settings = HistorySettings.defaults(LocalDate.of(2026, 11, 24));
        SeedRequest request = SeedRequest.builder(
                        settings.withCounts(settings.counts().scaledBy(scale)), true, "benchmark")
                .load(new LoadOptions(
                        LoadMethod.COPY, LoadOptions.DEFAULT_BATCH_SIZE, threads, LoadOptions.DEFAULT_CHUNK_SIZE))
                .overwrite(true)
                .build();
        TimedConsole console = new TimedConsole();
        double before = log();
        long start = System.nanoTime();
        Progress progress = new LoggedPhases(new LineProgress(console, BETWEEN_PROGRESS_LINES), this::log);
        SeedResult result = new Seeder(
                        new SeedTarget(dataSource, RetailSchema.DEFAULT), Catalog.standard(), console, progress)
                .seed(request);
        for (SeedResult.Step step : result.steps()) {
            line(step.name(), step.rows(), step.time().toNanos(), LoggedPhases.of(progress, step.name()), -1);
        }
        line(
                "**seed**",
                settings.counts().scaledBy(scale).total(),
                System.nanoTime() - start,
                log() - before,
                console.silence());
    }

    private void inspect(Path page) throws SQLException {
        TimedConsole console = new TimedConsole();
        double before = log();
        long start = System.nanoTime();
        Inspection.take(dataSource, "public", true, console, new LineProgress(console, BETWEEN_PROGRESS_LINES))
                .page()
                .write(page);
        line("**inspect**", -1, System.nanoTime() - start, log() - before, console.silence());
    }

    private void validate() throws SQLException {
        TimedConsole console = new TimedConsole();
        double before = log();
        long start = System.nanoTime();
        ValidationReport report = new Validator(RetailSchema.DEFAULT, Checks.all())
                .validate(dataSource, console, new LineProgress(console, BETWEEN_PROGRESS_LINES));
        line("**validate**", report.results().size(), System.nanoTime() - start, log() - before, console.silence());
        List<CheckResult> slowest = report.results().stream()
                .sorted(Comparator.comparing(CheckResult::time).reversed())
                .limit(8)
                .toList();
        for (CheckResult check : slowest) {
            line("validate, " + check.id(), -1, check.time().toNanos(), Double.NaN, -1);
        }
        report.lines().forEach(System.err::println);
    }

    private void sizes() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT relname, pg_table_size(oid) / 1048576.0, pg_indexes_size(oid) / 1048576.0 FROM pg_class"
                                + " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
                                + " UNION ALL SELECT indexrelid::regclass::text, 0, pg_relation_size(indexrelid) / 1048576.0"
                                + " FROM pg_index WHERE indrelid = 'orders'::regclass"
                                + " UNION ALL SELECT name || ' = ' || setting, 0, 0 FROM pg_settings WHERE name IN ('wal_level',"
                                + " 'fsync', 'full_page_writes', 'max_wal_size', 'shared_buffers', 'wal_compression')")) {
            while (row.next()) {
                System.err.printf(
                        Locale.ROOT,
                        "%s: %.1f MB and indexes %.1f MB%n",
                        row.getString(1),
                        row.getDouble(2),
                        row.getDouble(3));
            }
        }
    }

    /** Megabytes of write-ahead log since the server was made. */
    private double log() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            row.next();
            return row.getDouble(1) / BYTES_PER_MEGABYTE;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void line(String part, long rows, long nanos, double log, double silence) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.2f | %s | %s |%n",
                part,
                rows < 0 ? "" : String.format(Locale.ROOT, "%,d", rows),
                nanos / 1e9,
                Double.isNaN(log) ? "" : String.format(Locale.ROOT, "%,.1f", log),
                silence < 0 ? "" : String.format(Locale.ROOT, "%.1f", silence));
    }
}
