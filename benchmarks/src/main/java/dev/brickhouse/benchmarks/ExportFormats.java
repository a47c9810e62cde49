package dev.brickhouse.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.export.Export;
import dev.brickhouse.export.ExportFormat;
import dev.brickhouse.export.ExportPartition;
import dev.brickhouse.export.ExportRequest;
import dev.brickhouse.history.History;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.Encoder;
import dev.brickhouse.seed.RetailRows;
import dev.brickhouse.seed.SeedRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Rows that one thread exports in each format and reads back, next to the same orders encoded for COPY in the same run: by the
 * second, and by the second of the process's processor time, which other work on the machine hardly changes.
 */
public final class ExportFormats {

    /** Four times the default: a file of a million orders, nearly. */
    private static final double SCALE = 4;

    private static final int RUNS = Integer.getInteger("benchmark.runs", 5);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ExportFormats() {}

    /** Something that is measured, and the rates of its runs. */
    private record Way(String name, List<Double> perSecond, List<Double> perProcessorSecond) {

        static Way of(String name) {
            return new Way(name, new ArrayList<>(), new ArrayList<>());
        }

        void measure(boolean counts, long rows, Work work) throws SQLException {
            long start = System.nanoTime();
            long processor = PROCESS.getProcessCpuTime();
            work.run();
            if (counts) {
                perProcessorSecond.add(rows * NANOS_PER_SECOND / (PROCESS.getProcessCpuTime() - processor));
                perSecond.add(rows * NANOS_PER_SECOND / (System.nanoTime() - start));
            }
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** @param arguments a directory for the files, and DuckDB's jar */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        Path duckDb = Path.of(arguments[1]);
        HistorySettings settings =
                HistorySettings.defaults(LocalDate.of(2026, 11, 24)).withCounts(OrderCounts.DEFAULT.scaledBy(SCALE));
        SeedRequest seed = SeedRequest.builder(settings, true, "benchmark").build();
        History history = History.of(settings, Catalog.standard());
        RetailRows rows = RetailRows.of(history, Catalog.standard());
        long orders = history.size();
        Way copy = Way.of("made, encoded for COPY and summed up, no server");
        List<Way> written = new ArrayList<>();
        List<Way> readBack = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (ExportFormat format : ExportFormat.values()) {
            written.add(Way.of(format.name().toLowerCase(Locale.ROOT)));
            readBack.add(Way.of(format.name().toLowerCase(Locale.ROOT) + ", read back"));
        }
        // the first round warms the JVM up
        for (int run = 0; run <= RUNS; run++) {
            boolean counts = run > 0;
            copy.measure(
                    counts,
                    orders,
                    () -> new Encoder(RetailRows.ORDERS).checksum(rows.source(RetailRows.ORDERS), 0, orders));
            bytes.clear();
            for (ExportFormat format : ExportFormat.values()) {
                delete(directory);
                written.get(format.ordinal())
                        .measure(counts, orders, () -> export(seed, format, directory, duckDb, false));
                bytes.add((double) size(directory.resolve("orders")) / orders);
                readBack.get(format.ordinal())
                        .measure(counts, orders, () -> export(seed, format, directory, duckDb, true));
            }
        }
        System.out.println("| what | rows/s | rows a second of processor time | times COPY | bytes an order |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        print(copy, copy, "");
        for (ExportFormat format : ExportFormat.values()) {
            print(written.get(format.ordinal()), copy, String.format(Locale.ROOT, "%.1f", bytes.get(format.ordinal())));
            print(readBack.get(format.ordinal()), copy, "");
        }
        delete(directory);
    }

    private static void print(Way way, Way yardstick, String bytes) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %.2f | %s |%n",
                way.name(),
                Median.of(way.perSecond()),
                Median.of(way.perProcessorSecond()),
                Median.of(way.perProcessorSecond()) / Median.of(yardstick.perProcessorSecond()),
                bytes);
    }

    /** Where the files are there already, all that is left to do is to read them back. */
    private static void export(SeedRequest seed, ExportFormat format, Path directory, Path duckDb, boolean verify) {
        ExportRequest request = new ExportRequest(
                format,
                ExportPartition.NONE,
                directory,
                null,
                null,
                ExportRequest.DEFAULT_ROWS_PER_FILE,
                1,
                verify,
                false,
                "benchmark");
        new Export(request, () -> duckDb, Console.SILENT, Progress.NONE).ofSeed(seed, Catalog.standard());
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
