package dev.brickhouse.export;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.seed.SeedRequest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the tests of exports share: small requests, DuckDB, and a look at the files. */
final class Exports {

    /** 5,615 orders, so six files of orders. */
    static final SeedRequest SEED = SeedFixture.smallRequest();

    static final int FILES = 4 + 6;

    private Exports() {}

    static ExportRequest request(ExportFormat format, Path directory) {
        return new ExportRequest(format, ExportPartition.NONE, directory, null, null, 1_000, 2, true, false, "test");
    }

    static ExportRequest slice(ExportRequest request, Long from, Long to) {
        return new ExportRequest(
                request.format(),
                request.partition(),
                request.directory(),
                from,
                to,
                request.rowsPerFile(),
                request.threads(),
                request.verify(),
                request.overwrite(),
                request.pluginVersion());
    }

    static ExportRequest overwriting(ExportRequest request) {
        return new ExportRequest(
                request.format(),
                request.partition(),
                request.directory(),
                request.from(),
                request.to(),
                request.rowsPerFile(),
                request.threads(),
                request.verify(),
                true,
                request.pluginVersion());
    }

    static ExportRequest byMonth(ExportRequest request) {
        return new ExportRequest(
                request.format(),
                ExportPartition.MONTH,
                request.directory(),
                request.from(),
                request.to(),
                request.rowsPerFile(),
                request.threads(),
                request.verify(),
                request.overwrite(),
                request.pluginVersion());
    }

    static Export export(ExportRequest request) {
        return export(request, Progress.NONE);
    }

    static Export export(ExportRequest request, Progress progress) {
        return new Export(request, Exports::duckDb, Console.SILENT, progress);
    }

    static ExportResult run(ExportRequest request) {
        return export(request).ofSeed(SEED, Catalog.standard());
    }

    /** The jar that the tests have on their class path. */
    static Path duckDb() {
        try {
            return Path.of(Class.forName("org.duckdb.DuckDBDriver")
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The exported files by their path, each with its bytes; no manifests. */
    static Map<String, byte[]> files(Path directory) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(path).toString();
                if (!name.startsWith("manifest")) {
                    files.put(name, Files.readAllBytes(path));
                }
            }
        }
        return files;
    }
}
