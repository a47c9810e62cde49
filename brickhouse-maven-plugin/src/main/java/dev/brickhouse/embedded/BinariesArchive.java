package dev.brickhouse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Takes PostgreSQL's programs out of their archive. */
final class BinariesArchive {

    /** The directory with the programs. */
    static final String PROGRAMS = "bin";

    private static final String TIME_ZONES = "timezone";

    private BinariesArchive() {}

    /** Unpacks into an empty directory, and makes the server know the time zones that only Java knows. */
    static void extract(InputStream compressed, Path directory) throws IOException {
        try (TarArchiveInputStream archive = new TarArchiveInputStream(new XZInputStream(compressed))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Path file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory)) {
                    throw new IOException("The archive has a file outside its own directory: " + entry.getName());
                }
                extract(entry, archive, file);
                if (file.startsWith(directory.resolve(PROGRAMS))
                        && Files.isRegularFile(file)
                        && !file.toFile().setExecutable(true, false)) {
                    throw new IOException(file + " cannot be made executable");
                }
            }
        }
        addTimeZones(directory);
    }

    private static void extract(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, file);
        }
    }

    /**
     * The driver tells the server the zone of the Java process, and the server refuses every connection with one that it
     * does not know. Java has some short names, such as PST and IST, for what PostgreSQL knows by its long name.
     */
    private static void addTimeZones(Path directory) throws IOException {
        for (Path share : new Path[] {directory.resolve("share/postgresql"), directory.resolve("share")}) {
            Path zones = share.resolve(TIME_ZONES);
            for (Map.Entry<String, String> zone : ZoneId.SHORT_IDS.entrySet()) {
                Path named = zones.resolve(zone.getValue());
                if (Files.isRegularFile(named) && Files.notExists(zones.resolve(zone.getKey()))) {
                    Files.copy(named, zones.resolve(zone.getKey()));
                }
            }
        }
    }
}
