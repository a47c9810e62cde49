package dev.brickhouse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** What was unpacked into a directory, kept in it: every file with its size and checksum. */
final class FileList {

    private static final String LIST = "files.list";

    /** Size, checksum and path. */
    private static final Pattern LISTED = Pattern.compile("(\\d{1,18}) ([0-9a-f]{8}) (.+)");

    private FileList() {}

    /** Lists the files of a directory, all of which are on the disk itself then. */
    static void write(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                lines.add(Files.size(file) + " " + checksum(file) + " "
                        + directory.relativize(file).toString().replace('\\', '/'));
                writeThrough(file);
            }
        }
        writeThrough(Files.write(directory.resolve(LIST), lines, StandardCharsets.UTF_8));
    }

    /** To the disk itself, or a power cut could leave a file of the right size without its contents. */
    private static void writeThrough(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /**
     * Whether a directory has all that is listed.
     *
     * @param contents whether to read the files as well, which may take longer than the start of a server
     */
    static boolean matches(Path directory, boolean contents) throws IOException {
        Path list = directory.resolve(LIST);
        if (!Files.isRegularFile(list)) {
            return false;
        }
        Path programs = directory.resolve(BinariesArchive.PROGRAMS);
        List<String> lines = new String(Files.readAllBytes(list), StandardCharsets.UTF_8)
                .lines()
                .toList();
        for (String line : lines) {
            Matcher entry = LISTED.matcher(line);
            if (!entry.matches()) {
                return false;
            }
            Path file = directory.resolve(entry.group(3));
            if (!Files.isRegularFile(file)
                    || Files.size(file) != Long.parseLong(entry.group(1))
                    || file.startsWith(programs) && !hasPermission(file)
                    || contents && !checksum(file).equals(entry.group(2))) {
                return false;
            }
        }
        return !lines.isEmpty();
    }

    /**
     * Its own permission to be run: that of the disk, which may be mounted with noexec, does not come with the file.
     */
    private static boolean hasPermission(Path program) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(program, PosixFileAttributeView.class);
        return posix == null
                ? Files.isExecutable(program)
                : posix.readAttributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    }

    private static String checksum(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), sum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return "%08x".formatted(sum.getValue());
    }
}
