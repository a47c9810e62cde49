package dev.brickhouse.export;

import dev.brickhouse.load.ContentChecksum;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A file of an export, as the manifest lists it.
 *
 * @param path relative to the directory of the export, with slashes
 * @param table the table whose rows it holds
 * @param from the first id, and {@code to} the last one, that it may hold
 * @param rows how many it holds; null until it is complete
 * @param bytes its size; null until it is complete
 * @param checksum of its rows, as {@link ContentChecksum#text}; null until it is complete
 */
record ExportedFile(String path, String table, long from, long to, Long rows, Long bytes, String checksum) {

    static ExportedFile planned(Part part) {
        return new ExportedFile(part.path(), part.table().name(), part.from(), part.to(), null, null, null);
    }

    static ExportedFile of(Part part, long rows, long bytes, long checksum) {
        return new ExportedFile(
                part.path(), part.table().name(), part.from(), part.to(), rows, bytes, ContentChecksum.text(checksum));
    }

    boolean isComplete() {
        return checksum != null;
    }

    /** The checksum as the number that is summed up. */
    long sum() {
        return Long.parseUnsignedLong(checksum, 16);
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", path);
        map.put("table", table);
        map.put("from", from);
        map.put("to", to);
        map.put("rows", rows);
        map.put("bytes", bytes);
        map.put("checksum", checksum);
        return map;
    }

    /** @throws RuntimeException if something is missing or of another type */
    static ExportedFile of(Map<String, Object> map) {
        return new ExportedFile(
                Objects.requireNonNull((String) map.get("path")),
                Objects.requireNonNull((String) map.get("table")),
                ((Number) map.get("from")).longValue(),
                ((Number) map.get("to")).longValue(),
                number(map.get("rows")),
                number(map.get("bytes")),
                (String) map.get("checksum"));
    }

    private static Long number(Object value) {
        return value == null ? null : ((Number) value).longValue();
    }
}
