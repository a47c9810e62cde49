package dev.brickhouse.cache;

import dev.brickhouse.embedded.EmbeddedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * What an entry of the cache is and what files it has. Kept beside them, with a checksum of its own. Immutable.
 *
 * @param id tells this entry from one that was made anew in its place, even from the same files
 * @param facts what is known of the seed, by name
 * @param directories their relative paths, parents before children; PostgreSQL needs the empty ones, too
 * @param files every file
 */
record CacheManifest(String id, Map<String, String> facts, List<String> directories, List<Listed> files) {

    private static final String HEAD = "brickhouse seed, format 2, checksum ";
    private static final String ID = "id ";
    private static final String FACT = "fact ";
    private static final String DIRECTORY = "directory ";
    private static final String FILE = "file ";

    private static final int CHECKSUM_DIGITS = 8;
    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;

    /**
     * A file.
     *
     * @param path relative to the data directory, with slashes
     * @param bytes how long it is
     * @param checksum the CRC-32C of its contents
     */
    record Listed(String path, long bytes, int checksum) {}

    /** The bytes of all files. */
    long bytes() {
        return files.stream().mapToLong(Listed::bytes).sum();
    }

    /** Whether a server could work on what is listed. */
    boolean isCluster() {
        return EmbeddedData.isCluster(files.stream().map(Listed::path).collect(Collectors.toSet()));
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(ID).append(id).append('\n');
        facts.forEach((name, value) ->
                text.append(FACT).append(name).append('=').append(value).append('\n'));
        directories.forEach(path -> text.append(DIRECTORY).append(path).append('\n'));
        files.forEach(each -> text.append(FILE)
                .append(each.bytes())
                .append(' ')
                .append(digits(each.checksum()))
                .append(' ')
                .append(each.path())
                .append('\n'));
        String body = text.toString();
        Files.writeString(file, HEAD + digits(checksum(body)) + '\n' + body);
    }

    private static String digits(int checksum) {
        return HexFormat.of().toHexDigits(checksum);
    }

    /** Reads a manifest; empty if it is missing, damaged or of another format. */
    static Optional<CacheManifest> read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            return Optional.empty();
        }
        int end = text.indexOf('\n');
        if (end < 0 || !text.substring(0, end).equals(HEAD + digits(checksum(text.substring(end + 1))))) {
            return Optional.empty();
        }
        return Optional.of(parse(text, end + 1));
    }

    /**
     * Without patterns, which would take as long as the copy of what is listed: there are more than a thousand files.
     */
    private static CacheManifest parse(String text, int from) {
        String id = "";
        Map<String, String> facts = new LinkedHashMap<>();
        List<String> directories = new ArrayList<>();
        List<Listed> files = new ArrayList<>();
        for (int start = from, end; start < text.length(); start = end + 1) {
            end = text.indexOf('\n', start);
            int word = text.indexOf(' ', start);
            String rest = text.substring(word + 1, end);
            if (text.startsWith(FILE, start)) {
                int size = rest.indexOf(' ');
                int sum = size + 1 + CHECKSUM_DIGITS;
                files.add(new Listed(
                        rest.substring(sum + 1),
                        Long.parseLong(rest, 0, size, DECIMAL),
                        Integer.parseUnsignedInt(rest, size + 1, sum, HEXADECIMAL)));
            } else if (text.startsWith(DIRECTORY, start)) {
                directories.add(rest);
            } else if (text.startsWith(ID, start)) {
                id = rest;
            } else {
                int equals = rest.indexOf('=');
                facts.put(rest.substring(0, equals), rest.substring(equals + 1));
            }
        }
        return new CacheManifest(id, Map.copyOf(facts), List.copyOf(directories), List.copyOf(files));
    }

    private static int checksum(String body) {
        CRC32C sum = new CRC32C();
        sum.update(body.getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }
}
