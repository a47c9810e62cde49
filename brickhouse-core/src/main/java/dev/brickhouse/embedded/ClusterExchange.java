package dev.brickhouse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts a ready cluster in the place of a data directory, whose server must not run. To be used under the directory's
 * lock.
 */
final class ClusterExchange {

    private static final String COMING = ".coming";
    private static final String GOING = ".going";

    private ClusterExchange() {}

    /**
     * Exchanges the directory in one step once the new one is complete, so that a process that is killed leaves the one
     * or the other.
     *
     * @param source makes the cluster at a path where there is nothing yet; empty if it cannot, and nothing is
     *     exchanged
     * @throws UncheckedIOException if the directory cannot be exchanged; it is as it was then
     */
    static <T> Optional<T> exchange(Path directory, Function<Path, Optional<T>> source) {
        Path coming = directory.resolveSibling(directory.getFileName() + COMING);
        Path going = directory.resolveSibling(directory.getFileName() + GOING);
        try {
            // what a process that was killed has left
            FileTree.delete(coming);
            FileTree.delete(going);
            Optional<T> made = source.apply(coming);
            if (made.isPresent()) {
                move(directory, coming, going);
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            FileTree.deleteIfPossible(coming);
            FileTree.deleteIfPossible(going);
        }
    }

    private static void move(Path directory, Path coming, Path going) throws IOException {
        boolean replaces = Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
        if (replaces) {
            Files.move(directory, going, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(coming, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (replaces) {
                Files.move(going, directory, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
    }
}
