package dev.brickhouse.embedded;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes a new cluster beside its data directory and moves it there once it is whole, so that the directory is empty or
 * holds a cluster, whatever ends initdb or this process meanwhile. To be used under the directory's lock.
 */
final class NewCluster {

    private static final String MAKING = ".making-";

    /** Makes a cluster in an empty directory. */
    @FunctionalInterface
    interface Initialization {

        void run(Path directory) throws ServerPrograms.FailedException, IOException;
    }

    private NewCluster() {}

    /** @param directory exists and is empty */
    static void make(Path directory, Initialization initdb) throws ServerPrograms.FailedException, IOException {
        Path place = directory.toRealPath();
        removeLeftovers(place);
        if (isDiskOfItsOwn(place)) {
            initdb.run(place);
            return;
        }
        Path aside = Files.createTempDirectory(place.getParent(), place.getFileName() + MAKING);
        try {
            initdb.run(aside);
            move(aside, place);
        } finally {
            FileTree.deleteIfPossible(aside);
        }
    }

    /** Of processes that have died; a living one would hold the lock. */
    private static void removeLeftovers(Path place) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(place.getFileName() + MAKING) + "\\d+");
        List<Path> leftovers;
        try (Stream<Path> siblings = Files.list(place.getParent())) {
            leftovers = siblings.filter(
                            each -> name.matcher(each.getFileName().toString()).matches())
                    .toList();
        }
        leftovers.forEach(FileTree::deleteIfPossible);
    }

    /** Nothing can be moved into the place of such a directory. */
    private static boolean isDiskOfItsOwn(Path place) throws IOException {
        FileStore disk = Files.getFileStore(place);
        return !disk.equals(Files.getFileStore(place.getParent()));
    }

    private static void move(Path aside, Path place) throws IOException {
        try {
            Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Windows does not replace directories, not even empty ones
            Files.delete(place);
            Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
