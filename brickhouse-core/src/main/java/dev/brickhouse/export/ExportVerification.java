package dev.brickhouse.export;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.Progress;
import dev.brickhouse.load.Column;
import dev.brickhouse.load.ColumnType;
import dev.brickhouse.load.ContentChecksum;
import dev.brickhouse.load.ParallelTasks;
import dev.brickhouse.load.RowChecksum;
import dev.brickhouse.load.Table;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.seed.RetailRows;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the files of an export back by DuckDB: whether each holds the rows that were written, by their number and their
 * checksum, and whether keys are unique and references lead somewhere.
 */
final class ExportVerification {

    private static final long ROWS_PER_REPORT = 10_000;

    private final ExportDirectory directory;
    private final ExportRequest request;
    private final DuckDb duckDb;
    private final Console console;
    private final Progress progress;

    ExportVerification(
            ExportDirectory directory, ExportRequest request, DuckDb duckDb, Console console, Progress progress) {
        this.directory = directory;
        this.request = request;
        this.duckDb = duckDb;
        this.console = console;
        this.progress = progress;
    }

    /**
     * @param strict whether keys and references have to be right; otherwise what is not gets a warning, since the files
     *     hold what somebody's database held
     * @return how long it took
     * @throws EnvironmentException if a file does not hold what it should
     */
    Duration verify(ExportManifest manifest, boolean strict) throws SQLException {
        long start = System.nanoTime();
        Map<String, Table> tables =
                RetailRows.TABLES.stream().collect(Collectors.toMap(Table::name, Function.identity()));
        List<ExportedFile> files = manifest.files();
        Queue<ExportedFile> queue = new ConcurrentLinkedQueue<>(files);
        int workers = Math.max(1, Math.min(request.threads(), files.size()));
        long rows = files.stream().mapToLong(ExportedFile::rows).sum();
        try (Progress.Task task = progress.begin("verify", Progress.Unit.ROWS, rows, 0)) {
            ParallelTasks.run(
                    "brickhouse-verify",
                    workers,
                    Collections.nCopies(workers, () -> verifyAll(queue, files, tables, strict, task)));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void verifyAll(
            Queue<ExportedFile> queue,
            List<ExportedFile> files,
            Map<String, Table> tables,
            boolean strict,
            Progress.Task task)
            throws SQLException {
        try (Connection connection = duckDb.connect()) {
            for (ExportedFile each : files) {
                if (List.of("products", "stores", "users").contains(each.table())) {
                    view(connection, each, tables.get(each.table()));
                    Sql.execute(connection, duckDb.statement("keep-" + each.table()));
                }
            }
            for (ExportedFile each = queue.poll(); each != null; each = queue.poll()) {
                Table table = tables.get(each.table());
                view(connection, each, table);
                verifyContents(connection, each, table, task);
                verifyRules(connection, each, table, strict);
            }
        }
    }

    private void view(Connection connection, ExportedFile exported, Table table) throws SQLException {
        try {
            duckDb.viewPart(connection, table, request.format(), directory.file(exported.path()));
        } catch (SQLException e) {
            throw damaged(exported, "DuckDB cannot read it: " + SqlProblems.oneLine(e.getMessage()), e);
        }
    }

    private void verifyContents(Connection connection, ExportedFile exported, Table table, Progress.Task task) {
        RowChecksum checksum = new RowChecksum(table);
        String columns = table.columns().stream()
                .map(column -> column.type() == ColumnType.TIMESTAMP
                        ? "epoch_us(" + Identifiers.quote(column.name()) + ")"
                        : Identifiers.quote(column.name()))
                .collect(Collectors.joining(", "));
        long[] rows = {0};
        try {
            Sql.forEach(connection, "SELECT " + columns + " FROM part", row -> {
                add(row, table, checksum);
                if (++rows[0] % ROWS_PER_REPORT == 0) {
                    task.advance(ROWS_PER_REPORT);
                }
            });
        } catch (SQLException e) {
            throw damaged(exported, "DuckDB cannot read it: " + SqlProblems.oneLine(e.getMessage()), e);
        }
        task.advance(rows[0] % ROWS_PER_REPORT);
        if (rows[0] != exported.rows()) {
            throw damaged(exported, "it holds " + rows[0] + " rows instead of " + exported.rows(), null);
        }
        String found = ContentChecksum.text(checksum.sum());
        if (!found.equals(exported.checksum())) {
            throw damaged(exported, "its rows have the checksum " + found + " instead of " + exported.checksum(), null);
        }
    }

    private static void add(ResultSet row, Table table, RowChecksum checksum) throws SQLException {
        checksum.startRow();
        int place = 0;
        for (Column column : table.columns()) {
            place++;
            switch (column.type()) {
                case INTEGER -> {
                    int value = row.getInt(place);
                    if (row.wasNull()) {
                        checksum.nullValue();
                    } else {
                        checksum.integer(value);
                    }
                }
                case TIMESTAMP -> {
                    long value = row.getLong(place);
                    if (row.wasNull()) {
                        checksum.nullValue();
                    } else {
                        checksum.timestamp(value);
                    }
                }
                case TEXT -> {
                    String value = row.getString(place);
                    if (value == null) {
                        checksum.nullValue();
                    } else {
                        checksum.text(value);
                    }
                }
                case NUMERIC -> {
                    var value = row.getBigDecimal(place);
                    if (value == null) {
                        checksum.nullValue();
                    } else {
                        checksum.numeric(value);
                    }
                }
            }
        }
    }

    private void verifyRules(Connection connection, ExportedFile exported, Table table, boolean strict)
            throws SQLException {
        List<String> findings = new ArrayList<>();
        String rules = duckDb.statement(table.name())
                .replace("${from}", Long.toString(exported.from()))
                .replace("${to}", Long.toString(exported.to()));
        Sql.forEach(connection, rules, row -> {
            if (row.getLong("violations") > 0) {
                findings.add(row.getString("finding") + " in " + NumberFormats.count(row.getLong("violations"), "row"));
            }
        });
        if (!findings.isEmpty() && strict) {
            throw damaged(exported, String.join(", ", findings), null);
        }
        findings.forEach(each -> console.warn("In the database, and so in " + exported.path() + ", " + each));
    }

    private EnvironmentException damaged(ExportedFile exported, String finding, SQLException cause) {
        Path file = directory.file(exported.path());
        return new EnvironmentException(
                "The file " + file + " does not hold what was exported (" + finding
                        + "); delete it and run the same again, which writes it again; to skip this check, set "
                        + PropertyNames.EXPORT_VERIFY + "=false.",
                cause);
    }
}
