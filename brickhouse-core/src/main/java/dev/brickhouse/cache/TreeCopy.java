package dev.brickhouse.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Copies a data directory, and takes the checksum of every file on the way. The copy is its owner's only. */
final class TreeCopy {

    private static final int BUFFER_BYTES = 1 << 18;
    private static final int MOST_THREADS = 4;

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final FileAttribute<?>[] OWN_DIRECTORY = permissions("rwx------");
    private static final FileAttribute<?>[] OWN_FILE = permissions("rw-------");

    private final Path from;
    private final Path to;

    /** @param to where there is nothing yet */
    TreeCopy(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    /** A source that is not as it was recorded. */
    static final class DamagedException extends IOException {

        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    /** A directory as a server has left it. */
    record Tree(List<String> directories, List<String> files) {

        /** @throws IOException if it holds anything but directories and files, such as a link to a tablespace */
        static Tree of(Path root, Set<String> leftOut) throws IOException {
            List<String> directories = new ArrayList<>();
            List<String> files = new ArrayList<>();
            try (Stream<Path> all = Files.walk(root)) {
                for (Path each : (Iterable<Path>) all::iterator) {
                    String path = root.relativize(each).toString().replace('\\', '/');
                    if (path.isEmpty() || leftOut.contains(path)) {
                        continue;
                    }
                    if (Files.isSymbolicLink(each) || !Files.isDirectory(each) && !Files.isRegularFile(each)) {
                        throw new IOException(each + " is neither a file nor a directory");
                    }
                    (Files.isDirectory(each) ? directories : files).add(path);
                }
            }
            return new Tree(directories, files);
        }
    }

    static Path createOwnDirectories(Path directory) throws IOException {
        return Files.createDirectories(directory, OWN_DIRECTORY);
    }

    /** Copies a tree, and tells size and checksum of each file. */
    List<CacheManifest.Listed> copy(Tree tree) throws IOException {
        makeDirectories(tree.directories());
        return inParallel(
                tree.files().size(), (i, buffer) -> copyFile(tree.files().get(i), buffer));
    }

    /**
     * Copies what a manifest lists.
     *
     * @throws DamagedException if a file does not have the contents that it should have
     */
    void copy(CacheManifest manifest) throws IOException {
        makeDirectories(manifest.directories());
        List<CacheManifest.Listed> files = manifest.files();
        inParallel(files.size(), (i, buffer) -> {
            CacheManifest.Listed copied = copyFile(files.get(i).path(), buffer);
            if (!copied.equals(files.get(i))) {
                throw new DamagedException(from.resolve(copied.path()) + " is damaged");
            }
            return copied;
        });
    }

    private void makeDirectories(List<String> directories) throws IOException {
        createOwnDirectories(to);
        for (String directory : directories) {
            Files.createDirectory(to.resolve(directory), OWN_DIRECTORY);
        }
    }

    private CacheManifest.Listed copyFile(String path, ByteBuffer buffer) throws IOException {
        CRC32C sum = new CRC32C();
        long bytes = 0;
        try (FileChannel in = FileChannel.open(from.resolve(path), StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        to.resolve(path), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWN_FILE)) {
            while (in.read(buffer.clear()) >= 0) {
                buffer.flip();
                bytes += buffer.remaining();
                sum.update(buffer.duplicate());
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
        }
        return new CacheManifest.Listed(path, bytes, (int) sum.getValue());
    }

    @FunctionalInterface
    private interface Each<T> {

        T at(int index, ByteBuffer buffer) throws IOException;
    }

    private static <T> List<T> inParallel(int count, Each<T> work) throws IOException {
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        AtomicInteger next = new AtomicInteger();
        List<T> done = new ArrayList<>(count);
        Callable<List<T>> worker = () -> {
            List<T> mine = new ArrayList<>();
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                mine.add(work.at(i, buffer));
            }
            return mine;
        };
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (Future<List<T>> each : executor.invokeAll(Collections.nCopies(threads, worker))) {
                done.addAll(each.get());
            }
            return done;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while files were copied", e);
        } finally {
            executor.shutdownNow();
        }
    }

    private static FileAttribute<?>[] permissions(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
