package dev.brickhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.config.PropertyNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The published order: -D and POM, then settings.xml, the environment, the .env file, the default. */
class PrecedenceTest {

    private static final String BUILD = "-Dbrickhouse.x";
    private static final String SETTINGS = "settings.xml server 'db'";

    @TempDir
    Path directory;

    /** Each setting with the environment variable that can give it, and whether settings.xml can. */
    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(PropertyNames.USER, PropertyNames.ENV_USER, true),
                Arguments.of(PropertyNames.PASSWORD, PropertyNames.ENV_PASSWORD, true),
                Arguments.of(PropertyNames.HOST, PropertyNames.ENV_HOST, false),
                Arguments.of(PropertyNames.PORT, PropertyNames.ENV_PORT, false),
                Arguments.of(PropertyNames.DATABASE, PropertyNames.ENV_DATABASE, false),
                Arguments.of(PropertyNames.SCHEMA, PropertyNames.ENV_SCHEMA, false),
                Arguments.of(PropertyNames.SERVER, null, false),
                Arguments.of(PropertyNames.URL, null, false),
                Arguments.of(PropertyNames.ANALYTICS_SCHEMA, null, false),
                Arguments.of(PropertyNames.SSL_MODE, null, false),
                Arguments.of(PropertyNames.CONNECT_TIMEOUT, null, false),
                Arguments.of(PropertyNames.STATEMENT_TIMEOUT, null, false),
                Arguments.of(PropertyNames.LOCK_TIMEOUT, null, false),
                Arguments.of(PropertyNames.POSTGRES_VERSION, null, false),
                Arguments.of(PropertyNames.DATA_DIRECTORY, null, false),
                Arguments.of(PropertyNames.EMBEDDED_PORT, null, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void theNextSourceWinsWhenTheWinnerIsTakenAway(String property, String variable, boolean inSettings)
            throws IOException {
        Path envFile = directory.resolve(".env");
        List<String> left = new ArrayList<>(List.of(BUILD));
        if (inSettings) {
            left.add(SETTINGS);
        }
        if (variable != null) {
            left.add("environment variable " + variable);
            left.add(variable + " in " + envFile);
        }
        while (!left.isEmpty()) {
            ServerRequest.Builder request = Requests.builder();
            for (String source : left) {
                give(request, source, property, variable, envFile);
            }
            Setting found = new SettingSources(request.build()).find(property, "the default");

            assertThat(found.source()).isEqualTo(left.get(0));
            assertThat(found.value()).isEqualTo("from " + left.get(0));
            assertThat(found.given()).isTrue();
            left.remove(0);
            Files.deleteIfExists(envFile);
        }
        Setting found = new SettingSources(Requests.builder().build()).find(property, "the default");
        assertThat(found).isEqualTo(new Setting(property, "the default", "default", false));
    }

    private static void give(
            ServerRequest.Builder request, String source, String property, String variable, Path envFile)
            throws IOException {
        String value = "from " + source;
        if (source.equals(BUILD)) {
            request.given(property, value, BUILD);
        } else if (source.equals(SETTINGS)) {
            boolean user = property.equals(PropertyNames.USER);
            request.settingsServer("db", user ? value : null, user ? null : value);
        } else if (source.startsWith("environment variable ")) {
            request.environment(Map.of(variable, value));
        } else {
            Files.writeString(envFile, variable + "=\"" + value + "\"\n");
            request.envFile(envFile, true);
        }
    }

    @Test
    void aBlankValueWasNotGiven() throws IOException {
        Path envFile = Files.writeString(directory.resolve(".env"), "DB_HOST=\nDB_USER=from-file\n");
        SettingSources sources = new SettingSources(Requests.builder()
                .given(PropertyNames.HOST, "  ", "POM <host>")
                .environment(Map.of("DB_USER", " "))
                .envFile(envFile, true)
                .build());

        assertThat(sources.find(PropertyNames.HOST, "localhost").given()).isFalse();
        assertThat(sources.find(PropertyNames.USER, "postgres").value()).isEqualTo("from-file");
    }

    @Test
    void whatIsSetOnItsOwnBeatsTheUrlAndTheUrlBeatsTheRest() {
        ServerRequest.Builder request = Requests.builder()
                .given(PropertyNames.URL, "jdbc:postgresql://db/shop?user=from-url&password=url-secret", "POM <url>")
                .settingsServer("db", "from-settings", "settings-secret")
                .environment(Map.of("DB_USER", "from-environment", "DB_PASSWORD", "environment-secret"));
        assertThat(connect(request).info().user()).isEqualTo("from-url");
        assertThat(connect(request).password()).isEqualTo("url-secret");

        request.given(PropertyNames.USER, "alone", "-D").given(PropertyNames.PASSWORD, "secret-alone", "-D");
        assertThat(connect(request).info().user()).isEqualTo("alone");
        assertThat(connect(request).password()).isEqualTo("secret-alone");
    }

    private static ServerPlan.Connect connect(ServerRequest.Builder request) {
        return Databases.plan(request.build(), dev.brickhouse.console.Console.SILENT)
                .connect();
    }
}
