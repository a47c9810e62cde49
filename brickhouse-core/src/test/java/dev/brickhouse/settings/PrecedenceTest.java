package dev.brickhouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published order: -D and POM, then settings.xml, the environment, the .env file, the default. */
class PrecedenceTest {

    private static final String SETTINGS = "settings.xml server 'db'";

    @TempDir
    Path directory;

    /** Each setting with the environment variable that can give it, and whether settings.xml can. */
    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(PropertyNames.USER, PropertyNames.ENV_USER, true),
                Arguments.of(PropertyNames.PASSWORD, PropertyNames.ENV_PASSWORD, true),
                Arguments.of(PropertyNames.PASSWORD_COMMAND, PropertyNames.ENV_PASSWORD_COMMAND, true),
                Arguments.of(PropertyNames.PASSWORD_COMMAND_TIMEOUT, null, false),
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
                Arguments.of(PropertyNames.WAL_LEVEL, null, false),
                Arguments.of(PropertyNames.EMBEDDED_PORT, null, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void theNextSourceWinsWhenTheWinnerIsTakenAway(String property, String variable, boolean inSettings)
            throws IOException {
        Path envFile = directory.resolve(".env");
        List<String> left = new ArrayList<>(List.of("-D" + property));
        if (inSettings) {
            left.add(SETTINGS);
        }
        if (variable != null) {
            left.add("environment variable " + variable);
            left.add(variable + " in " + envFile);
        }
        while (!left.isEmpty()) {
            DatabaseSettings.Builder request = Requests.builder();
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
        assertThat(found).isEqualTo(new Setting(property, "the default", "default", SettingOrigin.DEFAULT));
    }

    private static void give(
            DatabaseSettings.Builder request, String source, String property, String variable, Path envFile)
            throws IOException {
        String value = "from " + source;
        if (source.startsWith("-D")) {
            request.commandLine(property, value);
        } else if (source.equals(SETTINGS)) {
            request.settingsServer(
                    "db",
                    property.equals(PropertyNames.USER) ? value : null,
                    property.equals(PropertyNames.PASSWORD) ? value : null);
            if (property.equals(PropertyNames.PASSWORD_COMMAND)) {
                request.settingsSecret("db", property, value);
            }
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
                .pom(PropertyNames.HOST, "host", "  ")
                .environment(Map.of("DB_USER", " "))
                .envFile(envFile, true)
                .build());

        assertThat(sources.find(PropertyNames.HOST, "localhost").given()).isFalse();
        assertThat(sources.find(PropertyNames.USER, "postgres").value()).isEqualTo("from-file");
    }

    @Test
    void whatIsSetOnItsOwnBeatsTheUrlAndTheUrlBeatsTheRest() {
        DatabaseSettings.Builder request = Requests.builder()
                .pom(PropertyNames.URL, "url", "jdbc:postgresql://db/shop?user=from-url&password=url-secret")
                .settingsServer("db", "from-settings", "settings-secret")
                .environment(Map.of("DB_USER", "from-environment", "DB_PASSWORD", "environment-secret"));
        assertThat(connect(request).info().user()).isEqualTo("from-url");
        assertThat(connect(request).password()).isEqualTo("url-secret");

        request.commandLine(PropertyNames.USER, "alone").commandLine(PropertyNames.PASSWORD, "secret-alone");
        assertThat(connect(request).info().user()).isEqualTo("alone");
        assertThat(connect(request).password()).isEqualTo("secret-alone");
    }

    /** A password and a command that prints one are two ways to say the same. */
    @ParameterizedTest
    @EnumSource(
            value = SettingOrigin.class,
            names = {"EARLIER_GOAL", "DEFAULT"},
            mode = EnumSource.Mode.EXCLUDE)
    void ofAPasswordAndACommandTheHigherSourceWins(SettingOrigin ofCommand) throws IOException {
        for (SettingOrigin ofPassword : SettingOrigin.values()) {
            if (ofPassword == SettingOrigin.EARLIER_GOAL || ofPassword == SettingOrigin.DEFAULT) {
                continue;
            }
            Path envFile = directory.resolve(".env");
            Files.deleteIfExists(envFile);
            DatabaseSettings.Builder request = Requests.external();
            Map<String, String> environment = new HashMap<>();
            give(request, ofPassword, PropertyNames.PASSWORD, PropertyNames.ENV_PASSWORD, environment, envFile);
            give(
                    request,
                    ofCommand,
                    PropertyNames.PASSWORD_COMMAND,
                    PropertyNames.ENV_PASSWORD_COMMAND,
                    environment,
                    envFile);
            request.environment(environment);
            if (ofCommand == ofPassword) {
                assertThatThrownBy(() -> connect(request))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageMatching(
                                "brickhouse\\.password \\((.+)\\) and brickhouse\\.passwordCommand \\(.+\\) are"
                                        + " both given; leave out one of the two\\.");
                continue;
            }
            ResolvedDatabase.Connect found = connect(request);
            assertThat(found.passwordCommand() != null)
                    .as("command by " + ofCommand + ", password by " + ofPassword)
                    .isEqualTo(ofCommand.compareTo(ofPassword) < 0);
            assertThat(found.password() != null).isEqualTo(found.passwordCommand() == null);
        }
    }

    private static void give(
            DatabaseSettings.Builder request,
            SettingOrigin origin,
            String property,
            String variable,
            Map<String, String> environment,
            Path envFile)
            throws IOException {
        switch (origin) {
            case COMMAND_LINE -> request.commandLine(property, "x");
            case POM -> request.pom(property, "x", "x");
            case SETTINGS_XML -> request.settingsSecret("db", property, "x");
            case ENVIRONMENT -> environment.put(variable, "x");
            default -> {
                Files.writeString(envFile, variable + "=x\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                request.envFile(envFile, true);
            }
        }
    }

    @Test
    void aPasswordInTheUrlAndACommandBesideItAreOneTooMany() {
        DatabaseSettings.Builder request = Requests.builder()
                .pom(PropertyNames.URL, "url", "jdbc:postgresql://db/shop?password=url-secret")
                .pom(PropertyNames.PASSWORD_COMMAND, "passwordCommand", "echo secret");

        assertThatThrownBy(() -> connect(request))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "brickhouse.password (password in brickhouse.url by POM <url>) and"
                                + " brickhouse.passwordCommand (POM <passwordCommand>) are both given; leave out one of the two.");

        request.commandLine(PropertyNames.PASSWORD_COMMAND, "echo secret");
        assertThat(connect(request).passwordCommand()).isNotNull();
        assertThat(connect(request).url()).doesNotContain("secret");
    }

    static Stream<Arguments> settingsInTheUrl() {
        return Stream.of(
                Arguments.of("user=in_url", PropertyNames.USER),
                Arguments.of("password=in_url", PropertyNames.PASSWORD),
                Arguments.of("sslmode=disable", PropertyNames.SSL_MODE),
                Arguments.of("ssl=false", PropertyNames.SSL_MODE),
                Arguments.of("connectTimeout=3", PropertyNames.CONNECT_TIMEOUT),
                Arguments.of("options=-c%20statement_timeout%3D3s", PropertyNames.STATEMENT_TIMEOUT),
                Arguments.of("options=--lock-timeout%3D2500", PropertyNames.LOCK_TIMEOUT),
                Arguments.of("currentSchema=in_url", PropertyNames.SCHEMA));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settingsInTheUrl")
    void whatAUrlSaysCountsWhereTheUrlStands(String query, String property) {
        String url = "jdbc:postgresql://db/shop?" + query;
        String alone = property.equals(PropertyNames.SSL_MODE) ? "require" : "7";
        for (boolean urlTyped : new boolean[] {true, false}) {
            for (SettingOrigin origin :
                    List.of(SettingOrigin.COMMAND_LINE, SettingOrigin.POM, SettingOrigin.ENVIRONMENT)) {
                DatabaseSettings.Builder request = Requests.builder();
                if (urlTyped) {
                    request.commandLine(PropertyNames.URL, url);
                } else {
                    request.pom(PropertyNames.URL, "url", url);
                }
                switch (origin) {
                    case COMMAND_LINE -> request.commandLine(property, alone);
                    case POM -> request.pom(property, "x", alone);
                    default -> request.environment(Map.of("DB_USER", "7", "DB_PASSWORD", "7", "DB_SCHEMA", "7"));
                }
                ResolvedDatabase plan =
                        SettingsResolver.resolve(request.build(), dev.brickhouse.console.Console.SILENT);
                boolean aloneWins = origin == SettingOrigin.COMMAND_LINE || origin == SettingOrigin.POM && !urlTyped;

                assertThat(inForce(plan, property).equals(alone))
                        .as(property + " by " + origin + " beside a URL " + (urlTyped ? "by -D" : "in the POM"))
                        .isEqualTo(aloneWins);
                assertThat(plan.connect().url())
                        .doesNotContain("ssl", "imeout", "user", "password")
                        .matches(aloneWins ? "[^?]*" : ".*");
            }
        }
    }

    private static String inForce(ResolvedDatabase plan, String property) {
        return switch (property) {
            case PropertyNames.USER -> plan.connect().info().user();
            case PropertyNames.PASSWORD -> plan.connect().password();
            case PropertyNames.SSL_MODE -> plan.connect().sslMode();
            case PropertyNames.CONNECT_TIMEOUT ->
                Integer.toString(plan.connect().connectTimeoutSeconds());
            case PropertyNames.STATEMENT_TIMEOUT ->
                Integer.toString(plan.connect().statementTimeoutSeconds());
            case PropertyNames.LOCK_TIMEOUT -> Integer.toString(plan.connect().lockTimeoutSeconds());
            default -> plan.schema().name();
        };
    }

    @Test
    void thePartsOfAUrlGiveWayToTheCommandLineOnly() {
        DatabaseSettings.Builder request = Requests.builder()
                .pom(PropertyNames.URL, "url", "jdbc:postgresql://first:1,second:2/shop?a=1")
                .environment(Map.of("DB_HOST", "elsewhere", "DB_NAME", "elsewhere"));
        assertThat(connect(request).url()).isEqualTo("jdbc:postgresql://first:1,second:2/shop?a=1");

        request.commandLine(PropertyNames.DATABASE, "other");
        assertThat(connect(request).url()).isEqualTo("jdbc:postgresql://first:1,second:2/other?a=1");

        request.commandLine(PropertyNames.HOST, "::1");
        assertThat(connect(request).url()).isEqualTo("jdbc:postgresql://[::1]:1/other?a=1");
    }

    @Test
    void aZoneOfAnAddressIsOneThatJavaFinds() throws IOException {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        String numbered = "[fe80::1%" + loopback.getIndex() + "]";
        for (String url : List.of(
                connect(Requests.builder().commandLine(PropertyNames.HOST, "fe80::1%" + loopback.getName()))
                        .url(),
                connect(Requests.builder()
                                .commandLine(
                                        PropertyNames.URL,
                                        "jdbc:postgresql://[fe80::1%25" + loopback.getName() + "]:5432/postgres"))
                        .url())) {
            assertThat(url).isEqualTo("jdbc:postgresql://" + numbered + ":5432/postgres");
        }
        assertThat(InetAddress.getByName(numbered)).isInstanceOf(Inet6Address.class);
    }

    private static ResolvedDatabase.Connect connect(DatabaseSettings.Builder request) {
        return SettingsResolver.resolve(request.build(), dev.brickhouse.console.Console.SILENT)
                .connect();
    }
}
