package dev.brickhouse.export;

import static dev.brickhouse.export.Exports.FILES;
import static dev.brickhouse.export.Exports.SEED;
import static dev.brickhouse.export.Exports.export;
import static dev.brickhouse.export.Exports.files;
import static dev.brickhouse.export.Exports.overwriting;
import static dev.brickhouse.export.Exports.request;
import static dev.brickhouse.export.Exports.run;
import static dev.brickhouse.export.Exports.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.embedded.SmallDisk;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.report.JsonFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an export does where something is in its way, and how the next one goes on. */
class ExportProblemsIT {

    private static final String SECOND = "orders/orders-0000001001-0000002000.";

    @TempDir
    Path directory;

    @Test
    void anInterruptedExportIsCompletedFileByFile() throws IOException {
        Path whole = directory.resolve("whole");
        String checksum = run(request(ExportFormat.CSV, whole)).checksum();
        ExportRequest request = request(ExportFormat.CSV, directory.resolve("interrupted"));
        Export first = export(request, failingAfter(4_000));

        assertThatThrownBy(() -> first.ofSeed(SEED, Catalog.standard())).hasMessage("enough");

        assertThat(first.standing().orElseThrow())
                .matches("Interrupted: [1-9] of 10 files are complete and kept in .*");
        Map<String, byte[]> left = files(request.directory());
        Map<String, byte[]> all = files(whole);
        assertThat(left)
                .hasSizeBetween(4, FILES - 1)
                .allSatisfy((name, bytes) -> assertThat(all.get(name)).isEqualTo(bytes));
        assertThat(JsonFile.read(request.directory().resolve("manifest.json")))
                .containsEntry("complete", false)
                .containsEntry("checksum", null);
        FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
        for (String name : left.keySet()) {
            Files.setLastModifiedTime(request.directory().resolve(name), longAgo);
        }

        ExportResult second = run(request);

        assertThat(second.filesKept()).isEqualTo(left.size());
        assertThat(second.checksum()).isEqualTo(checksum);
        assertThat(files(request.directory())).containsExactlyEntriesOf(files(whole));
        for (String name : left.keySet()) {
            assertThat(Files.getLastModifiedTime(request.directory().resolve(name)))
                    .isEqualTo(longAgo);
        }
        assertThat(run(request).rowsWritten()).isZero();
    }

