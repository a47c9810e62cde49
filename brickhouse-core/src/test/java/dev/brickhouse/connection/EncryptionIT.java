package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brickhouse.backup.BackupRequest;
import dev.brickhouse.backup.BackupTask;
import dev.brickhouse.backup.RestoreRequest;
import dev.brickhouse.backup.RestoreTask;
import dev.brickhouse.backup.WriterKind;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.SettingsResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * What is said on encryption is what the server sees, whoever connects. It lets one user in encrypted
 * only, and another one only if not.
 */
class EncryptionIT {

    @TempDir
    private static Path temporary;

    private static TlsServer server;

    private final RecordingConsole console = new RecordingConsole();

    @BeforeAll
    static void startAServerWithACertificate() throws Exception {
        server = TlsServer.start(temporary);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void requireBeatsAUrlThatDisablesIt() throws SQLException {
        try (Database database = open("encrypted", "localhost", "sslmode=disable", "require")) {
            assertThat(ssl(database)).isEqualTo("t");
            assertThat(console.info())
                    .anyMatch(line -> line.matches("Connected to localhost:\\d+, encrypted \\(TLS.*\\)"));
            backUp(database);
        }
    }

    @Test
    void disableBeatsAUrlThatRequiresIt() throws SQLException {
        try (Database database = open("plain", "localhost", "sslmode=require", "disable")) {
            assertThat(ssl(database)).isEqualTo("f");
            assertThat(console.info()).anyMatch(line -> line.endsWith(", not encrypted"));
            backUp(database);
        }
    }

    @Test
    void theUrlCountsWhereNothingElseIsSaid() throws SQLException {
        try (Database database = open("encrypted", "localhost", "ssl=true&sslmode=require", null)) {
            assertThat(ssl(database)).isEqualTo("t");
        }
    }

    @Test
    void aCertificateForTheHostIsVerified() throws SQLException {
        try (Database database =
                open("encrypted", "localhost", "sslmode=disable&sslrootcert=" + server.certificate(), "verify-full")) {
            assertThat(ssl(database)).isEqualTo("t");
            backUp(database);
            // also by whoever connects as the log says
            assertThat(database.connectionInfo().encryption())
                    .containsExactly(
                            Map.entry("sslmode", "verify-full"),
                            Map.entry("sslrootcert", server.certificate().toString()));
        }
    }

    @Test
    void aCertificateForAnotherHostIsTold() {
        assertThat(failure("127.0.0.1", "sslrootcert=" + server.certificate(), "verify-full"))
                .startsWith("Could not connect to database encrypted as encrypted (127.0.0.1:" + port()
                        + "): the server's certificate is for another host; name the host as the certificate does with"
                        + " brickhouse.host, or set brickhouse.sslMode=verify-ca, which does not compare the names. (");
    }

    @Test
    void aCertificateOfSomebodyElsesIsTold() {
        assertThat(failure("localhost", "sslrootcert=" + server.otherCertificate(), "verify-full"))
                .startsWith("Could not connect to database encrypted as encrypted (localhost:" + port()
                        + "): the server's certificate is not trusted; name the certificate of who signed it with"
                        + " sslrootcert in brickhouse.url, or set brickhouse.sslMode=require, which encrypts without"
                        + " verifying whom. (");
    }

    @Test
    void aCertificateThatIsNotThereIsTold() {
        assertThat(failure("localhost", "sslrootcert=" + temporary.resolve("none.crt"), "verify-full"))
                .startsWith(
                        "Could not connect to database encrypted as encrypted (localhost:" + port()
                                + "): a file with certificates cannot be read; name another with sslrootcert in"
                                + " brickhouse.url, or set brickhouse.sslMode=require, which encrypts without verifying whom. (");
    }

    @Test
    void aKeyThatIsNotThereIsTold() {
        assertKeyIsTold("sslcert=" + server.certificate() + "&sslkey=" + temporary.resolve("none.pk8"));
    }

    @Test
    void aStoreWithAnotherPasswordIsTold() {
        assertKeyIsTold("sslkey=" + temporary.resolve("server.p12") + "&sslpassword=wrong");
    }

    @Test
    void aKeyThatOthersMayReadOrThatIsNoneIsTold() throws IOException {
        Path key = Files.writeString(temporary.resolve("broken.pk8"), "no key");
        if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
            assertKeyIsTold("sslcert=" + server.certificate() + "&sslkey=" + key);
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
        assertKeyIsTold("sslcert=" + server.certificate() + "&sslkey=" + key + "&sslpassword=wrong");
    }

    private void assertKeyIsTold(String query) {
        assertThat(failure("localhost", query, "require"))
                .startsWith("Could not connect to database encrypted as encrypted (localhost:" + port()
                        + "): the client's certificate or its key cannot be used; check sslkey, sslcert and sslpassword in"
                        + " brickhouse.url: ");
    }

    /** By such a class, the goal itself verifies more than libpq would. */
    @Test
    void pgDumpVerifiesWhatAClassOfTheDriverDoes() throws SQLException {
        String by = "sslfactory=org.postgresql.ssl.SingleCertValidatingFactory&sslfactoryarg=file:";
        try (Database database = open("encrypted", "localhost", by + server.certificate(), "require")) {
            Map<String, String> environment = database.clientEnvironment();
            assertThat(environment)
                    .containsEntry("PGSSLMODE", "verify-ca")
                    .containsEntry("PGSSLROOTCERT", server.certificate().toString());
            backUp(database);
        }
        try (Database database = open("encrypted", "localhost", by + server.certificate(), "verify-full")) {
            assertThat(database.clientEnvironment()).containsEntry("PGSSLMODE", "verify-full");
            backUp(database);
        }
    }

    @Test
    void pgDumpVerifiesNothingWhereNothingIsToBe() throws SQLException {
        String any = "ssl=true&sslfactory=org.postgresql.ssl.NonValidatingFactory";
        try (Database database = open("encrypted", "localhost", any, "require")) {
            assertThat(database.clientEnvironment()).containsEntry("PGSSLMODE", "require");
            backUp(database);
        }
    }

    @Test
    void aServerThatAsksForACertificateIsTold() {
        Throwable failure = catchThrowable(
                () -> open("certified", "localhost", "sslkey=/none", "require").close());
        assertThat(failure)
                .hasMessageContaining(
                        "): the server asks for a client certificate; name one that it trusts with sslcert"
                                + " and sslkey in brickhouse.url. (");
    }

    @Test
    void pgDumpCannotReadAKeyThatTheGoalCan() throws SQLException {
        String query = "sslkey=" + temporary.resolve("server.p12") + "&sslpassword="
                + TlsServer.STORE_PASSWORD.replace(" ", "%20");
        try (Database database = open("keyed", "localhost", query, "require")) {
            String remedy =
                    "name a certificate in PEM and its key, in PEM or DER and without a password, by sslcert and"
                            + " sslkey in brickhouse.url, or let a backup do without pg_dump by brickhouse.backup.writer=builtin";
            TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            assertThat(backUp(database, WriterKind.BUILTIN)).exists();
            assertThat(console.warnings()).isEmpty();

            Throwable failure = catchThrowable(() -> backUp(database, WriterKind.PG_DUMP));
            assumeThat(failure).as("pg_dump").isNotInstanceOf(ConfigurationException.class);
            assertThat(failure)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(
                            "; the server demands a client certificate; " + remedy + " (pg_dump: error: ");
            assertThat(console.warnings())
                    .containsExactly("pg_dump cannot read the client's key " + temporary.resolve("server.p12")
                            + ", a PKCS-12 file, and shows the server no certificate; if the server demands one, "
                            + remedy);
        }
    }

    @Test
    void aCertificateInPemIsShownByPgDumpAsWell() throws Exception {
        try (Database database = open("keyed", "localhost", keyInFiles(), "require")) {
            backUp(database);
        }
    }

    /** A restore of what pg_dump has written has no writer to choose. */
    @Test
    void psqlCannotReadAKeyThatTheGoalCan() throws Exception {
        Path backup;
        try (Database database = open("keyed", "localhost", keyInFiles(), "require")) {
            backup = backUp(database);
        }
        String query = "sslkey=" + temporary.resolve("server.p12") + "&sslpassword="
                + TlsServer.STORE_PASSWORD.replace(" ", "%20");
        try (Database database = open("keyed", "localhost", query, "require")) {
            assertThat(catchThrowable(() -> RestoreTask.restore(
                            database.dataSource(),
                            new RestoreRequest(
                                    RetailSchema.DEFAULT,
                                    backup,
                                    true,
                                    Optional.empty(),
                                    () -> database.clientEnvironment()))))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("; nothing was changed; the server demands a client certificate; name a"
                            + " certificate in PEM and its key, in PEM or DER and without a password, by sslcert and"
                            + " sslkey in brickhouse.url (psql: error: ");
        }
    }

    /** Parameters of the URL that name the key and the certificate in files that every program reads. */
    private static String keyInFiles() throws Exception {
        Path key = temporary.resolve("client.pk8");
        Path shown = temporary.resolve("pg").resolve("server.crt");
        KeyStore keys =
                KeyStore.getInstance(temporary.resolve("server.p12").toFile(), TlsServer.STORE_PASSWORD.toCharArray());
        Files.write(
                key,
                keys.getKey(TlsServer.ALIAS, TlsServer.STORE_PASSWORD.toCharArray())
                        .getEncoded());
        if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
        return "sslcert=" + shown + "&sslkey=" + key;
    }

    @Test
    void whatTheServerDoesNotOfferIsToldByItsParameter() {
        assertThat(failure("localhost", "channelBinding=require", "require"))
                .contains(
                        "): the server does not offer what this connection demands; take channelBinding=require out of"
                                + " brickhouse.url, or let the server ask for a password by SCRAM");
        assertThat(failure("localhost", "gssEncMode=require", null))
                .contains("): the server does not offer what this connection demands; take gssEncMode=require out of"
                        + " brickhouse.url. (");
    }

    private String failure(String host, String query, String sslMode) {
        Throwable failure =
                catchThrowable(() -> open("encrypted", host, query, sslMode).close());
        assertThat(failure).isInstanceOf(DatabaseException.class);
        return failure.getMessage();
    }

    private Database open(String user, String host, String query, String sslMode) {
        DatabaseSettings.Builder request = Requests.builder()
                .pom("brickhouse.url", "url", "jdbc:postgresql://" + host + ":" + port() + "/" + user + "?" + query)
                .commandLine("brickhouse.user", user);
        if (sslMode != null) {
            request.commandLine("brickhouse.sslMode", sslMode);
        }
        return Databases.open(SettingsResolver.resolve(request.build(), console), 2, console);
    }

    private static String ssl(Database database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return TestDatabase.rows(connection, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                    .get(0);
        }
    }

    /** By pg_dump, whom the server would not let in with another encryption; skipped where there is none for it. */
    private Path backUp(Database database) {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        try {
            Path backup = backUp(database, WriterKind.PG_DUMP);
            assertThat(backup).exists();
            return backup;
        } catch (ConfigurationException e) {
            throw new TestAbortedException(e.getMessage(), e);
        }
    }

    private Path backUp(Database database, WriterKind writer) {
        return BackupTask.backup(
                        database.dataSource(),
                        BackupRequest.builder()
                                .writer(writer)
                                .directory(temporary.resolve("backups"))
                                .clientEnvironment(() -> database.clientEnvironment())
                                .build(),
                        console)
                .backup();
    }

    private static int port() {
        return server.port();
    }
}
