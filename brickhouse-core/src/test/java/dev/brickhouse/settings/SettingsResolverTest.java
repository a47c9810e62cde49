package dev.brickhouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsResolverTest {

    private static final String[] SECRETS = {"pom-secret", "url-secret", "settings-secret", "env-secret", "file-secret"
    };

    private final RecordingConsole console = new RecordingConsole();

    @Test
    void embeddedIfNothingNamesAServer() {
        ResolvedDatabase plan = plan(Requests.builder().environment(Map.of("DB_SCHEMA", "shop", "DB_USER", "anna")));

        assertThat(plan.kind()).isEqualTo(ServerKind.EMBEDDED);
        assertThat(plan.schema().name()).isEqualTo("shop");
        assertThat(console.info()).first().isEqualTo("Using the embedded PostgreSQL, since no server is configured");
    }

    @ParameterizedTest
    @CsvSource({
        "brickhouse.url, jdbc:postgresql://db/shop",
        "brickhouse.host, db",
        "brickhouse.port, 5433",
        "brickhouse.database, shop"
    })
    void externalIfAPropertyNamesAServer(String property, String value) {
        ResolvedDatabase plan = plan(Requests.builder().commandLine(property, value));

        assertThat(plan.kind()).isEqualTo(ServerKind.EXTERNAL);
        assertThat(console.info())
                .first()
                .isEqualTo("Using an external PostgreSQL, since " + property + " is set by -D" + property);
    }

    @ParameterizedTest
    @CsvSource({"DB_HOST, brickhouse.host, db", "DB_PORT, brickhouse.port, 5433", "DB_NAME, brickhouse.database, shop"})
    void externalIfTheEnvironmentOrItsFileNamesAServer(
            String variable, String property, String value, @TempDir Path directory) throws IOException {
        plan(Requests.builder().environment(Map.of(variable, value)));
        assertThat(console.info())
                .first()
                .isEqualTo("Using an external PostgreSQL, since " + property + " is set by environment variable "
                        + variable);

        Path file = Files.writeString(directory.resolve(".env"), variable + "=" + value);
        RecordingConsole second = new RecordingConsole();
        ResolvedDatabase plan =
                SettingsResolver.resolve(Requests.builder().envFile(file, false).build(), second);
        assertThat(plan.kind()).isEqualTo(ServerKind.EXTERNAL);
        assertThat(second.info())
                .first()
                .isEqualTo(
                        "Using an external PostgreSQL, since " + property + " is set by " + variable + " in " + file);
    }

    @Test
    void externalIfSettingsXmlHasTheCredentials() {
        ResolvedDatabase plan = plan(Requests.builder()
                .pom(PropertyNames.SERVER_ID, "serverId", "db")
                .settingsServer("db", "anna", "settings-secret"));

        assertThat(plan.kind()).isEqualTo(ServerKind.EXTERNAL);
        assertThat(plan.connect().info()).isEqualTo(new ConnectionInfo("localhost", 5432, "postgres", "anna"));
    }

    @Test
    void theDefaultsOfAnExternalServer() {
        ResolvedDatabase plan = plan(Requests.external());

        assertThat(plan.connect().info()).isEqualTo(new ConnectionInfo("localhost", 5432, "postgres", "postgres"));
        assertThat(plan.connect().password()).isNull();
        assertThat(plan.connect().connectTimeoutSeconds()).isEqualTo(10);
        assertThat(plan.connect().statementTimeoutSeconds()).isZero();
        assertThat(plan.schema().name()).isEqualTo("public");
        assertThat(plan.schema().analytics()).isEqualTo("analytics");
        assertThat(console.info()).containsExactly("Using an external PostgreSQL, as -Dbrickhouse.server says");
    }

    @Test
    void theDefaultsOfTheEmbeddedServer() {
        ResolvedDatabase plan = plan(Requests.builder());

        assertThat(plan.embedded().version().major()).isEqualTo(18);
        assertThat(plan.embedded().port()).isZero();
        assertThat(plan.embedded().dataDirectory())
                .isEqualTo(Path.of("target", "never-made", "pg18").toAbsolutePath());
    }

    @Test
    void viewsBesideAnotherSchemaHaveTheirOwn() {
        assertThat(plan(Requests.builder().commandLine("brickhouse.schema", "Big Shop"))
                        .schema()
                        .analytics())
                .isEqualTo("Big Shop_analytics");
    }

    @Test
    void embeddedByWordIgnoresAServerThatTheEnvironmentNames() {
        ResolvedDatabase plan = plan(
                Requests.builder().commandLine("brickhouse.server", "Embedded").environment(Map.of("DB_HOST", "db")));

        assertThat(plan.kind()).isEqualTo(ServerKind.EMBEDDED);
    }

    @Test
    void embeddedByWordAndAHostContradictEachOther() {
        assertRefused(
                Requests.builder()
                        .pom("brickhouse.server", "server", "embedded")
                        .commandLine("brickhouse.host", "db"),
                "brickhouse.server is embedded, but brickhouse.host names a server (-Dbrickhouse.host); leave out one"
                        + " of the two.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"brickhouse.host", "brickhouse.port", "brickhouse.database"})
    void aUrlAndItsPartsFromOnePlaceContradictEachOther(String property) {
        assertRefused(
                Requests.builder()
                        .pom("brickhouse.url", "url", "jdbc:postgresql://db/shop")
                        .pom(property, "x", "1"),
                "brickhouse.url (POM <url>) and " + property + " (POM <x>) are both given; leave out one of the two.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [::1]            | ::1
            ::1              | ::1
            fe80::1%eth0     | fe80::1%eth0
            [fe80::1%25eth0] | fe80::1%eth0
            192.0.2.1        | 192.0.2.1
            ' db.example.com ' | db.example.com
            """)
    void aHostIsTakenAsPeopleWriteIt(String host, String taken) {
        assertThat(plan(Requests.builder().commandLine("brickhouse.host", host))
                        .connect()
                        .info()
                        .host())
                .isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            db:5433    | holds a port; give 'db', and the port with brickhouse.port.
            [::1]:5433 | holds a port; give '[::1]', and the port with brickhouse.port.
            a db       | is not the name of a host; give a name such as db.example.com, or an address.
            db/shop    | is not the name of a host; give a name such as db.example.com, or an address.
            one,two    | names several hosts; give them with brickhouse.url.
            /var/run   | is a directory, as for Unix sockets, which Java's driver does not use; give localhost.
            """)
    void whatIsNoHost(String host, String fault) {
        assertRefused(
                Requests.builder().commandLine("brickhouse.host", host),
                "brickhouse.host is '" + host + "' (-Dbrickhouse.host), which " + fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"brickhouse.host", "brickhouse.port"})
    void whatStandsBeforeAnAtIsNotShown(String property) {
        for (String value : List.of("anna:hunter2@localhost", "hunter2@localhost:5432", "x@hunter2@::1")) {
            RecordingConsole console = new RecordingConsole();
            DatabaseSettings request =
                    Requests.external().commandLine(property, value).build();

            assertThatThrownBy(() -> SettingsResolver.resolve(request, console))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith(property + " is '******@")
                    .hasMessageNotContaining("hunter2");
            assertThat(console.all()).noneMatch(line -> line.contains("hunter2"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    brickhouse.server         | docker  | brickhouse.server is 'docker' (-Dbrickhouse.server), but it has to be one of: embedded, external.
                    brickhouse.port           | 0       | brickhouse.port is '0' (-Dbrickhouse.port), but it has to be a whole number from 1 to 65535.
                    brickhouse.port           | 65536   | brickhouse.port is '65536' (-Dbrickhouse.port), but it has to be a whole number from 1 to 65535.
                    brickhouse.port           | postgres | brickhouse.port is 'postgres' (-Dbrickhouse.port), but it has to be a whole number from 1 to 65535.
                    brickhouse.connectTimeout | -1      | brickhouse.connectTimeout is '-1' (-Dbrickhouse.connectTimeout), but it has to be a whole number of seconds from 0 to 86400.
                    brickhouse.statementTimeout | 1e9   | brickhouse.statementTimeout is '1e9' (-Dbrickhouse.statementTimeout), but it has to be a whole number of seconds from 0 to 86400.
                    brickhouse.sslMode        | yes     | brickhouse.sslMode is 'yes' (-Dbrickhouse.sslMode), but it has to be one of: disable, allow, prefer, require, verify-ca, verify-full.
                    brickhouse.schema         | pg_shop | brickhouse.schema is 'pg_shop', which is reserved for PostgreSQL, as all names are that begin with pg_; choose another name.
                    brickhouse.analyticsSchema | public | brickhouse.analyticsSchema and brickhouse.schema are both 'public'; the views need a schema of their own.
                    """)
    void valuesThatCannotBeUsed(String property, String value, String sentence) {
        DatabaseSettings.Builder request =
                property.equals("brickhouse.server") ? Requests.builder() : Requests.external();
        assertRefused(request.commandLine(property, value), sentence);
    }

    @Test
    void theTemplateOfAllDatabasesIsNotFilled() {
        assertRefused(
                Requests.builder().commandLine("brickhouse.embeddedDatabase", "template1"),
                "brickhouse.embeddedDatabase is 'template1' (-Dbrickhouse.embeddedDatabase), which PostgreSQL copies into"
                        + " each new database; choose another name.");
    }

    @Test
    void namesThatPostgresqlWouldCutAreRefused() {
        assertRefused(
                Requests.builder().commandLine("brickhouse.schema", "ä".repeat(32)),
                "brickhouse.schema is '" + "ä".repeat(32)
                        + "', which is longer than the 63 bytes that PostgreSQL allows for a name; choose another name.");
        assertRefused(
                Requests.builder().commandLine("brickhouse.schema", "s".repeat(60)),
                "The views' schema of the schema '" + "s".repeat(60) + "' would be '" + "s".repeat(60)
                        + "_analytics', which is longer than the 63 bytes that PostgreSQL allows for a name; name"
                        + " another with brickhouse.analyticsSchema.");
    }

    @Test
    void aSchemaWhoseViewsWouldBeAmongThoseOfPostgresqlIsRefused() {
        assertRefused(
                Requests.builder().commandLine("brickhouse.schema", "pg"),
                "The views' schema of the schema 'pg' would be 'pg_analytics', which is reserved for PostgreSQL, as all"
                        + " names are that begin with pg_; name another with brickhouse.analyticsSchema.");
    }

    @Test
    void whatTheGoalStartHasSettledIsUsedWithoutManyWords() {
        DatabaseSettings.Builder request = Requests.builder()
                .environment(Map.of("DB_HOST", "db"))
                .pom(PropertyNames.POSTGRES_VERSION, "postgresVersion", "16");
        assertThat(request.namesServer()).isFalse();
        ResolvedDatabase plan = plan(request.earlierGoal(PropertyNames.SERVER, "start", "embedded")
                .earlierGoal(PropertyNames.DATA_DIRECTORY, "start", "started")
                .earlierGoal(PropertyNames.POSTGRES_VERSION, "start", "18.6.0"));

        assertThat(plan.kind()).isEqualTo(ServerKind.EMBEDDED);
        assertThat(plan.embedded().dataDirectory()).isEqualTo(Path.of("started").toAbsolutePath());
        assertThat(plan.embedded().version().major()).isEqualTo(16);
        assertThat(console.info())
                .containsExactly(
                        "Using the embedded PostgreSQL, as the goal start says",
                        "  brickhouse.postgresVersion = 16 (POM <postgresVersion>)");
    }

    @Test
    void noLineHoldsASecret(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve(".env"), "DB_PASSWORD=file-secret");
        plan(Requests.builder()
                .pom("brickhouse.url", "url", "jdbc:postgresql://db/shop?password=url-secret&sslpassword=url-secret")
                .pom("brickhouse.password", "password", "pom-secret")
                .settingsServer("db", "anna", "settings-secret")
                .environment(Map.of("DB_PASSWORD", "env-secret"))
                .envFile(file, true));
        plan(Requests.external().settingsServer("db", "anna", "settings-secret"));
        plan(Requests.external().environment(Map.of("DB_PASSWORD", "env-secret")));
        plan(Requests.external().envFile(file, true));

        assertThat(console.all())
                .isNotEmpty()
                .anyMatch(line -> line.contains("password=******"))
                .allSatisfy(line -> assertThat(line).doesNotContain(SECRETS));
    }

    @Test
    void noTextOfAPlanHoldsASecret() {
        ResolvedDatabase plan = plan(Requests.external().environment(Map.of("DB_PASSWORD", "env-secret")));

        assertThat(plan.connect().password()).isEqualTo("env-secret");
        assertThat(plan.connect().toString()).doesNotContain(SECRETS);
        assertThat(plan.toString()).doesNotContain(SECRETS);
    }

    @ParameterizedTest
    @CsvSource({"brickhouse.password, pom-secret", "brickhouse.url, jdbc:postgresql://db/shop?password=pom-secret"})
    void aPasswordInThePomIsWarnedOf(String property, String value) {
        plan(Requests.external().pom(property, "parameter", value));
        assertThat(console.warnings())
                .containsExactly("The password is set in the POM, where anyone can read it; give a <server> of"
                        + " settings.xml with brickhouse.serverId, or the environment variable DB_PASSWORD, instead");

        RecordingConsole typed = new RecordingConsole();
        SettingsResolver.resolve(
                Requests.external().commandLine(property, value).build(), typed);
        assertThat(typed.warnings()).isEmpty();
    }

    private ResolvedDatabase plan(DatabaseSettings.Builder request) {
        return SettingsResolver.resolve(request.build(), console);
    }

    private static void assertRefused(DatabaseSettings.Builder request, String sentence) {
        assertThatThrownBy(() -> SettingsResolver.resolve(request.build(), Console.SILENT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(sentence);
    }
}
