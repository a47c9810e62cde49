package dev.brickhouse.embedded;

import dev.brickhouse.problem.EnvironmentException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The user's cache of PostgreSQL's unpacked programs, with one directory for each version.
 *
 * <p>Programs are unpacked elsewhere and moved into place in one step, with a list of all files, their sizes and
 * checksums. A directory that no longer matches its list, for whatever reason, is unpacked again.
 */
final class BinariesCache {

    private static final String ARCHIVE_SUFFIX = ".txz";

    private BinariesCache() {}

    /**
     * The directory with the complete programs of an archive, unpacked if necessary.
     *
     * @throws EnvironmentException if they cannot be unpacked or run there
     */
    static Path unpacked(Path jar) {
        return unpacked(jar, false, () -> {});
    }

    /**
     * Unpacks the archive again if a file does not have the contents that were unpacked, as after a power cut.
     *
     * @return whether that was so
     * @throws EnvironmentException if they cannot be unpacked
     */
    static boolean renewIfDamaged(Path jar) {
        AtomicBoolean damaged = new AtomicBoolean();
        unpacked(jar, true, () -> damaged.set(true));
        return damaged.get();
    }

    private static Path unpacked(Path jar, boolean contents, Runnable ifReplaced) {
        Path cache = UserCache.directory();
        try {
            // also where nothing is to be unpacked, or what a killed start left behind would stay for good
            UnpackDirectory.removeAbandoned(cache);
            Path unpacked = cache.resolve(key(jar));
            if (!FileList.matches(unpacked, contents)) {
                replace(unpacked, jar, cache, contents);
                ifReplaced.run();
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

    /** Two processes may do this at the same time; the second one then uses what the first has unpacked. */
    private static void replace(Path unpacked, Path jar, Path cache, boolean contents) throws IOException {
        try (UnpackDirectory aside = UnpackDirectory.in(cache)) {
            Path fresh = Files.createDirectory(aside.path().resolve("fresh"));
            try (InputStream archive = open(jar)) {
                BinariesArchive.extract(archive, fresh);
            }
            FileList.write(fresh);
            DirectoryLock.holding(
                    unpacked, () -> exchange(unpacked, fresh, aside.path().resolve("damaged"), contents));
        }
    }

    /** Under a lock, or the second process would move away what the first one is already using. */
    private static Path exchange(Path unpacked, Path fresh, Path damaged, boolean contents) {
        try {
            if (!FileList.matches(unpacked, contents)) {
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
