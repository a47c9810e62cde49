package dev.brickhouse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Deletes directories with everything in them. */
public final class FileTree {

    private FileTree() {}

    /** Deletes a file or directory if it is there. */
    static void delete(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** As {@link #delete}, for what does no harm if some of it stays. */
    public static void deleteIfPossible(Path root) {
        try {
            delete(root);
        } catch (IOException e) {
            // it takes up space until somebody tries again
            return;
        }
    }
}
