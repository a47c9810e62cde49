package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.SettingsResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads whose URL names keys, certificates or classes by which no encrypted connection comes about. */
class TlsFaultIT {

    @TempDir
    private static Path temporary;

    private static TlsServer server;

    private final RecordingConsole console = new RecordingConsole();

    @BeforeAll
    static void start() throws Exception {
        server = TlsServer.start(temporary);
        Files.createFile(temporary.resolve("empty.crt"));
        Files.writeString(temporary.resolve("text.crt"), "no certificate");
        Files.writeString(temporary.resolve("text.p12"), "no store");
        key("RSA", "another.pk8");
        key("EC", "ec.pk8");
        key("EC", "ec.key.der");
    }

    private static void key(String algorithm, String name) throws Exception {
        Path file = temporary.resolve(name);
        Files.write(
                file,
                KeyPairGenerator.getInstance(algorithm)
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        TlsServer.onlyForTheOwner(file);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The server ends the connection, sooner or later, without a word. */
    @ParameterizedTest
    @CsvSource({
        "encrypted, other.key",
        "encrypted, another.pk8",
        "encrypted, ec.pk8",
        "encrypted, ec.key.der",
        "keyed, other.key",
        "certified, another.pk8"
    })
    void aKeyOfAnotherCertificate(String user, String key) {
        assertFails(
                user,
                "sslmode=require&sslcert={}/server.crt&sslkey={}/" + key,
                "the key of sslkey in brickhouse.url ({}/" + key + ") does not belong to the certificate of sslcert"
                        + " ({}/server.crt); name two that belong together. (");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            other.p12&sslpassword=only%20for%20tests | sslkey in brickhouse.url is a PKCS-12 file without an entry named user, the only one that is sent; make it by openssl pkcs12 -export … -name user. (connection requires a valid client certificate
            server.p12&sslpassword=wrong             | the client's certificate or its key cannot be used; check sslkey, sslcert and sslpassword in brickhouse.url: a key in PEM or DER has to be readable by you and without a password, and a PKCS-12 file needs the right one. (keystore password was incorrect)
            none.p12&sslpassword=wrong               | the client's certificate or its key cannot be used; check sslkey, sslcert and sslpassword in brickhouse.url: a key in PEM or DER has to be readable by you and without a password, and a PKCS-12 file needs the right one. ({}/none.p12 (No such file or directory))
            """)
    void aPkcs12File(String store, String sentence) {
        assertFails("keyed", "sslmode=require&sslkey={}/" + store, sentence);
    }

    @ParameterizedTest
    @CsvSource({"empty.crt", "text.crt"})
    void aFileWithoutCertificates(String file) {
        assertFails(
                "encrypted",
                "sslmode=verify-full&sslrootcert={}/" + file,
                "the file of sslrootcert holds no certificate; name one that does with sslrootcert in brickhouse.url, or"
                        + " set brickhouse.sslMode=require, which encrypts without verifying whom. (Loading the SSL root"
                        + " certificate {}/" + file + " into a TrustManager failed)");
    }

    @ParameterizedTest
    @CsvSource({
        "sslfactory, require",
        "socketFactory, require",
        "sslpasswordcallback, require",
        "sslhostnameverifier, verify-full"
    })
    void aClassThatIsNotThere(String parameter, String mode) {
        assertFails(
                "encrypted",
                "sslrootcert={}/server.crt&sslmode=" + mode + "&" + parameter + "=no.Such",
                parameter
                        + "=no.Such in brickhouse.url names a class that is not there; correct the name, take it out, or"
                        + " add its jar to the <dependencies> of the plugin. (");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sslmode=require&sslfactory=java.lang.String | sslfactory=java.lang.String in brickhouse.url names a class that is of no use for this; correct it there, or take it out. (
            sslmode=require&sslfactory=org.postgresql.ssl.SingleCertValidatingFactory&sslfactoryarg=file:/none | sslfactory=org.postgresql.ssl.SingleCertValidatingFactory in brickhouse.url cannot be set up, since it says: /none (No such file or directory); correct sslfactoryarg, or take it out. (
            sslmode=require&sslfactory=org.postgresql.ssl.SingleCertValidatingFactory&sslfactoryarg=file:{}/other.crt | sslfactory=org.postgresql.ssl.SingleCertValidatingFactory in brickhouse.url does not trust the server's certificate; let it do so (SingleCertValidatingFactory by sslfactoryarg, DefaultJavaSSLFactory by Java's trust store), or take it out and name the certificate of who signed it with sslrootcert. (
            sslmode=verify-full&sslrootcert={}/server.crt&sslhostnameverifier=dev.brickhouse.connection.TlsFaultIT$Nobody | sslhostnameverifier=dev.brickhouse.connection.TlsFaultIT$Nobody in brickhouse.url does not accept the server's certificate for this host; name the host as the certificate does with brickhouse.host, or take it out. (
            """)
    void aClassThatDoesNotDo(String query, String sentence) {
        assertFails("encrypted", query, sentence);
    }

    private void assertFails(String user, String query, String sentence) {
        String url = "jdbc:postgresql://localhost:" + server.port() + "/" + user + "?" + query;
        DatabaseSettings request = Requests.builder()
                .commandLine("brickhouse.url", url.replace("{}", temporary.toString()))
                .commandLine("brickhouse.user", user)
                .build();
        assertThat(catchThrowable(() -> Databases.open(SettingsResolver.resolve(request, console), 2, console)
                        .close()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Could not connect to database " + user + " as " + user + " (localhost:"
                        + server.port() + "): " + sentence.replace("{}", temporary.toString()));
    }

    /** Whom no certificate is good enough for. */
    public static final class Nobody implements HostnameVerifier {

        @Override
        public boolean verify(String host, SSLSession session) {
            return false;
        }
    }
}
