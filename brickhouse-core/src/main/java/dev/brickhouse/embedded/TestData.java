package dev.brickhouse.embedded;

import dev.brickhouse.console.Console;
import java.nio.file.Path;

/** The data of tests, which a marker beside the data directory tells from a user's. */
final class TestData {

    private TestData() {}

    /** Throws away what tests have left, and nothing else. To be used under the directory's lock. */
    static void throwAwayIfUnused(EmbeddedSettings settings, Console console) {
        Path directory = settings.dataDirectory();
        if (!DirectoryMarker.testData(directory).exists() || !DataDirectory.holdsCluster(directory)) {
            return;
        }
        new ServerStart(settings, console).killAbandoned();
        // the last client of the tests may have gone a moment after those who started it
        new ServerStop(console).unlessUsed(directory, console::debug);
        if (Postmaster.runningOn(directory).isEmpty()) {
            console.info(
                    "Throwing away the data in " + directory + ", which were made for the tests of an earlier build");
            DataDirectory.delete(directory);
            DataDirectory.prepare(directory, settings.version().major());
        }
    }
}
