package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference says what the goals and parameters are now. */
class ReferenceTest {

    private static final Path PAGE = Path.of("../docs/reference.md");

    private static final Path MADE = Path.of("target/reference.md");

    @Test
    void theReferenceIsWhatTheDescriptorSays() throws IOException {
        String made = new ReferencePage(PluginDescriptorTest.descriptor()).markdown();
        Files.writeString(MADE, made);
        assertThat(PAGE)
                .as("docs/reference.md is out of date: copy brickhouse-maven-plugin/%s over it", MADE)
                .hasContent(made);
    }
}
