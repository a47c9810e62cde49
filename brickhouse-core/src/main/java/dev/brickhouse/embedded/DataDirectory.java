package dev.brickhouse.embedded;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.FileFailures;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** Checks a data directory before a server uses it. */
final class DataDirectory {

    /** Left by earlier versions where initdb, which needs an empty directory, has failed. */
    static final String OLD_LOCK = "epg-lock";

    static final String VERSION_FILE = "PG_VERSION";

    /** The file without which no server can read the rest; initdb makes it later than the version file. */
    static final String CONTROL_FILE = "global/pg_control";

    private DataDirectory() {}

    /** The file to which the server of a data directory and its programs write. */
    static Path log(Path directory) {
        return directory.resolveSibling(directory.getFileName() + ".log");
    }

    /**
     * Makes the directory in which the data directory, its lock and its log are.
     *
     * @throws ConfigurationException if PostgreSQL cannot handle the path
     */
    static void prepareParent(Path directory) {
        if (directory.toString().lines().count() > 1) {
            throw new ConfigurationException("The path of the embedded server's data directory has a line break in it,"
                    + " which PostgreSQL cannot handle; choose another directory with " + PropertyNames.DATA_DIRECTORY
                    + ".");
        }
        try {
            Files.createDirectories(directory.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    /**
     * Creates the directory if it is missing, and makes it accessible to its owner only. Needs the directory's lock.
     *
     * @return whether an initdb that was killed had left something in it, which is gone now
     * @throws ConfigurationException if it belongs to another major version of PostgreSQL, is damaged, or holds
     *     something else
     */
    static boolean prepare(Path directory, int major) {
        try {
            requireVersion(directory, major);
            boolean unfinished = UnfinishedCluster.removeFrom(directory);
            if (holdsCluster(directory)) {
                requireControlFile(directory);
            } else {
                requireEmpty(directory);
                Files.createDirectories(directory);
            }
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            return unfinished;
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    /**
     * Deletes the directory with everything in it, but not what its links point to. Needs the directory's lock.
     *
     * @throws EnvironmentException if something in it cannot be deleted
     */
    static void delete(Path directory) {
        // under another name, so that a process which is killed half-way leaves nothing that looks like data
        Path discarded = directory.resolveSibling(directory.getFileName() + ".discarded");
        try {
            FileTree.delete(discarded);
            Files.move(directory, discarded);
            FileTree.delete(discarded);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The data in " + directory + " cannot be deleted; delete the directory yourself ("
                            + FileFailures.words(e) + ").",
                    e);
        }
    }

    private static EnvironmentException unusable(Path directory, IOException e) {
        return new EnvironmentException(
                "The directory " + directory + " cannot be used for the embedded server's data; correct "
                        + PropertyNames.DATA_DIRECTORY + ", or make it writable (" + FileFailures.words(e) + ").",
                e);
    }

    /** Whether it holds the data of a server, as far as its version file tells. */
    static boolean holdsCluster(Path directory) {
        return Files.exists(directory.resolve(VERSION_FILE));
    }

    /** Whether initdb got so far that a server might be started. */
    static boolean isComplete(Path directory) {
        return holdsCluster(directory) && Files.exists(directory.resolve(CONTROL_FILE));
    }

    private static void requireControlFile(Path directory) {
        if (!isComplete(directory)) {
            throw new ConfigurationException("The data in " + directory + " are damaged: the file " + CONTROL_FILE
                    + " is missing, without which PostgreSQL cannot read the rest; delete that directory if you can do"
                    + " without its data, or choose another one with " + PropertyNames.DATA_DIRECTORY + ".");
        }
    }

    private static void requireVersion(Path directory, int wanted) throws IOException {
        Path versionFile = directory.resolve(VERSION_FILE);
        String found = Files.exists(versionFile) ? Files.readString(versionFile).strip() : "";
        // an initdb that was killed may not have written it yet
        if (!found.isEmpty() && !found.equals(Integer.toString(wanted))) {
            throw new ConfigurationException("The data in " + directory + " are of PostgreSQL " + found
                    + ", but the embedded server is to be PostgreSQL " + wanted + "; set "
                    + PropertyNames.POSTGRES_VERSION + "=" + found + ", or choose another directory with "
                    + PropertyNames.DATA_DIRECTORY + ".");
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw notOurs(directory);
        }
        try (Stream<Path> files = Files.list(directory)) {
            if (files.anyMatch(file -> !file.getFileName().toString().equals(OLD_LOCK))) {
                throw notOurs(directory);
            }
        }
    }

    private static ConfigurationException notOurs(Path directory) {
        return new ConfigurationException(
                directory + " is neither empty nor a PostgreSQL data directory, so it was left"
                        + " untouched; choose another one with " + PropertyNames.DATA_DIRECTORY + ".");
    }
}
