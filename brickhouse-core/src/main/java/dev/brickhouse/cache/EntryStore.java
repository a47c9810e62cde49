package dev.brickhouse.cache;

import dev.brickhouse.embedded.ExcludedFiles;
import dev.brickhouse.embedded.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory of the cache, with one directory for each entry.
 *
 * <p>No lock is needed between processes: an entry is made elsewhere and moved into place in one step, never changed
 * afterwards, and moved away in one step before it is deleted. Who reads one meanwhile finds a file missing, which is
 * as if there were no entry. Every byte that is read is compared with the manifest.
 */
final class EntryStore {

    private static final int MOST_ENTRIES = 10;

    /** As a part of the whole cache, so that one large seed does not push all others out. */
    private static final int LARGEST_PART = 2;

    /** How many times the size of an entry has to be free on the disk, since others need room as well. */
    private static final int FREE_FOR_OTHERS = 4;

    private static final String MANIFEST = "manifest";
    private static final String DATA = "data";
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final String ASIDE = "aside-";

    /** No copy takes this long, so anything older was interrupted. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path directory;
    private final long maxBytes;

    EntryStore(SeedCacheSettings settings) {
        directory = settings.directory();
        maxBytes = settings.maxBytes();
    }

    /** What came of copying an entry. */
    enum Copied {
        YES,
        /** There is no such entry, or another process has just removed it. */
        NO_ENTRY,
        /** The entry was damaged, and is removed. */
        DAMAGED
    }

    /** The manifest of an entry. What is there without one that can be read is no entry, and is removed. */
    Optional<CacheManifest> find(String key) throws IOException {
        Path entry = directory.resolve(key);
        if (!Files.isDirectory(entry)) {
            return Optional.empty();
        }
        Optional<CacheManifest> manifest =
                CacheManifest.read(entry.resolve(MANIFEST)).filter(CacheManifest::isCluster);
        if (manifest.isEmpty()) {
            remove(entry);
        }
        return manifest;
    }

    /**
     * Copies the data directory of an entry.
     *
     * @param target where there is nothing yet; what is there afterwards counts only if all of it was copied
     * @throws IOException if the target cannot be written
     */
    Copied copy(String key, CacheManifest manifest, Path target) throws IOException {
        Path entry = directory.resolve(key);
        try {
            new TreeCopy(entry.resolve(DATA), target).copy(manifest);
        } catch (NoSuchFileException | TreeCopy.DamagedException e) {
            boolean sameEntry = CacheManifest.read(entry.resolve(MANIFEST))
                    .filter(now -> now.id().equals(manifest.id()))
                    .isPresent();
            if (!sameEntry) {
                return Copied.NO_ENTRY;
            }
            remove(entry);
            return Copied.DAMAGED;
        }
        touch(entry);
        return Copied.YES;
    }

    /** Makes it the entry that was used last. */
    private static void touch(Path entry) {
        try {
            Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // a cache that is only read has no need of an order
            return;
        }
    }

    /**
     * Makes an entry, in the place of one with the same key, and removes those that were not used for longest until the
     * cache is as small as it has to be.
     *
     * @param dataDirectory one whose server is shut down
     * @return how many bytes it has; empty if it is too large
     * @throws IOException if it cannot be copied, or is not a whole data directory
     */
    Optional<Long> put(String key, Map<String, String> facts, Path dataDirectory) throws IOException {
        // behind a link there would be nothing to see
        Path cluster = dataDirectory.toRealPath();
        TreeCopy.createOwnDirectories(directory);
        TreeCopy.Tree tree = TreeCopy.Tree.of(cluster, ExcludedFiles.in(cluster));
        long bytes = 0;
        for (String file : tree.files()) {
            bytes += Files.size(cluster.resolve(file));
        }
        if (bytes > maxBytes / LARGEST_PART
                || Files.getFileStore(directory).getUsableSpace() / FREE_FOR_OTHERS < bytes) {
            return Optional.empty();
        }
        Path aside = aside();
        try {
            Path entry = TreeCopy.createOwnDirectories(aside.resolve(key));
            List<CacheManifest.Listed> files = new TreeCopy(cluster, entry.resolve(DATA)).copy(tree);
            CacheManifest manifest = new CacheManifest(UUID.randomUUID().toString(), facts, tree.directories(), files);
            if (!manifest.isCluster()) {
                throw new IOException(cluster + " is not a whole data directory");
            }
            manifest.write(entry.resolve(MANIFEST));
            makeRoom(key, bytes);
            publish(entry, directory.resolve(key));
            return Optional.of(bytes);
        } finally {
            FileTree.deleteIfPossible(aside);
        }
    }

    private void publish(Path made, Path entry) throws IOException {
        remove(entry);
        try {
            Files.move(made, entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // another process may have made the same in this moment
            if (CacheManifest.read(entry.resolve(MANIFEST)).isEmpty()) {
                throw e;
            }
        }
    }

    private Path aside() {
        return directory.resolve(ASIDE + UUID.randomUUID());
    }

    private record Used(Path entry, FileTime last, long bytes) {}

    private void makeRoom(String key, long needed) throws IOException {
        List<Used> others = new ArrayList<>();
        for (Path each : list()) {
            String name = each.getFileName().toString();
            if (name.startsWith(ASIDE)) {
                removeAbandoned(each);
            } else if (KEY.matcher(name).matches() && !name.equals(key)) {
                Optional<CacheManifest> manifest = find(name);
                Optional<FileTime> last = lastModified(each);
                if (manifest.isPresent() && last.isPresent()) {
                    others.add(new Used(each, last.get(), manifest.get().bytes()));
                }
            }
        }
        others.sort(Comparator.comparing(Used::last).reversed());
        long bytes = needed;
        int entries = 1;
        for (Used each : others) {
            bytes += each.bytes();
            entries++;
            if (bytes > maxBytes || entries > MOST_ENTRIES) {
                remove(each.entry());
            }
        }
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }

    private static void removeAbandoned(Path aside) throws IOException {
        FileTime limit = FileTime.from(Instant.now().minus(ABANDONED));
        if (lastModified(aside).filter(last -> last.compareTo(limit) < 0).isPresent()) {
            FileTree.deleteIfPossible(aside);
        }
    }

    /** Empty if another process has removed it meanwhile. */
    private static Optional<FileTime> lastModified(Path directory) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(directory));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Away in one step first, so that nobody takes for an entry what is left of it. */
    private void remove(Path entry) throws IOException {
        Path aside = aside();
        try {
            Files.move(entry, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // there was none, or another process has removed it
            return;
        }
        FileTree.deleteIfPossible(aside);
    }
}
