package dev.brickhouse.embedded;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.FileFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether a data directory was made for the tests of one build, so that the next build may throw it away.
 *
 * <p>A file in it says so, which names its path: neither data that somebody puts in its place nor a copy elsewhere are
 * taken for those of tests.
 */
final class TestData {

    static final String MARK = "brickhouse.test-data";

    private final Path directory;
    private final Path mark;

    TestData(Path directory) {
        this.directory = directory;
        this.mark = directory.resolve(MARK);
    }

    boolean isMarked() {
        try {
            return Files.isRegularFile(mark) && Files.readString(mark).equals(directory.toString());
        } catch (IOException e) {
            return false;
        }
    }

    /** Marks a directory that was made a moment ago. */
    void mark() {
        try {
            Files.writeString(mark, directory.toString());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Makes the data a user's. */
    void unmark() {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private EnvironmentException unusable(IOException e) {
        return new EnvironmentException(
                "The file " + mark
                        + " cannot be written or deleted; make its directory writable, or choose another with "
                        + PropertyNames.DATA_DIRECTORY + " (" + FileFailures.words(e) + ").",
                e);
    }

    /** As {@link ClusterExchange#exchange}; what is put in the place of data of tests is data of tests. */
    static <T> Optional<T> exchange(Path directory, Function<Path, Optional<T>> source) {
        TestData data = new TestData(directory);
        boolean marked = data.isMarked();
        Optional<T> exchanged = ClusterExchange.exchange(directory, source);
        if (marked && exchanged.isPresent()) {
            data.mark();
        }
        return exchanged;
    }

    /** Throws away what tests have left, and nothing else. To be used under the directory's lock. */
    static void throwAwayIfUnused(EmbeddedSettings settings, Console console) {
        Path directory = settings.dataDirectory();
        TestData data = new TestData(directory);
        if (!data.isMarked()) {
            return;
        }
        new ServerStart(settings, console).killAbandoned();
        // the last client of the tests may have gone a moment after those who started it
        new ServerStop(console).unlessUsed(directory, console::debug);
        if (Postmaster.runningOn(directory).isEmpty()) {
            console.info("Throwing away the data in " + directory + ", which brickhouse:start made for tests");
            DataDirectory.delete(directory);
            DataDirectory.prepare(directory, settings.version().major());
        }
    }
}
