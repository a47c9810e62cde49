package dev.brickhouse.embedded;

import dev.brickhouse.config.Plugin;
import dev.brickhouse.problem.EnvironmentException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The user's cache of PostgreSQL's unpacked programs, with one directory for each version.
 *
 * <p>Programs are unpacked elsewhere and moved into place in one step, with a list of all files and their sizes. A
 * directory that no longer matches its list, for whatever reason, is unpacked again.
 */
final class BinariesCache {

    private static final String ARCHIVE_SUFFIX = ".txz";
    private static final String UNPACKING = "unpacking-";
    private static final String LIST = "files.list";

    /** No unpacking takes this long, so anything older was interrupted. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private BinariesCache() {}

    /** Private to this user: in a shared directory, others could put their own programs in place of these. */
    static Path directory() {
        String cache = System.getenv("XDG_CACHE_HOME");
        String home = System.getProperty("user.home");
        if (cache != null && !cache.isBlank() && Path.of(cache).isAbsolute()) {
            return usable(Path.of(cache, Plugin.NAME));
        }
        // a user without a name has no home either, for which Java reports a question mark
        return home == null || home.isBlank() || !Path.of(home).isAbsolute()
                ? OperatingSystemUser.temporaryDirectory(Plugin.NAME)
                : usable(Path.of(home, ".cache", Plugin.NAME));
    }

    private static Path usable(Path directory) {
        // PostgreSQL's programs call each other through a shell, which would interpret any other path
        if (!directory.toString().matches("[^\"'`$%\\r\\n]*")) {
            return OperatingSystemUser.temporaryDirectory(Plugin.NAME);
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            // some build users have no home that they may write to
            return OperatingSystemUser.temporaryDirectory(Plugin.NAME);
        }
        return Files.isWritable(directory) ? directory : OperatingSystemUser.temporaryDirectory(Plugin.NAME);
    }

    /**
     * The directory with the complete programs of an archive, unpacked if necessary.
     *
     * @throws EnvironmentException if they cannot be unpacked or run there
     */
    static Path unpacked(Path jar) {
        Path cache = directory();
        try {
            Path unpacked = cache.resolve(key(jar));
            if (!isComplete(unpacked)) {
                replace(unpacked, jar, cache);
            }
            return unpacked;
        } catch (IOException | UncheckedIOException e) {
            throw new EnvironmentException(
                    "PostgreSQL's programs could not be unpacked into the cache " + cache
                            + "; make room in it and make it"
                            + " writable, or set the environment variable XDG_CACHE_HOME to another directory (" + e
                            + ").",
                    e);
        }
    }

    /** Identifies the contents without reading them. */
    private static String key(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = archive(zip, jar);
            return "postgresql-%08x-%d".formatted(entry.getCrc(), entry.getSize());
        }
    }

    private static boolean isComplete(Path directory) throws IOException {
        Path list = directory.resolve(LIST);
        if (!Files.isRegularFile(list)) {
            return false;
        }
        Path programs = directory.resolve(BinariesArchive.PROGRAMS);
        for (String line : Files.readAllLines(list)) {
            int space = line.indexOf(' ');
            Path file = directory.resolve(line.substring(space + 1));
            if (!Files.isRegularFile(file)
                    || Files.size(file) != Long.parseLong(line.substring(0, space))
                    || file.startsWith(programs) && !Files.isExecutable(file)) {
                return false;
            }
        }
        return Files.size(list) > 0;
    }

    /** Two processes may do this at the same time; the second one then uses what the first has unpacked. */
    private static void replace(Path unpacked, Path jar, Path cache) throws IOException {
        removeAbandoned(cache);
        Path aside = Files.createTempDirectory(cache, UNPACKING);
        try {
            Path fresh = Files.createDirectory(aside.resolve("fresh"));
            try (InputStream archive = open(jar)) {
                BinariesArchive.extract(archive, fresh);
            }
            writeList(fresh);
            DirectoryLock.holding(unpacked, () -> exchange(unpacked, fresh, aside.resolve("damaged")));
        } finally {
            delete(aside);
        }
    }

    /** Under a lock, or the second process would move away what the first one is already using. */
    private static Path exchange(Path unpacked, Path fresh, Path damaged) {
        try {
            if (!isComplete(unpacked)) {
                if (Files.exists(unpacked, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(unpacked, damaged, StandardCopyOption.ATOMIC_MOVE);
                }
                Files.move(fresh, unpacked, StandardCopyOption.ATOMIC_MOVE);
            }
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeList(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                lines.add(Files.size(file) + " "
                        + directory.relativize(file).toString().replace('\\', '/'));
            }
        }
        Files.write(directory.resolve(LIST), lines, StandardCharsets.UTF_8);
    }

    private static void removeAbandoned(Path cache) throws IOException {
        FileTime limit = FileTime.from(Instant.now().minus(ABANDONED));
        List<Path> found;
        try (Stream<Path> all = Files.list(cache)) {
            found = all.filter(each -> each.getFileName().toString().startsWith(UNPACKING))
                    .toList();
        }
        for (Path each : found) {
            if (Files.getLastModifiedTime(each).compareTo(limit) < 0) {
                delete(each);
            }
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // it takes up space but does no harm, and the next unpacking tries again
            return;
        }
    }

    /** Opens the compressed binaries in a jar; closing the stream closes the jar. */
    static InputStream open(Path jar) throws IOException {
        ZipFile zip = new ZipFile(jar.toFile());
        try {
            ZipEntry entry = archive(zip, jar);
            return new FilterInputStream(new BufferedInputStream(zip.getInputStream(entry))) {
                @Override
                public void close() throws IOException {
                    try (zip) {
                        super.close();
                    }
                }
            };
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static ZipEntry archive(ZipFile zip, Path jar) throws IOException {
        return zip.stream()
                .filter(each -> each.getName().endsWith(ARCHIVE_SUFFIX))
                .findFirst()
                .orElseThrow(() -> new IOException("There is no " + ARCHIVE_SUFFIX + " file in " + jar));
    }
}
