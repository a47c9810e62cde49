package dev.brickhouse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A directory in the cache where one process unpacks programs. A file beside it is locked as long as that process lives,
 * so that others know what a killed one has left.
 */
final class UnpackingPlace implements AutoCloseable {

    private static final String PREFIX = "unpacking-";
    private static final String MARK = ".mark";

    /** No unpacking takes this long, so what has no mark and is older was interrupted. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path path;
    private final Path mark;
    private final FileChannel lock;

    private UnpackingPlace(Path path, Path mark, FileChannel lock) {
        this.path = path;
        this.mark = mark;
        this.lock = lock;
    }

    static UnpackingPlace in(Path cache) throws IOException {
        String name = ownPrefix() + UUID.randomUUID();
        Path mark = cache.resolve(name + MARK);
        FileChannel lock = FileChannel.open(mark, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean made = false;
        try {
            if (!isLocked(lock)) {
                // then nobody can know whether this process lives, and only time tells
                Files.deleteIfExists(mark);
            }
            Path path = Files.createDirectory(cache.resolve(name));
            made = true;
            return new UnpackingPlace(path, mark, lock);
        } finally {
            if (!made) {
                lock.close();
                Files.deleteIfExists(mark);
            }
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        FileTree.deleteIfPossible(path);
        lock.close();
        Files.deleteIfExists(mark);
    }

    /** Deletes the places of processes that have died, as far as possible. */
    static synchronized void removeAbandoned(Path cache) {
        FileTime limit = FileTime.from(Instant.now().minus(ABANDONED));
        String own = ownPrefix();
        try (Stream<Path> all = Files.list(cache)) {
            List<Path> others = all.filter(
                            each -> name(each).startsWith(PREFIX) && !name(each).startsWith(own))
                    .toList();
            for (Path each : others) {
                if (name(each).endsWith(MARK)) {
                    removeIfUnlocked(each);
                } else if (Files.notExists(each.resolveSibling(name(each) + MARK))
                        && Files.getLastModifiedTime(each).compareTo(limit) < 0) {
                    FileTree.deleteIfPossible(each);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // another process may just be removing the same, and a start need not fail for it
            return;
        }
    }

    private static void removeIfUnlocked(Path mark) throws IOException {
        try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                return;
            }
            FileTree.delete(
                    mark.resolveSibling(name(mark).substring(0, name(mark).length() - MARK.length())));
        } catch (OverlappingFileLockException e) {
            // another class loader of this process is just doing the same
            return;
        }
        Files.deleteIfExists(mark);
    }

    private static boolean isLocked(FileChannel mark) {
        try {
            return mark.tryLock() != null;
        } catch (IOException | OverlappingFileLockException e) {
            // a file system without locks, or another class loader of this process has just taken it for abandoned
            return false;
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

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
