package dev.brickhouse.backup;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.report.GoalResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A backup that was brought back, and found to be the same. */
public final class RestoreReport implements GoalResult {

    private final Path backup;
    private final BackupManifest manifest;

    RestoreReport(Path backup, BackupManifest manifest) {
        this.backup = backup;
        this.manifest = manifest;
    }

    /** What came back, for the summary of the goal. */
    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("backup", backup.toString());
        facts.put("content", ParameterReader.label(manifest.options().content()));
        facts.put("createdAt", manifest.createdAt());
        facts.put("fingerprint", manifest.seedFingerprint());
        facts.put("tables", manifest.tableFacts());
        return facts;
    }

    /** What came back, as lines for the log. */
    @Override
    public List<String> lines() {
        TextTable table = new TextTable().words("table").numbers("rows").words("checksum");
        manifest.tables()
                .forEach(rows ->
                        table.row(rows.schema() + '.' + rows.table(), NumberFormats.count(rows.rows()), "the same"));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("Restored " + backup + ", made at " + manifest.createdAt() + " from PostgreSQL "
                + manifest.server().version());
        return lines;
    }
}
