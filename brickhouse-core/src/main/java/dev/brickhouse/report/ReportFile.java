package dev.brickhouse.report;

import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.FileFailures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Text files that are written atomically: readers see the old content or the new, never a part. */
public final class ReportFile {

    private ReportFile() {}

    /**
     * Writes {@code content} in UTF-8, creating missing directories.
     *
     * @throws EnvironmentException if the file cannot be written, naming it
     */
    public static void write(Path file, String content) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            // a temporary file would be readable by its owner only, and so would the report
            Path unfinished = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                Files.write(unfinished, content.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
                Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The file " + target
                            + " cannot be written; make its directory writable and free space on the disk ("
                            + FileFailures.words(e) + ").",
                    e);
        }
    }
}
