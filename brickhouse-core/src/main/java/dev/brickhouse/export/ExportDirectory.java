package dev.brickhouse.export;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.FileFailures;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.seed.RetailRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory of an export. What lies in it belongs to the export only if a manifest in it says so; nothing else is
 * ever changed. One process at a time writes a slice there, which a lock file tells.
 */
final class ExportDirectory implements AutoCloseable {

    private static final String HIDDEN = ".";
    private static final String UNFINISHED = ".unfinished";

    /** What stands in the name of an unfinished file that becomes another one. */
    static final String STAGED = ".csv";

    private final Path root;
    private final String slice;
    private final Path lockFile;
    private final FileChannel lock;

    private ExportDirectory(Path root, String slice, Path lockFile, FileChannel lock) {
        this.root = root;
        this.slice = slice;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Makes the directory if need be and keeps others out of it.
     *
     * @param slice whether the export is one of several that may share the directory
     * @throws RefusedException if another process writes the same there
     */
    static ExportDirectory open(Path directory, boolean slice, long from, long to) {
        Path root = directory.toAbsolutePath().normalize();
        String name = slice ? String.format(Locale.ROOT, "-%010d-%010d", from, to) : "";
        Path lockFile = root.resolve(HIDDEN + "export" + name + ".lock");
        try {
            Files.createDirectories(root);
            FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(lock)) {
                lock.close();
                throw new RefusedException("Another build is writing an export into " + root
                        + "; wait until it has ended, or name another directory with " + PropertyNames.EXPORT_DIRECTORY
                        + ".");
            }
            return new ExportDirectory(root, name, lockFile, lock);
        } catch (IOException e) {
            throw notWritable(lockFile, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // another thread of this process has it
            return false;
        }
    }

    Path root() {
        return root;
    }

    /** The manifest of this export; every slice has one of its own. */
    Path manifest() {
        return root.resolve("manifest" + slice + ".json");
    }

    /** @param path as in a manifest */
    Path file(String path) {
        return root.resolve(path);
    }

    /** What a file is called until it is complete. */
    Path unfinished(String path, String suffix) {
        Path file = file(path);
        return file.resolveSibling(HIDDEN + file.getFileName() + slice + suffix + UNFINISHED);
    }

    /** Whether a file is there as it was written. */
    boolean holds(ExportedFile exported) {
        try {
            Path file = file(exported.path());
            return exported.isComplete() && Files.isRegularFile(file) && Files.size(file) == exported.bytes();
        } catch (IOException e) {
            return false;
        }
    }

    /** The manifests of the exports that are here. */
    List<ExportManifest> manifests() {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(file -> file.getFileName().toString().matches("manifest(-[-\\d]+)?\\.json"))
                    .sorted()
                    .map(ExportManifest::read)
                    .toList();
        } catch (IOException e) {
            throw notWritable(root, e);
        }
    }

    /** Removes the files of an earlier export, and its manifest when they are gone. */
    void remove(ExportManifest manifest) {
        for (ExportedFile each : manifest.files()) {
            remove(file(each.path()));
            remove(unfinished(each.path(), ""));
            remove(unfinished(each.path(), STAGED));
        }
        remove(manifest.file());
    }

    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw notWritable(file, e);
        }
    }

    /**
     * Makes sure that readers of the tables' directories will find nothing but exported files.
     *
     * @throws RefusedException if there is a file that no manifest lists
     */
    void requireNothingElse(List<ExportManifest> manifests) {
        Set<Path> known = new HashSet<>();
        manifests.forEach(each -> each.files().forEach(exported -> known.add(file(exported.path()))));
        List<Path> others = new ArrayList<>();
        RetailRows.TABLES.forEach(table -> others.addAll(otherFiles(root.resolve(table.name()), known)));
        if (!others.isEmpty()) {
            throw new RefusedException("The directory " + root + " holds " + root.relativize(others.get(0))
                    + (others.size() == 1 ? "" : " and " + (others.size() - 1) + " other files")
                    + ", which no export of this plugin has written and which readers would take for a part of it; move it"
                    + " away, or name another directory with " + PropertyNames.EXPORT_DIRECTORY + ".");
        }
    }

    private static List<Path> otherFiles(Path directory, Set<Path> known) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith(HIDDEN))
                    .filter(file -> !known.contains(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw notWritable(directory, e);
        } catch (UncheckedIOException e) {
            throw notWritable(directory, e.getCause());
        }
    }

    /** What to say when a file could not be written. */
    static EnvironmentException notWritable(Path file, IOException reason) {
        return new EnvironmentException(
                "The file " + file + " cannot be written or read (" + FileFailures.words(reason)
                        + "); free space on the disk or make"
                        + " the directory writable, or name another one with " + PropertyNames.EXPORT_DIRECTORY
                        + ", and run the same again: files that are complete are kept.",
                reason);
    }

    @Override
    public void close() {
        try (lock) {
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            throw notWritable(lockFile, e);
        }
    }
}
