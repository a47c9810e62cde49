package dev.brickhouse.export;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.Progress;
import dev.brickhouse.load.ParallelTasks;
import dev.brickhouse.load.Table;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.seed.RetailRows;
import dev.brickhouse.seed.SeedRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Writes the five tables as files. A run that was interrupted is completed by the next one with the same settings, file
 * by file. Memory does not depend on the number of rows.
 */
public final class Export {

    private static final String KEPT = "files that are complete are kept";

    private final ExportRequest request;
    private final DuckDbJar duckDbJar;
    private final Console console;
    private final Progress progress;
    private final AtomicInteger filesDone = new AtomicInteger();
    private volatile int filesPlanned;

    /** @param duckDbJar asked only if DuckDB is needed */
    public Export(ExportRequest request, DuckDbJar duckDbJar, Console console, Progress progress) {
        this.request = request;
        this.duckDbJar = duckDbJar;
        this.console = console;
        this.progress = progress;
    }

    /**
     * How far it has come, as the beginning of a sentence; empty before the first file. May be called by any thread.
     */
    public Optional<String> standing() {
        return filesPlanned == 0
                ? Optional.empty()
                : Optional.of("Interrupted: " + filesDone.get() + " of " + NumberFormats.count(filesPlanned, "file")
                        + " are complete and kept in " + request.directory());
    }

    /**
     * Writes the rows that a seed would load, made without any server, and reads the files back if that is asked for.
     *
     * @param seed of which only what the rows depend on counts
     * @throws BrickhouseException if the range has no orders, the directory holds something else, a file cannot be
     *     written or does not hold what was written
     */
    public ExportResult ofSeed(SeedRequest seed, Catalog catalog) {
        try {
            return run(() -> new GeneratorSource(seed, catalog));
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "export the seed", KEPT);
        }
    }

    /**
     * As {@link #ofSeed}, with the rows of a database as they are now, whatever others write meanwhile.
     *
     * @param dataSource a pool with as many connections as {@link #connections} tells
     * @throws BrickhouseException also if the server refuses to read them
     */
    public ExportResult ofDatabase(DataSource dataSource, RetailSchema schema) {
        try {
            return run(() -> DatabaseSource.open(dataSource, schema, request.threads()));
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "export schema " + schema.quoted(), KEPT);
        }
    }

    /** How many connections so many threads need to read a database. */
    public static int connections(int threads) {
        return threads == 1 ? 1 : threads + 1;
    }

    /** How many threads can read a database by so many connections. */
    public static int threads(int connections) {
        return Math.max(1, connections - 1);
    }

    /** Begins the view of the rows. */
    @FunctionalInterface
    private interface Opening {

        ExportSource open() throws SQLException;
    }

    private ExportResult run(Opening opening) throws SQLException {
        // first, so that no earlier file is gone if there is none, and no table is locked while it is fetched
        try (DuckDb duckDb = request.needsDuckDb() ? DuckDb.load(duckDbJar.file()) : null;
                ExportSource source = opening.open()) {
            return run(source, duckDb);
        }
    }

    private ExportResult run(ExportSource source, DuckDb duckDb) throws SQLException {
        long from = request.from() == null ? source.firstOrder() : request.from();
        long last = source.lastOrder();
        long to = request.to() == null ? last : request.to();
        requireOrders(from, to, last);
        try (ExportDirectory directory = ExportDirectory.open(request.directory(), request.isSlice(), from, to)) {
            return run(source, directory, from, to, duckDb);
        }
    }

    private void requireOrders(long from, long to, long last) {
        if (!request.isSlice()) {
            return;
        }
        if (to > last || from > last) {
            boolean atEnd = from <= last;
            throw new ConfigurationException((atEnd ? PropertyNames.EXPORT_TO : PropertyNames.EXPORT_FROM) + " is "
                    + (atEnd ? to : from) + ", but the last order number is " + last
                    + "; name one up to that, or leave it out.");
        }
    }

    private ExportResult run(ExportSource source, ExportDirectory directory, long from, long to, DuckDb duckDb)
            throws SQLException {
        long start = System.nanoTime();
        List<Part> parts = parts(source, from, to);
        ExportManifest manifest = ExportManifest.begin(directory.manifest(), source.origin(), request, from, to);
        List<ExportedFile> kept = new EarlierExports(directory, request)
                .giveWay(manifest, source.origin().isRepeatable());
        parts.forEach(part -> manifest.add(ExportedFile.planned(part)));
        kept.forEach(manifest::add);
        manifest.write();
        List<Part> open = parts.stream()
                .filter(part -> kept.stream().noneMatch(each -> each.path().equals(part.path())))
                .toList();
        filesDone.set(kept.size());
        filesPlanned = parts.size();
        if (!kept.isEmpty()) {
            console.info("Keeping " + NumberFormats.count(kept.size(), "file")
                    + " that an earlier run with the same settings has completed");
        }
        write(source, directory, manifest, parts, open, duckDb);
        // a snapshot keeps the server from removing dead rows
        source.close();
        manifest.finish();
        Duration writing = Duration.ofNanos(System.nanoTime() - start);
        Optional<Duration> verifying = request.verify()
                ? Optional.of(new ExportVerification(directory, request, duckDb, console, progress)
                        .verify(manifest, source.origin().isRepeatable()))
                : Optional.empty();
        long written = open.stream().mapToLong(Part::rows).sum();
        return new ExportResult(
                request, source.origin(), manifest, directory.root(), kept.size(), written, writing, verifying);
    }

    private List<Part> parts(ExportSource source, long from, long to) throws SQLException {
        List<Part> parts = new ArrayList<>();
        for (Table table : RetailRows.TABLES) {
            if (table != RetailRows.ORDERS) {
                parts.add(Part.whole(table, request.format(), source.count(table)));
            }
        }
        List<Part> orders = source.orders(from, to, request);
        // readers find the table where there is nothing in it, too
        parts.addAll(
                orders.isEmpty()
                        ? List.of(Part.orders(RetailRows.ORDERS, request.format(), from, from - 1, null, 0))
                        : orders);
        return parts;
    }

    private void write(
            ExportSource source,
            ExportDirectory directory,
            ExportManifest manifest,
            List<Part> parts,
            List<Part> open,
            DuckDb duckDb)
            throws SQLException {
        Queue<Part> queue = new ConcurrentLinkedQueue<>(open);
        AtomicBoolean failed = new AtomicBoolean();
        long total = parts.stream().mapToLong(Part::rows).sum();
        long done = total - open.stream().mapToLong(Part::rows).sum();
        int workers = Math.max(1, Math.min(request.threads(), open.size()));
        try (Progress.Task task = progress.begin("export", Progress.Unit.ROWS, total, done)) {
            ParallelTasks.Task worker = () -> {
                boolean ended = false;
                try (PartWriter writer = new PartWriter(directory, request.format(), source.reader(), duckDb, task)) {
                    Part part = queue.poll();
                    while (part != null && !failed.get()) {
                        manifest.keep(writer.write(part));
                        filesDone.incrementAndGet();
                        part = queue.poll();
                    }
                    ended = true;
                } finally {
                    if (!ended) {
                        failed.set(true);
                    }
                }
            };
            ParallelTasks.run("brickhouse-export", workers, Collections.nCopies(workers, worker));
        }
    }
}
