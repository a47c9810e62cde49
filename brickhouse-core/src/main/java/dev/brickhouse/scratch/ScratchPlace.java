package dev.brickhouse.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;

/**
 * A name in a directory under which one process makes a file or a directory until it is complete. A file beside it, its
 * mark, is locked as long as that process lives, so that others know what a killed one has left.
 */
public final class ScratchPlace implements AutoCloseable {

    private static final String MARK = ".lock";

    private final Path path;
    private final Path mark;
    private final FileChannel lock;

    private ScratchPlace(Path path, Path mark, FileChannel lock) {
        this.path = path;
        this.mark = mark;
        this.lock = lock;
    }

    /** Deletes a file, or a directory with everything in it, if it is there. */
    @FunctionalInterface
    public interface Deletion {

        void delete(Path path) throws IOException;
    }

    /**
     * Makes the mark of a place; nothing is at the place itself yet.
     *
     * @param directory exists
     * @param prefix what the names of all places for the same purpose begin with
     */
    public static ScratchPlace in(Path directory, String prefix) throws IOException {
        String name = ownPrefix(prefix) + UUID.randomUUID();
        Path mark = directory.resolve(name + MARK);
        FileChannel lock = FileChannel.open(mark, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (!isLocked(lock)) {
            // then nobody can know whether this process lives
            Files.deleteIfExists(mark);
        }
        return new ScratchPlace(directory.resolve(name), mark, lock);
    }

    public Path path() {
        return path;
    }

    /** Removes the mark; what is at the place has to be deleted, or moved away, before. */
    @Override
    public void close() throws IOException {
        lock.close();
        Files.deleteIfExists(mark);
    }

    /**
     * Deletes the marked places of processes that have died, as far as possible.
     *
     * @throws IOException if the directory cannot be listed
     */
    public static synchronized void removeAbandoned(Path directory, String prefix, Deletion deletion)
            throws IOException {
        String own = ownPrefix(prefix);
        try (DirectoryStream<Path> marks = Files.newDirectoryStream(directory, prefix + "*" + MARK)) {
            for (Path mark : marks) {
                // closing a mark of one's own would give up its lock
                if (!name(mark).startsWith(own)) {
                    removeIfUnlocked(mark, deletion);
                }
            }
        }
    }

    /** Whether a path is a mark, or a place that has one. */
    public static boolean isMarked(Path path) {
        return name(path).endsWith(MARK) || Files.exists(path.resolveSibling(name(path) + MARK));
    }

    private static void removeIfUnlocked(Path mark, Deletion deletion) {
        String name = name(mark);
        try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                return;
            }
            deletion.delete(mark.resolveSibling(name.substring(0, name.length() - MARK.length())));
        } catch (IOException | UncheckedIOException | OverlappingFileLockException e) {
            // somebody else's, or just being deleted by another process or class loader; nothing need fail for it
            return;
        }
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            // as above
            return;
        }
    }

    private static boolean isLocked(FileChannel mark) {
        try {
            return mark.tryLock() != null;
        } catch (IOException | OverlappingFileLockException e) {
            // a file system without locks, or another class loader of this process has just taken it for abandoned
            return false;
        }
    }

    /** In containers, whose process ids repeat, the time of its start tells a process from those before. */
    private static String ownPrefix(String prefix) {
        ProcessHandle self = ProcessHandle.current();
        return prefix + self.pid() + "-"
                + self.info().startInstant().map(Instant::toEpochMilli).orElse(0L) + "-";
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
