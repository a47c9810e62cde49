package dev.brickhouse.embedded;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.FileFailures;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Lets one thread of one process at a time change a directory and what runs on it, by a lock file beside it. */
final class DirectoryLock {

    private static final Duration LOCK_WAIT = Duration.ofSeconds(120);
    private static final Duration LOCK_RETRY = Duration.ofMillis(50);

    private DirectoryLock() {}

    /**
     * Does the work while no other thread or process holds the lock of this directory.
     *
     * @throws EnvironmentException if others hold the lock for two minutes, or the file cannot be written
     */
    static <T> T holding(Path directory, Supplier<T> work) {
        Path lockFile = directory.resolveSibling(directory.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long giveUpAt = System.nanoTime() + LOCK_WAIT.toNanos();
            FileLock lock = tryLock(channel);
            while (lock == null && System.nanoTime() - giveUpAt < 0) {
                LockSupport.parkNanos(LOCK_RETRY.toNanos());
                lock = tryLock(channel);
            }
            if (lock == null) {
                throw new EnvironmentException("Another build has been starting or stopping the embedded server in "
                        + directory + " for " + LOCK_WAIT.toSeconds() + " seconds; end it and run this again.");
            }
            try {
                return work.get();
            } finally {
                lock.release();
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The file " + lockFile + " cannot be used; make its directory writable, or choose another with "
                            + PropertyNames.DATA_DIRECTORY + " (" + FileFailures.words(e) + ").",
                    e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // another thread of this process has it
            return null;
        }
    }
}
