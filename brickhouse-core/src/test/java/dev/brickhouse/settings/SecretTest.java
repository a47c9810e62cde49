package dev.brickhouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.RecordingConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

    private static final String PROPERTY = PropertyNames.GRANT_SERVICE_PASSWORD;

    private final RecordingConsole console = new RecordingConsole();

    @TempDir
    private Path directory;

    @Test
    void theFirstSourceThatHasItWins() throws IOException {
        Path envFile = Files.writeString(directory.resolve(".env"), "DB_SERVICE_PASSWORD=from-file\n");
        DatabaseSettings.Builder request = request().envFile(envFile, true);

        assertThat(find(request)).contains("from-file");
        request.environment(Map.of(PropertyNames.ENV_SERVICE_PASSWORD, "from-environment"));
        assertThat(find(request)).contains("from-environment");
        request.settingsSecret("shop-api", PROPERTY, "from-settings");
        assertThat(find(request)).contains("from-settings");
        request.commandLine(PROPERTY, "from-command-line");
        assertThat(find(request)).contains("from-command-line");
        assertThat(console.all())
                .hasSize(4)
                .noneMatch(line -> line.contains("from-"))
                .allMatch(line -> line.contains("******"));
    }

    @Test
    void nothingIsMadeUp() {
        assertThat(find(request())).isEmpty();
    }

    @Test
    void aPasswordInThePomIsWarnedOf() {
        assertThat(find(request().pom(PROPERTY, "servicePassword", "secret"))).contains("secret");
        assertThat(console.all())
                .contains(PROPERTY + " is set in the POM, where anyone can read it; give something better instead")
                .noneMatch(line -> line.contains("secret"));
    }

    private Optional<String> find(DatabaseSettings.Builder request) {
        return Secrets.find(request.build(), PROPERTY, "something better", console);
    }

    private DatabaseSettings.Builder request() {
        return DatabaseSettings.builder().embeddedDirectory(directory).binaries((version, platform) -> directory);
    }
}
