package dev.brickhouse.embedded;

import dev.brickhouse.scratch.ScratchPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/** A directory in the cache where one process unpacks programs. */
final class UnpackDirectory implements AutoCloseable {

    private static final String PREFIX = "unpacking-";

    /** No unpacking takes this long, so what has no mark and is older was interrupted. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final ScratchPlace place;

    private UnpackDirectory(ScratchPlace place) {
        this.place = place;
    }

    static UnpackDirectory in(Path cache) throws IOException {
        ScratchPlace place = ScratchPlace.in(cache, PREFIX);
        boolean made = false;
        try {
            Files.createDirectory(place.path());
            made = true;
            return new UnpackDirectory(place);
        } finally {
            if (!made) {
                place.close();
            }
        }
    }

    Path path() {
        return place.path();
    }

    @Override
    public void close() throws IOException {
        FileTree.deleteIfPossible(place.path());
        place.close();
    }

    /** Deletes the places of processes that have died, as far as possible. */
    static void removeAbandoned(Path cache) {
        FileTime limit = FileTime.from(Instant.now().minus(ABANDONED));
        try {
            ScratchPlace.removeAbandoned(cache, PREFIX, FileTree::delete);
            try (DirectoryStream<Path> all = Files.newDirectoryStream(cache, PREFIX + "*")) {
                for (Path each : all) {
                    if (!ScratchPlace.isMarked(each)
                            && Files.getLastModifiedTime(each).compareTo(limit) < 0) {
                        FileTree.deleteIfPossible(each);
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // another process may just be removing the same, and a start need not fail for it
            return;
        }
    }
}
