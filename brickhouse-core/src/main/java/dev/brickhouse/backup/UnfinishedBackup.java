package dev.brickhouse.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Where a backup is written until it is complete. What is there is deleted in the end, also if this process is told to
 * end, and by the next backup into the same directory if the process was killed: a file beside it is locked as long as
 * it lives.
 */
final class UnfinishedBackup implements AutoCloseable {

    private static final String PREFIX = ".unfinished-";
    private static final String MARK = ".lock";

    /** pg_dump takes a moment to end, and makes files until then. */
    private static final int ATTEMPTS_AT_EXIT = 40;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

    private final Path path;
    private final Path mark;
    private final FileChannel lock;
    private final ExitAction atExit;

    private UnfinishedBackup(Path path, Path mark, FileChannel lock) {
        this.path = path;
        this.mark = mark;
        this.lock = lock;
        this.atExit = ExitAction.of("brickhouse-unfinished-backup", this::deleteAtExit);
    }

    /** Makes a place in a directory, which is made if need be, and deletes those of processes that were killed. */
    static UnfinishedBackup in(Path directory) throws IOException {
        Files.createDirectories(directory);
        deleteAbandoned(directory);
        String name = ownPrefix() + UUID.randomUUID();
        Path mark = directory.resolve(name + MARK);
        FileChannel lock = FileChannel.open(mark, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            lock.tryLock();
        } catch (IOException e) {
            // a file system without locks; then nobody can know that this process has died, and nothing is deleted
        }
        return new UnfinishedBackup(directory.resolve(name), mark, lock);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        atExit.close();
        delete();
    }

    private void delete() throws IOException {
        BackupFiles.delete(path);
        lock.close();
        Files.deleteIfExists(mark);
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

    /**
     * A process must not open a mark of its own, since closing it would give up the lock. In containers, whose process
     * ids repeat, the time of its start tells it from those before.
     */
    private static String ownPrefix() {
        ProcessHandle self = ProcessHandle.current();
        return PREFIX + self.pid() + "-"
                + self.info().startInstant().map(Instant::toEpochMilli).orElse(0L) + "-";
    }

    private static void deleteAbandoned(Path directory) throws IOException {
        String own = ownPrefix();
        try (DirectoryStream<Path> marks = Files.newDirectoryStream(directory, PREFIX + "*" + MARK)) {
            for (Path mark : marks) {
                if (!mark.getFileName().toString().startsWith(own)) {
                    deleteIfAbandoned(mark);
                }
            }
        }
    }

    private static void deleteIfAbandoned(Path mark) {
        String name = mark.getFileName().toString();
        try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                return;
            }
            BackupFiles.delete(mark.resolveSibling(name.substring(0, name.length() - MARK.length())));
        } catch (IOException | UncheckedIOException | OverlappingFileLockException e) {
            // somebody else's, or just being deleted, perhaps by another thread of this process; a backup need not fail
            // for it
            return;
        }
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            // as above
        }
    }
}
