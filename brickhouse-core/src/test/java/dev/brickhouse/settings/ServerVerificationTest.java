package dev.brickhouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVerificationTest {

    private static final String ACCEPTS_ANY = "sslfactory=org.postgresql.ssl.NonValidatingFactory";

    private final RecordingConsole console = new RecordingConsole();

    @ParameterizedTest
    @CsvSource({
        "'', -Dbrickhouse.sslMode, verify-full",
        "'', -Dbrickhouse.sslMode, verify-ca",
        "ssl=true&, -Dbrickhouse.sslMode, verify-full",
        "sslmode=require&, -Dbrickhouse.sslMode, verify-full",
        "sslmode=verify-ca&, sslmode in brickhouse.url by POM <url>, verify-ca"
    })
    void whatCannotBeVerifiedIsRefused(String query, String source, String mode) {
        DatabaseSettings.Builder request = withUrl(query + ACCEPTS_ANY);
        if (source.startsWith("-D")) {
            request.commandLine("brickhouse.sslMode", mode);
        }

        assertThat(catchThrowable(() -> SettingsResolver.resolve(request.build(), console)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("brickhouse.sslMode is '" + mode + "' (" + source + "), but " + ACCEPTS_ANY
                        + " in brickhouse.url accepts every certificate; take sslfactory out of brickhouse.url, or set"
                        + " brickhouse.sslMode=require, which encrypts without verifying whom.");
    }

    @Test
    void itIsAllowedWhereNothingIsToBeVerified() {
        SettingsResolver.resolve(
                withUrl("ssl=true&" + ACCEPTS_ANY)
                        .commandLine("brickhouse.sslMode", "require")
                        .build(),
                console);
        SettingsResolver.resolve(withUrl(ACCEPTS_ANY).build(), console);

        assertThat(console.warnings()).isEmpty();
    }

    /** As hosting services tell their users to write it. */
    @ParameterizedTest
    @ValueSource(strings = {"ssl=true&", "ssl&"})
    void theIdiomForEncryptionAloneIsToldAsWhatItIs(String ssl) {
        assertThat(SettingsResolver.resolve(withUrl(ssl + ACCEPTS_ANY).build(), console)
                        .connect()
                        .sslMode())
                .isEqualTo("require");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.postgresql.ssl.LibPQFactory",
                "org.postgresql.ssl.jdbc4.LibPQFactory",
                "org.postgresql.ssl.DefaultJavaSSLFactory",
                "org.postgresql.ssl.SingleCertValidatingFactory&sslfactoryarg=file:/root.crt",
                "org.postgresql.ssl.LibPQFactory&sslhostnameverifier=org.postgresql.ssl.PGjdbcHostnameVerifier"
            })
    void theDriversOtherClassesVerify(String factory) {
        SettingsResolver.resolve(
                withUrl("sslmode=verify-full&sslfactory=" + factory).build(), console);

        assertThat(console.warnings()).isEmpty();
    }

    @Test
    void whatNobodyKnowsIsNotPromised() {
        String ours = "&sslfactory=com.example.Ours&sslhostnameverifier=com.example.Names";
        String certificate = "Whether the server's certificate is verified, as brickhouse.sslMode=%s asks for, is up to"
                + " sslfactory=com.example.Ours in brickhouse.url";
        SettingsResolver.resolve(withUrl("sslmode=require" + ours).build(), console);
        assertThat(console.warnings()).isEmpty();
        SettingsResolver.resolve(withUrl("sslmode=verify-ca" + ours).build(), console);
        assertThat(console.warnings()).containsExactly(certificate.formatted("verify-ca"));

        RecordingConsole both = new RecordingConsole();
        SettingsResolver.resolve(withUrl("ssl=true" + ours).build(), both);
        assertThat(both.warnings())
                .containsExactly(
                        certificate.formatted("verify-full"),
                        "Whether the server's certificate is for its host, as brickhouse.sslMode=verify-full asks for, is"
                                + " up to sslhostnameverifier=com.example.Names in brickhouse.url");
    }

    private static DatabaseSettings.Builder withUrl(String query) {
        return Requests.builder().pom("brickhouse.url", "url", "jdbc:postgresql://db/shop?" + query);
    }
}
