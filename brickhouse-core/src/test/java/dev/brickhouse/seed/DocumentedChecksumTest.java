package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.history.HistorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The checksums that readers compare theirs with are the pinned ones, which {@link ChecksumIT} holds databases to. */
class DocumentedChecksumTest {

    @Test
    void theTutorialHasThoseOfTheDefaultSettings() throws IOException {
        assertThat(page("tutorial.md"))
                .contains("[INFO] Seeded " + fingerprint(HistorySettings.defaults(SeedFixture.AS_OF)) + " as of "
                        + SeedFixture.AS_OF)
                .contains("[INFO] Checksum of the contents: " + DefaultSeed.CHECKSUM + "\n");
        assertThat(page("server.md"))
                .contains("Copied the seed " + fingerprint(HistorySettings.defaults(SeedFixture.AS_OF)) + " as of ");
    }

    @Test
    void theRecipesHaveThoseOfTheSmallSeed() throws IOException {
        HistorySettings small = DefaultSeed.hundredth().history();
        assertThat(page("recipes.md"))
                .contains("[INFO] Seeded " + fingerprint(small) + " as of " + SeedFixture.AS_OF)
                .contains("[INFO] Checksum of the contents: " + DefaultSeed.HUNDREDTH_CHECKSUM + "\n");
    }

    private static String fingerprint(HistorySettings settings) {
        return SeedSettings.of(settings, Catalog.standard()).fingerprint();
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("..", "docs", name)).replace("\r\n", "\n");
    }
}
