package dev.brickhouse.embedded;

import dev.brickhouse.console.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The data of an embedded server that need not run. */
public final class EmbeddedData {

    private EmbeddedData() {}

    /** Whether a server would have to create its cluster. */
    public static boolean isNew(EmbeddedSettings settings) {
        return !DataDirectory.holdsCluster(settings.dataDirectory());
    }

    /**
     * Whether a data directory with these files, and others, can be a whole one.
     *
     * @param files paths relative to the directory, with slashes
     */
    public static boolean isCluster(Set<String> files) {
        return files.contains(DataDirectory.VERSION_FILE) && files.contains(DataDirectory.CONTROL_FILE);
    }

    /**
     * Puts a ready cluster where a server has no data directory yet.
     *
     * @param source makes the cluster at a path where there is nothing yet; empty if it cannot
     * @return what the source has made; empty also if there is a cluster already
     * @throws dev.brickhouse.problem.ConfigurationException as for {@link EmbeddedServer#start}
     * @throws java.io.UncheckedIOException if the cluster cannot be put there; the directory is as it was then
     */
    public static <T> Optional<T> fillNew(
            EmbeddedSettings settings, Function<Path, Optional<T>> source, Console console) {
        Path directory = settings.dataDirectory();
        DataDirectory.prepareParent(directory);
        return DirectoryLock.holding(directory, () -> {
            new ServerStart(settings, console).killAbandoned();
            DataDirectory.prepare(directory, settings.version().major());
            // of what lies behind a link only the link would be exchanged
            return DataDirectory.holdsCluster(directory) || Files.isSymbolicLink(directory)
                    ? Optional.empty()
                    : ClusterExchange.exchange(directory, source);
        });
    }

    /** Throws away data that were made for tests, unless their server is running; all other data stay. */
    public static void throwAwayOfTests(EmbeddedSettings settings, Console console) {
        Path directory = settings.dataDirectory();
        if (isOfTests(directory)) {
            DirectoryLock.holding(directory, () -> {
                TestData.throwAwayIfUnused(settings, console);
                return null;
            });
        }
    }

    /** Whether the data in a directory were made for tests, and may be thrown away. */
    public static boolean isOfTests(Path directory) {
        return new TestData(directory).isMarked();
    }

    /**
     * Keeps the data in a directory, whatever they were made for, from being thrown away by
     * {@link EmbeddedServer#startForTests}.
     */
    public static void keep(Path directory) {
        new TestData(directory).unmark();
    }

    /** Deletes the data in a directory that was made to be thrown away, unless their server is running. */
    public static void discard(Path directory) {
        DirectoryLock.holding(directory, () -> {
            if (DataDirectory.holdsCluster(directory)
                    && Postmaster.runningOn(directory).isEmpty()) {
                DataDirectory.delete(directory);
            }
            return null;
        });
    }
}
