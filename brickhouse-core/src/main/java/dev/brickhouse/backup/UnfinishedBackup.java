package dev.brickhouse.backup;

import dev.brickhouse.client.ShutdownHook;
import dev.brickhouse.scratch.ScratchPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Where a backup is written until it is complete. What is there is deleted in the end, also if this process is told to
 * end, and by the next backup into the same directory if the process was killed.
 */
final class UnfinishedBackup implements AutoCloseable {

    private static final String PREFIX = ".unfinished-";

    /** pg_dump takes a moment to end, and makes files until then. */
    private static final int ATTEMPTS_AT_EXIT = 40;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

    private final ScratchPlace place;
    private final ShutdownHook atExit;

    private UnfinishedBackup(ScratchPlace place) {
        this.place = place;
        this.atExit = ShutdownHook.of("brickhouse-unfinished-backup", this::deleteAtExit);
    }

    /** Makes a place in a directory, which is made if need be, and deletes those of processes that were killed. */
    static UnfinishedBackup in(Path directory) throws IOException {
        Files.createDirectories(directory);
        ScratchPlace.removeAbandoned(directory, PREFIX, BackupFiles::delete);
        return new UnfinishedBackup(ScratchPlace.in(directory, PREFIX));
    }

    Path path() {
        return place.path();
    }

    @Override
    public void close() throws IOException {
        atExit.close();
        delete();
    }

    private void delete() throws IOException {
        BackupFiles.delete(place.path());
        place.close();
    }

    private void deleteAtExit() {
        for (int i = 0; i < ATTEMPTS_AT_EXIT; i++) {
            try {
                delete();
                return;
            } catch (IOException | UncheckedIOException e) {
                // the next attempt, or else the next backup, may do it
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
    }
}
