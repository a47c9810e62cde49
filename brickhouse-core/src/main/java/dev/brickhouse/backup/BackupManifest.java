package dev.brickhouse.backup;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.report.JsonFile;
import dev.brickhouse.schema.RetailSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a backup holds, in a file beside it, by which a restore knows that nothing is missing.
 *
 * @param createdAt when the backup was begun, in ISO 8601
 * @param server the server that it was made from
 * @param writer what wrote it
 * @param schema the schema of the tables and that of the views
 * @param seedFingerprint the fingerprint of the seed that the schema holds, or null
 * @param attachments what the tables and views have in addition to what the plugin makes, as {@link Attachments} names and
 *     defines it
 * @param tables the tables whose rows it holds
 * @param files its files
 */
record BackupManifest(
        String createdAt,
        Server server,
        Writer writer,
        Options options,
        RetailSchema schema,
        String seedFingerprint,
        Map<String, String> attachments,
        List<Rows> tables,
        List<Part> files) {

    private static final int VERSION = 1;

    /** A version such as "18.6", and its first part. */
    record Server(String version, int major) {}

    /** pg_dump with its version, or the built-in writer, whose version is empty. */
    record Writer(WriterKind kind, String version) {}

    /** @param compressed whether a plain script is compressed by gzip */
    record Options(BackupContent content, BackupFormat format, BackupScope scope, boolean compressed) {}

    /** The rows of one table. */
    record Rows(String schema, String table, long rows, String checksum) {}

    /** The tables as a part of JSON. */
    List<Map<String, Object>> tableFacts() {
        return tables.stream().map(BackupManifest::map).toList();
    }

    /** One file, by its path relative to the backup; empty for a backup that is a file itself. */
    record Part(String path, long bytes, String sha256) {}

    static Path beside(Path backup) {
        return backup.resolveSibling(backup.getFileName() + ".manifest.json");
    }

    void write(Path backup) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("manifestVersion", VERSION);
        object.put("createdAt", createdAt);
        object.put("serverVersion", server.version());
        object.put("serverMajor", server.major());
        object.put("content", ParameterReader.label(options.content()));
        object.put("format", ParameterReader.label(options.format()));
        object.put("scope", ParameterReader.label(options.scope()));
        object.put("writer", ParameterReader.label(writer.kind()));
        object.put("writerVersion", writer.version());
        object.put("compressed", options.compressed());
        object.put("schema", schema.name());
        object.put("analyticsSchema", schema.analytics());
        object.put("seedFingerprint", seedFingerprint);
        object.put("attachments", attachments);
        object.put("tables", tableFacts());
        object.put("files", files.stream().map(BackupManifest::map).toList());
        JsonFile.write(beside(backup), object);
    }

    /**
     * @throws ConfigurationException if there is no manifest
     * @throws EnvironmentException if it cannot be understood
     */
    static BackupManifest read(Path backup) {
        Path file = beside(backup);
        if (!Files.exists(file)) {
            throw new ConfigurationException("There is no manifest " + file + ", without which the backup cannot be"
                    + " checked; name a backup that brickhouse:backup wrote with " + PropertyNames.RESTORE_FILE
                    + ", and keep its manifest next to it.");
        }
        Map<String, Object> object = JsonFile.read(file);
        try {
            if (number(object, "manifestVersion") > VERSION) {
                throw new ConfigurationException("The manifest " + file
                        + " was written by a newer version of this plugin; restore with that version.");
            }
            return new BackupManifest(
                    text(object, "createdAt"),
                    new Server(text(object, "serverVersion"), (int) number(object, "serverMajor")),
                    new Writer(WriterKind.valueOf(constant(object, "writer")), text(object, "writerVersion")),
                    new Options(
                            BackupContent.valueOf(constant(object, "content")),
                            BackupFormat.valueOf(constant(object, "format")),
                            BackupScope.valueOf(constant(object, "scope")),
                            (Boolean) object.get("compressed")),
                    new RetailSchema(text(object, "schema"), text(object, "analyticsSchema")),
                    (String) object.get("seedFingerprint"),
                    texts(object, "attachments"),
                    maps(object, "tables").stream()
                            .map(table -> new Rows(
                                    text(table, "schema"),
                                    text(table, "table"),
                                    number(table, "rows"),
                                    text(table, "checksum")))
                            .toList(),
                    maps(object, "files").stream()
                            .map(part -> new Part(text(part, "path"), number(part, "bytes"), text(part, "sha256")))
                            .toList());
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new EnvironmentException(
                    "The manifest " + file
                            + " is damaged; restore it from where it was copied, or take another backup.",
                    e);
        }
    }

    private static Map<String, Object> map(Rows rows) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("schema", rows.schema());
        map.put("table", rows.table());
        map.put("rows", rows.rows());
        map.put("checksum", rows.checksum());
        return map;
    }

    private static Map<String, Object> map(Part part) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", part.path());
        map.put("bytes", part.bytes());
        map.put("sha256", part.sha256());
        return map;
    }

    private static String text(Map<String, Object> object, String name) {
        return Objects.requireNonNull((String) object.get(name), name);
    }

    private static String constant(Map<String, Object> object, String name) {
        return text(object, name).toUpperCase(Locale.ROOT);
    }

    private static long number(Map<String, Object> object, String name) {
        return ((Number) object.get(name)).longValue();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> texts(Map<String, Object> object, String name) {
        return (Map<String, String>) Objects.requireNonNull(object.get(name), name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Map<String, Object> object, String name) {
        return (List<Map<String, Object>>) object.get(name);
    }
}
