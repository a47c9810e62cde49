package dev.brickhouse.export;

import dev.brickhouse.load.ContentChecksum;
import dev.brickhouse.load.Table;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.report.JsonFile;
import dev.brickhouse.seed.RetailRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an export is and what files it has, kept in its directory: written before the first file with the names that are
 * to come, and after each file. Safe for use by several threads.
 */
final class ExportManifest {

    static final String WRITER = "brickhouse:export";

    private static final int VERSION = 1;

    private final Path file;
    private final Map<String, Object> about;
    private final Map<String, ExportedFile> files = new LinkedHashMap<>();
    private boolean complete;

    private ExportManifest(Path file, Map<String, Object> about) {
        this.file = file;
        this.about = about;
    }

    /** The manifest of an export that begins. */
    static ExportManifest begin(Path file, ExportOrigin origin, ExportRequest request, long from, long to) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("pluginVersion", request.pluginVersion());
        about.put("source", ParameterReader.label(origin.kind()));
        about.put("format", ParameterReader.label(request.format()));
        about.put("partition", ParameterReader.label(request.partition()));
        about.put("rowsPerFile", request.rowsPerFile());
        about.put("fingerprint", origin.fingerprint());
        about.put("settings", origin.settings());
        about.put("from", from);
        about.put("to", to);
        return new ExportManifest(file, about);
    }

    /** @throws EnvironmentException if it is none, or damaged */
    static ExportManifest read(Path file) {
        Map<String, Object> object = JsonFile.read(file);
        try {
            if (!WRITER.equals(object.get("writer")) || ((Number) object.get("manifestVersion")).intValue() > VERSION) {
                throw new IllegalArgumentException("writer");
            }
            Map<String, Object> about = new LinkedHashMap<>(object);
            List.of("writer", "manifestVersion", "complete", "checksum", "tables", "files")
                    .forEach(about::remove);
            Objects.requireNonNull((Map<?, ?>) about.get("settings"));
            ExportManifest manifest = new ExportManifest(file, about);
            manifest.complete = (Boolean) object.get("complete");
            for (Object each : (List<?>) object.get("files")) {
                manifest.add(ExportedFile.of(map(each)));
            }
            manifest.from();
            manifest.to();
            return manifest;
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new EnvironmentException(
                    "The file " + file
                            + " is not a manifest that this version of the plugin has written, or it is damaged;"
                            + " move it away, or name another directory.",
                    e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object object) {
        return (Map<String, Object>) object;
    }

    Path file() {
        return file;
    }

    long from() {
        return ((Number) about.get("from")).longValue();
    }

    long to() {
        return ((Number) about.get("to")).longValue();
    }

    synchronized List<ExportedFile> files() {
        return List.copyOf(files.values());
    }

    /** Adds a file, or replaces what is known of it. */
    synchronized void add(ExportedFile exported) {
        files.put(exported.path(), exported);
    }

    /** As {@link #add}, and keeps it. */
    synchronized void keep(ExportedFile exported) {
        add(exported);
        write();
    }

    /** Says that all files are there. */
    synchronized void finish() {
        complete = true;
        write();
    }

    synchronized void write() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("writer", WRITER);
        object.put("manifestVersion", VERSION);
        object.put("complete", complete);
        object.putAll(about);
        object.put("checksum", complete ? checksum() : null);
        object.put("tables", complete ? tables() : null);
        object.put("files", files.values().stream().map(ExportedFile::asMap).toList());
        JsonFile.write(file, object);
    }

    /** How another one differs beyond its range of orders, such as "format is csv there and parquet here". */
    List<String> differences(ExportManifest there) {
        List<String> differences = new ArrayList<>();
        Map<String, String> here = identity();
        there.identity().forEach((name, other) -> {
            String own = here.getOrDefault(name, "nothing");
            if (!own.equals(other)) {
                differences.add(name + " is " + other + " there and " + own + " here");
            }
        });
        return differences;
    }

    /** What has to be the same for two runs to write the same files. */
    private Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        for (String name : List.of("source", "format", "partition", "rowsPerFile")) {
            identity.put(name, String.valueOf(about.get(name)));
        }
        ((Map<?, ?>) about.get("settings"))
                .forEach((name, value) -> identity.put(String.valueOf(name), String.valueOf(value)));
        return identity;
    }

    /** Whether both hold orders of one range. */
    boolean overlaps(ExportManifest other) {
        return from() <= other.to() && other.from() <= to();
    }

    /** The checksum of all rows, which is that of a database with the same rows if all orders are there. */
    synchronized String checksum() {
        return ContentChecksum.text(
                files.values().stream().mapToLong(ExportedFile::sum).sum());
    }

    /** What each table has in all its files. */
    synchronized List<Map<String, Object>> tables() {
        List<Map<String, Object>> tables = new ArrayList<>();
        for (Table table : RetailRows.TABLES) {
            List<ExportedFile> own = files.values().stream()
                    .filter(each -> each.table().equals(table.name()))
                    .toList();
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("table", table.name());
            facts.put("rows", own.stream().mapToLong(ExportedFile::rows).sum());
            facts.put("bytes", own.stream().mapToLong(ExportedFile::bytes).sum());
            facts.put("files", own.size());
            facts.put(
                    "checksum",
                    ContentChecksum.text(
                            own.stream().mapToLong(ExportedFile::sum).sum()));
            facts.put("columns", columns(table));
            tables.add(facts);
        }
        return tables;
    }

    private static Map<String, String> columns(Table table) {
        Map<String, String> columns = new LinkedHashMap<>();
        table.columns().forEach(column -> columns.put(column.name(), DuckDb.type(column)));
        return columns;
    }
}
