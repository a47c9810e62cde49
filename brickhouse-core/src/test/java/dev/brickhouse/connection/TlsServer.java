package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.embedded.EmbeddedSettings;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.SettingsResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A server of the test's own with a certificate for localhost. It lets the user encrypted in encrypted only, the user
 * plain only if not, certified by a certificate for that name, and keyed by any certificate that it trusts, which is its
 * own.
 */
final class TlsServer implements AutoCloseable {

    static final String STORE_PASSWORD = "only for tests";

    /** The one that the driver looks for. */
    static final String ALIAS = "user";

    /** The driver tells of names that do not match in its own log too. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql.ssl");

    private final ServerHandle handle;
    private final Path certificate;
    private final Path otherCertificate;

    private TlsServer(ServerHandle handle, Path certificate, Path otherCertificate) {
        this.handle = handle;
        this.certificate = certificate;
        this.otherCertificate = otherCertificate;
    }

    /**
     * Starts it in a directory in which it leaves the key of the server as server.p12 and pg/server.key, and that of
     * nobody as other.p12 and other.key.
     */
    static TlsServer start(Path directory) throws Exception {
        DRIVER.setLevel(Level.OFF);
        Path data = directory.resolve("pg");
        ServerHandle handle = Databases.hold(
                SettingsResolver.resolve(Requests.embedded(data).build(), Console.SILENT), false, Console.SILENT);
        TlsServer server = new TlsServer(
                handle,
                makeCertificate(data.resolve("server.key"), directory.resolve("server.p12"), "localhost", ALIAS),
                makeCertificate(
                        directory.resolve("other.key"), directory.resolve("other.p12"), "example.com", "other"));
        Files.copy(server.certificate, data.resolve("server.crt"));
        try (Connection connection =
                        DriverManager.getConnection(handle.connectionInfo().jdbcUrl(), EmbeddedSettings.USER, "");
                Statement statement = connection.createStatement()) {
            for (String user : new String[] {"encrypted", "plain", "certified", "keyed"}) {
                statement.execute("CREATE ROLE " + user + " LOGIN IN ROLE pg_read_all_data");
                statement.execute("CREATE DATABASE " + user + " OWNER " + user);
            }
            Files.writeString(data.resolve("pg_hba.conf"), """
                    host all postgres all trust
                    hostssl all encrypted all trust
                    hostnossl all plain all trust
                    hostssl all certified all cert
                    hostssl all keyed all trust clientcert=verify-ca
                    """);
            statement.execute("ALTER SYSTEM SET ssl = on");
            // so that the server asks for certificates of clients
            statement.execute("ALTER SYSTEM SET ssl_ca_file = 'server.crt'");
            statement.execute("SELECT pg_reload_conf()");
        }
        // a reload takes effect when the postmaster gets to it
        while (!server.isEncrypted()) {
            Thread.onSpinWait();
        }
        return server;
    }

    int port() {
        return handle.connectionInfo().port();
    }

    /** The file with its certificate, which signs itself. */
    Path certificate() {
        return certificate;
    }

    /** The file with one that somebody else has made. */
    Path otherCertificate() {
        return otherCertificate;
    }

    @Override
    public void close() {
        handle.close();
        DRIVER.setLevel(null);
    }

    private boolean isEncrypted() {
        try (Connection connection =
                DriverManager.getConnection(handle.connectionInfo().jdbcUrl() + "?sslmode=require", "encrypted", "")) {
            return !connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Makes a key and a certificate that signs itself, with the JDK's own tool; returns the file of the certificate.
     */
    private static Path makeCertificate(Path key, Path store, String host, String alias) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        alias,
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
        writePem(
                key,
                "PRIVATE KEY",
                keys.getKey(alias, STORE_PASSWORD.toCharArray()).getEncoded());
        onlyForTheOwner(key);
        Path file = Path.of(store.toString().replace(".p12", ".crt"));
        writePem(file, "CERTIFICATE", keys.getCertificate(alias).getEncoded());
        return file;
    }

    /** Neither PostgreSQL nor the driver takes a key that others may read. */
    static void onlyForTheOwner(Path key) throws IOException {
        if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void writePem(Path file, String kind, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + kind + "-----\n");
    }
}