    private static Progress failingAfter(long rows) {
        AtomicLong done = new AtomicLong();
        return (phase, total, before) -> new Progress.Task() {
            @Override
            public void advance(long steps) {
                if (done.addAndGet(steps) > rows) {
                    throw new IllegalStateException("enough");
                }
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void filesThatAreGoneOrCutAreWrittenAgain() throws IOException {
        ExportRequest request = request(ExportFormat.PARQUET, directory);
        run(request);
        Map<String, byte[]> before = files(directory);
        Files.delete(directory.resolve("users/users.parquet"));
        Files.write(directory.resolve(SECOND + "parquet"), new byte[] {1, 2, 3});

        assertThat(run(request).filesKept()).isEqualTo(FILES - 2);
        assertThat(files(directory)).containsExactlyEntriesOf(before);
    }

    @Test
    void whatWasChangedBehindItsBackIsFound() throws IOException {
        ExportRequest request = request(ExportFormat.CSV, directory);
        run(request);
        Path file = directory.resolve(SECOND + "csv");
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst(",fulfilled,", ",cancelled,"));

        assertThatThrownBy(() -> run(request))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(file + " does not hold what was exported (its rows have the checksum ")
                .hasMessageContaining("delete it and run the same again");

        Files.delete(file);
        run(request);
        assertThat(file).hasContent(text);
    }

    @Test
    void aFileInThePlaceOfAnotherIsFound() throws IOException {
        ExportRequest request = request(ExportFormat.PARQUET, directory);
        run(request);
        Path file = directory.resolve(SECOND + "parquet");
        Files.write(
                file,
                "PAR1"
                        .repeat((int) Files.size(file) / 4 + 1)
                        .substring(0, (int) Files.size(file))
                        .getBytes());

        assertThatThrownBy(() -> run(request))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(file + " does not hold what was exported (DuckDB cannot read it: ");
    }

    @Test
    void whatOthersMadeStays() throws IOException {
        run(request(ExportFormat.CSV, directory));
        Map<String, byte[]> before = files(directory);

        assertThatThrownBy(() -> run(request(ExportFormat.NDJSON, directory)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("holds an export with other settings: format is csv there and ndjson here; name"
                        + " another directory with brickhouse.export.directory, or replace those files with"
                        + " -Dbrickhouse.overwrite=true.");
        assertThat(files(directory)).containsExactlyEntriesOf(before);
        assertThatThrownBy(() -> run(slice(request(ExportFormat.CSV, directory), 10L, 20L)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("holds orders 1 to 5615, which overlap with 10 to 20 here");

        Path foreign = Files.writeString(directory.resolve("orders/mine.csv"), "mine");
        Path elsewhere = Files.writeString(directory.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> run(overwriting(request(ExportFormat.NDJSON, directory))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("holds orders/mine.csv, which no export of this plugin has written");
        assertThat(foreign).hasContent("mine");

        Files.delete(foreign);
        run(overwriting(request(ExportFormat.NDJSON, directory)));
        assertThat(elsewhere).hasContent("mine");
        Files.delete(elsewhere);
        assertThat(files(directory))
                .hasSize(FILES)
                .allSatisfy((name, bytes) -> assertThat(name).endsWith(".ndjson"));
    }

    @Test
    void aManifestOfOthersStays() throws IOException {
        Path foreign = Files.writeString(directory.resolve("manifest.json"), "{\"name\": \"a web page\"}");

        assertThatThrownBy(() -> run(overwriting(request(ExportFormat.CSV, directory))))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("is not a manifest that this version of the plugin has written");
        assertThat(foreign).hasContent("{\"name\": \"a web page\"}");
    }

    @Test
    void twoAtOnceAreRefused() throws IOException {
        try (FileChannel other = FileChannel.open(
                directory.resolve(".export.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();

            assertThatThrownBy(() -> run(request(ExportFormat.CSV, directory)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("Another build is writing an export into " + directory);
        }
        run(request(ExportFormat.CSV, directory));
    }

    @Test
    void badRangesAreToldBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> slice(request(ExportFormat.CSV, directory), 20L, 10L))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("brickhouse.export.from is 20 and brickhouse.export.to is 10, so there is no order between"
                        + " them; name the first order number and the last.");
        assertThatThrownBy(() -> run(slice(request(ExportFormat.CSV, directory), 5_000L, 6_000L)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("brickhouse.export.to is 6000, but the last order number is 5615; name one up to that, or"
                        + " leave it out.");
        assertThatThrownBy(() -> run(slice(request(ExportFormat.CSV, directory), 5_616L, null)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("brickhouse.export.from is 5616, but");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFullDiskIsToldAndTheNextRunGoesOn() throws IOException {
        for (ExportFormat format : ExportFormat.values()) {
            try (SmallDisk disk = SmallDisk.mount(
                    Files.createDirectory(directory.resolve(format.name())),
                    format == ExportFormat.PARQUET ? "200k" : "600k")) {
                ExportRequest request = request(format, disk.root().resolve("export"));

                assertThatThrownBy(() -> run(request))
                        .as(format.name())
                        .isInstanceOf(EnvironmentException.class)
                        .hasMessageContaining("No space left on device")
                        .hasMessageContaining("free space on the disk");
                assertThat(files(request.directory()).keySet()).noneMatch(name -> name.contains("unfinished"));

                disk.resize("20m");
                assertThat(run(request).filesKept()).as(format.name()).isPositive();
            }
        }
    }

    @Test
    void withoutDuckDbNothingIsWritten() throws IOException {
        Path none = Files.write(directory.resolve("none.jar"), new byte[0]);
        Export export = new Export(
                request(ExportFormat.PARQUET, directory.resolve("export")), () -> none, Console.SILENT, Progress.NONE);

        assertThatThrownBy(() -> export.ofSeed(SEED, Catalog.standard()))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith(
                        "DuckDB, which writes Parquet and reads files back, cannot be used from " + none);
        assertThat(directory.resolve("export")).doesNotExist();

        run(request(ExportFormat.CSV, directory.resolve("export")));
        Map<String, byte[]> before = files(directory.resolve("export"));
        assertThatThrownBy(() -> new Export(
                                overwriting(request(ExportFormat.PARQUET, directory.resolve("export"))),
                                () -> none,
                                Console.SILENT,
                                Progress.NONE)
                        .ofSeed(SEED, Catalog.standard()))
                .isInstanceOf(EnvironmentException.class);
        assertThat(files(directory.resolve("export"))).containsExactlyEntriesOf(before);
    }
}
