package dev.brickhouse.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * What an entry of the cache is and what files it has. Kept beside them, with a checksum of its own. Immutable.
 *
 * @param facts what is known of the seed, by name
 * @param directories their relative paths, parents before children; PostgreSQL needs the empty ones, too
 * @param files every file
 */
record Manifest(Map<String, String> facts, List<String> directories, List<Listed> files) {

    private static final Pattern HEAD = Pattern.compile("brickhouse seed, format 1, checksum ([0-9a-f]{8})");
    private static final Pattern FACT = Pattern.compile("fact (\\w+)=(.*)");
    private static final Pattern DIRECTORY = Pattern.compile("directory (.+)");
    private static final Pattern FILE = Pattern.compile("file (\\d{1,18}) ([0-9a-f]{8}) (.+)");

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

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        facts.forEach((name, value) ->
                text.append("fact ").append(name).append('=').append(value).append('\n'));
        directories.forEach(path -> text.append("directory ").append(path).append('\n'));
        files.forEach(each -> text.append("file %d %08x %s%n"
                .formatted(each.bytes(), each.checksum(), each.path())
                .replace("\r", "")));
        String body = text.toString();
        Files.writeString(file, "brickhouse seed, format 1, checksum %08x\n".formatted(checksum(body)) + body);
    }

    /** Reads a manifest; empty if it is missing, damaged or of another format. */
    static Optional<Manifest> read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            return Optional.empty();
        }
        int end = text.indexOf('\n');
        Matcher head = HEAD.matcher(end < 0 ? text : text.substring(0, end));
        if (!head.matches() || Integer.parseUnsignedInt(head.group(1), 16) != checksum(text.substring(end + 1))) {
            return Optional.empty();
        }
        Map<String, String> facts = new LinkedHashMap<>();
        List<String> directories = new ArrayList<>();
        List<Listed> files = new ArrayList<>();
        text.substring(end + 1).lines().forEach(line -> {
            Matcher listed = FILE.matcher(line);
            Matcher directory = DIRECTORY.matcher(line);
            Matcher fact = FACT.matcher(line);
            if (listed.matches()) {
                files.add(new Listed(
                        listed.group(3),
                        Long.parseLong(listed.group(1)),
                        Integer.parseUnsignedInt(listed.group(2), 16)));
            } else if (directory.matches()) {
                directories.add(directory.group(1));
            } else if (fact.matches()) {
                facts.put(fact.group(1), fact.group(2));
            }
        });
        return Optional.of(new Manifest(Map.copyOf(facts), List.copyOf(directories), List.copyOf(files)));
    }

    private static int checksum(String body) {
        CRC32C sum = new CRC32C();
        sum.update(body.getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }
}
