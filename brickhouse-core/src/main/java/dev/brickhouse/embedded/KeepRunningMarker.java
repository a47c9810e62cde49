package dev.brickhouse.embedded;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.FileFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An empty file beside a data directory that keeps its server running while it is not in use. The watchdog looks for it
 * too.
 */
final class KeepRunningMarker {

    private final Path file;

    KeepRunningMarker(Path dataDirectory) {
        file = dataDirectory.resolveSibling(dataDirectory.getFileName() + ".keep-running");
    }

    boolean exists() {
        return Files.exists(file);
    }

    void create() {
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The file " + file + " cannot be written; make its directory writable, or choose another with "
                            + PropertyNames.DATA_DIRECTORY + " (" + FileFailures.words(e) + ").",
                    e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The file " + file + " cannot be deleted; delete it yourself (" + FileFailures.words(e) + ").", e);
        }
    }
}
