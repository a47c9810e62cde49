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

/** Unpacks the archive with PostgreSQL's programs. */
final class BinariesArchive {

    /** The directory of the programs within it. */
    static final String PROGRAMS = "bin";

    private static final String TIME_ZONES = "timezone";

    private BinariesArchive() {}

    /** Unpacks into an empty directory, and adds the time zones that only Java knows. */
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
     * The driver passes the time zone of the Java process to the server, which rejects the connection if it does not
     * know that zone. Java has short names, such as PST and IST, for zones that PostgreSQL knows only by their long
     * names.
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
