package dev.brickhouse.backup;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.report.GoalResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A backup that was taken. */
public final class BackupReport implements GoalResult {

    private final Path backup;
    private final BackupManifest manifest;

    BackupReport(Path backup, BackupManifest manifest) {
        this.backup = backup;
        this.manifest = manifest;
    }

    /** The file or directory. */
    public Path backup() {
        return backup;
    }

    BackupManifest manifest() {
        return manifest;
    }

    /** What it holds, for the summary of the goal. */
    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("backup", backup.toString());
        facts.put("content", ParameterReader.label(manifest.options().content()));
        facts.put("format", ParameterReader.label(manifest.options().format()));
        facts.put("writer", ParameterReader.label(manifest.writer().kind()));
        facts.put("bytes", bytes());
        facts.put("fingerprint", manifest.seedFingerprint());
        facts.put("tables", manifest.tableFacts());
        return facts;
    }

    /** What it holds, as lines for the log. */
    @Override
    public List<String> lines() {
        TextTable table = new TextTable().words("table").numbers("rows");
        manifest.tables()
                .forEach(rows -> table.row(rows.schema() + '.' + rows.table(), NumberFormats.count(rows.rows())));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add(String.format(
                Locale.ROOT,
                "Backup of %s, %s, %s MB, by %s: %s",
                ParameterReader.label(manifest.options().content()),
                ParameterReader.label(manifest.options().format()),
                NumberFormats.megabytes(bytes()),
                manifest.writer().kind() == WriterKind.BUILTIN
                        ? "the built-in writer"
                        : "pg_dump " + manifest.writer().version(),
                backup));
        return lines;
    }

    private long bytes() {
        return manifest.files().stream().mapToLong(BackupManifest.Part::bytes).sum();
    }
}
