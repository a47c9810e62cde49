package dev.brickhouse.embedded;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Checks a data directory before a server uses it. */
final class DataDirectory {

    /** Left by earlier versions where initdb, which needs an empty directory, has failed. */
    static final String OLD_LOCK = "epg-lock";

    private static final String VERSION_FILE = "PG_VERSION";

    private DataDirectory() {}

    /**
     * Creates the directory if it is missing, and makes it accessible to its owner only.
     *
     * @throws ConfigurationException if it belongs to another major version of PostgreSQL, or holds something else
     */
    static void prepare(Path directory, int major) {
        if (directory.toString().lines().count() > 1) {
            throw new ConfigurationException("The path of the embedded server's data directory has a line break in it,"
                    + " which PostgreSQL cannot handle; choose another directory with " + PropertyNames.DATA_DIRECTORY
                    + ".");
        }
        try {
            Path versionFile = directory.resolve(VERSION_FILE);
            if (Files.exists(versionFile)) {
                requireVersion(directory, Files.readString(versionFile).strip(), major);
            } else {
                requireEmpty(directory);
                Files.createDirectories(directory);
            }
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The directory " + directory + " cannot be used for the embedded server's data; correct "
                            + PropertyNames.DATA_DIRECTORY + ", or make it writable (" + e + ").",
                    e);
        }
    }

    /**
     * Deletes the directory with everything in it, but not what its links point to.
     *
     * @throws EnvironmentException if something in it cannot be deleted
     */
    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            // a directory after what is in it
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new EnvironmentException(
                    "The data in " + directory + " cannot be deleted; delete the directory yourself (" + e + ").", e);
        }
    }

    /** Whether a server can be started on it, as far as its version file tells. */
    static boolean holdsCluster(Path directory) {
        return Files.exists(directory.resolve(VERSION_FILE));
    }

    private static void requireVersion(Path directory, String found, int wanted) {
        if (!found.equals(Integer.toString(wanted))) {
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
