package dev.brickhouse.export;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.report.GoalResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An export that is complete. */
public final class ExportResult implements GoalResult {

    private final ExportRequest request;
    private final ExportOrigin origin;
    private final ExportManifest manifest;
    private final Path directory;
    private final int filesKept;
    private final long rowsWritten;
    private final Duration writing;
    private final Optional<Duration> verifying;

    ExportResult(
            ExportRequest request,
            ExportOrigin origin,
            ExportManifest manifest,
            Path directory,
            int filesKept,
            long rowsWritten,
            Duration writing,
            Optional<Duration> verifying) {
        this.request = request;
        this.origin = origin;
        this.manifest = manifest;
        this.directory = directory;
        this.filesKept = filesKept;
        this.rowsWritten = rowsWritten;
        this.writing = writing;
        this.verifying = verifying;
    }

    /** The checksum of all exported rows: that of a database with the same rows if no order is left out. */
    public String checksum() {
        return manifest.checksum();
    }

    /** The file that lists what was exported. */
    public Path manifest() {
        return manifest.file();
    }

    /** How many files an earlier run had completed. */
    public int filesKept() {
        return filesKept;
    }

    /** How many rows there are in all files. */
    public long rows() {
        return manifest.files().stream().mapToLong(ExportedFile::rows).sum();
    }

    /** How many rows this run has written. */
    public long rowsWritten() {
        return rowsWritten;
    }

    /** How long this run took to write them. */
    public Duration writing() {
        return writing;
    }

    /** How long it took to read them back; empty if they were not. */
    public Optional<Duration> verifying() {
        return verifying;
    }

    @Override
    public List<String> lines() {
        TextTable table =
                new TextTable().words("table").numbers("rows").numbers("files").numbers("MB");
        for (Map<String, Object> each : manifest.tables()) {
            table.row(
                    (String) each.get("table"),
                    NumberFormats.count((Long) each.get("rows")),
                    NumberFormats.count((Integer) each.get("files")),
                    String.format(
                            Locale.ROOT, "%.2f", (Long) each.get("bytes") / (double) NumberFormats.BYTES_PER_MEGABYTE));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("Exported " + what() + " as " + ParameterReader.label(request.format()) + " in "
                + NumberFormats.seconds(writing) + " s" + rate() + ": " + directory);
        lines.add(verifying
                .map(time -> "Read back by DuckDB and found to be the same in " + NumberFormats.seconds(time) + " s")
                .orElse("Not read back"));
        lines.add((request.isSlice() ? "Checksum of this part: " : "Checksum of the contents: ") + checksum());
        return lines;
    }

    private String what() {
        String from = origin.kind() == ExportSourceKind.DATABASE
                ? "the database's tables"
                : "the seed " + origin.fingerprint();
        return request.isSlice() ? "orders " + manifest.from() + " to " + manifest.to() + " of " + from : from;
    }

    private String rate() {
        return rowsWritten == 0 || writing.isZero()
                ? ""
                : " (" + NumberFormats.count(Math.round(rowsWritten * 1e9 / writing.toNanos())) + " rows/s)";
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("directory", directory.toString());
        facts.put("manifest", manifest.file().toString());
        facts.put("source", ParameterReader.label(origin.kind()));
        facts.put("format", ParameterReader.label(request.format()));
        facts.put("from", manifest.from());
        facts.put("to", manifest.to());
        facts.put("fingerprint", origin.fingerprint());
        facts.put("checksum", checksum());
        facts.put("filesKept", filesKept);
        facts.put("verified", verifying.isPresent());
        facts.put("tables", manifest.tables());
        return facts;
    }
}
