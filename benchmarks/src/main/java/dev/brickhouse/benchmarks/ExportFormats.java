package dev.brickhouse.benchmarks;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.export.Export;
import dev.brickhouse.export.ExportFormat;
import dev.brickhouse.export.ExportPartition;
import dev.brickhouse.export.ExportRequest;
import dev.brickhouse.export.ExportResult;
import dev.brickhouse.history.History;
import dev.brickhouse.history.StockModel;
import dev.brickhouse.load.Encoder;
import dev.brickhouse.seed.RetailRows;
import dev.brickhouse.seed.SeedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Orders a second that one thread exports in each format, beside the same orders encoded for COPY in the same run. */
public final class ExportFormats {

    /** Four times the default: a file of a million orders, nearly. */
    private static final double SCALE = 4;

    private static final int RUNS = Integer.getInteger("benchmark.runs", 5);
    private static final double NANOS_PER_SECOND = 1e9;

    private ExportFormats() {}

    /** @param arguments a directory for the files, and DuckDB's jar */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        SeedRequest seed = SeedRequest.builder(LocalDate.of(2026, 11, 24), "benchmark")
                .orders(null, null, null, null, SCALE)
                .build();
        History history = History.of(seed.history(), Catalog.standard());
        RetailRows rows = new RetailRows(history, Catalog.standard(), StockModel.of(history, Catalog.standard()));
        List<Double> copied = new ArrayList<>();
        Map<ExportFormat, List<Double>> written = new EnumMap<>(ExportFormat.class);
        Map<ExportFormat, List<Double>> verified = new EnumMap<>(ExportFormat.class);
        Map<ExportFormat, Double> bytes = new EnumMap<>(ExportFormat.class);
        for (int run = 0; run <= RUNS; run++) {
            double copy = copyRate(rows);
            // the first round warms the JVM up
            if (run > 0) {
                copied.add(copy);
            }
            for (ExportFormat format : ExportFormat.values()) {
                delete(directory);
                ExportResult result = export(seed, format, directory, Path.of(arguments[1]));
                bytes.put(format, (double) size(directory.resolve("orders")) / history.size());
                if (run > 0) {
                    written.computeIfAbsent(format, key -> new ArrayList<>())
                            .add(rate(result.rowsWritten(), result.writing().toNanos()));
                    verified.computeIfAbsent(format, key -> new ArrayList<>())
                            .add(rate(
                                    result.rows(),
                                    result.verifying().orElseThrow().toNanos()));
                }
            }
        }
        double copy = Median.of(copied);
        System.out.println(
                "| what, by one thread | rows/s | times the COPY path | read back, rows/s | bytes an order |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        System.out.printf(
                Locale.ROOT, "| made, encoded for COPY and summed up, no server | %,.0f | 1.00 | | |%n", copy);
        for (ExportFormat format : ExportFormat.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f | %,.0f | %.1f |%n",
                    format.name().toLowerCase(Locale.ROOT),
                    Median.of(written.get(format)),
                    Median.of(written.get(format)) / copy,
                    Median.of(verified.get(format)),
                    bytes.get(format));
        }
        delete(directory);
    }

    private static double copyRate(RetailRows rows) throws SQLException {
        long count = rows.count(RetailRows.ORDERS);
        long start = System.nanoTime();
        new Encoder(RetailRows.ORDERS).checksum(rows.source(RetailRows.ORDERS), 0, count);
        return rate(count, System.nanoTime() - start);
    }

    private static ExportResult export(SeedRequest seed, ExportFormat format, Path directory, Path duckDb) {
        ExportRequest request = new ExportRequest(
                format,
                ExportPartition.NONE,
                directory,
                null,
                null,
                ExportRequest.DEFAULT_ROWS_PER_FILE,
                1,
                true,
                false,
                "benchmark");
        return new Export(request, () -> duckDb, Console.SILENT, Progress.NONE).ofSeed(seed, Catalog.standard());
    }

    private static double rate(long rows, long nanos) {
        return rows * NANOS_PER_SECOND / nanos;
    }

    private static long size(Path directory) throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
