package dev.brickhouse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an initdb that was killed has left in a data directory itself. {@link NewCluster} leaves nothing of the kind,
 * but earlier versions did, and a directory that is a disk of its own still may.
 */
final class UnfinishedCluster {

    /** Written by every start of a server and kept, or coming with a copy of a server's data. */
    private static final List<String> SIGNS_OF_DATA =
            List.of("postmaster.opts", "backup_label", "backup_manifest", "recovery.signal", "standby.signal");

    /** Those that initdb makes before anything else. */
    private static final Pattern FIRST_DIRECTORIES = Pattern.compile("base|global|pg_[a-z_]+");

    private static final Pattern DATABASE = Pattern.compile("\\d+");

    /** Every initdb that ends well has made template1, template0 and postgres. */
    private static final int DATABASES = 3;

    private UnfinishedCluster() {}

    /**
     * Empties a data directory if it was never a working cluster, so that nobody's data can be in it.
     *
     * @return whether that was so
     */
    static boolean removeFrom(Path directory) throws IOException {
        if (!Files.isDirectory(directory) || !isUnfinished(directory)) {
            return false;
        }
        for (Path each : list(directory)) {
            if (!each.getFileName().toString().equals(DataDirectory.VERSION_FILE)) {
                FileTree.delete(each);
            }
        }
        // last, since it tells what the rest is
        Files.deleteIfExists(directory.resolve(DataDirectory.VERSION_FILE));
        return true;
    }

    private static boolean isUnfinished(Path directory) throws IOException {
        if (SIGNS_OF_DATA.stream().anyMatch(name -> Files.exists(directory.resolve(name)))) {
            return false;
        }
        return DataDirectory.holdsCluster(directory)
                ? databases(directory) < DATABASES
                : holdsOnlyDirectories(directory);
    }

    private static long databases(Path directory) throws IOException {
        Path base = directory.resolve("base");
        return Files.isDirectory(base)
                ? list(base).stream()
                        .filter(each ->
                                DATABASE.matcher(each.getFileName().toString()).matches())
                        .count()
                : 0;
    }

    private static boolean holdsOnlyDirectories(Path directory) throws IOException {
        List<Path> entries = list(directory);
        try (Stream<Path> all = Files.walk(directory)) {
            return !entries.isEmpty()
                    && entries.stream()
                            .allMatch(each -> FIRST_DIRECTORIES
                                    .matcher(each.getFileName().toString())
                                    .matches())
                    && all.allMatch(Files::isDirectory);
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }
}
