package dev.brickhouse.embedded;

import dev.brickhouse.console.Console;
import java.nio.file.Path;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL server of the integration tests, as the system property {@code brickhouse.test.server} says: a JDBC
 * URL with a superuser in it, {@code testcontainers} for one in Docker (see {@link DockerCondition} where there is
 * none), or {@code embedded}, the default. Both of the latter are of the major version in
 * {@code brickhouse.test.postgresVersion} and live as long as the test process; an embedded one belongs to it alone
 * ({@code brickhouse.test.fork} tells the processes of a build apart).
 */
public final class TestServer {

    private TestServer() {}

    /** A JDBC URL of a database in which tests may make others, its superuser included. */
    public static String url() {
        String server = System.getProperty("brickhouse.test.server", "embedded");
        return switch (server) {
            case "embedded" -> Embedded.URL;
            case "testcontainers" -> Container.URL;
            default -> server;
        };
    }

    /** The PostgreSQL binaries that the build has put aside for the tests. */
    public static EmbeddedBinaries binaries() {
        String directory = System.getProperty("brickhouse.test.binaries", "target/postgresql");
        return (version, platform) -> Path.of(directory, version + ".jar");
    }

    /** The major version of PostgreSQL that is tested. */
    public static String postgresVersion() {
        return System.getProperty("brickhouse.test.postgresVersion", PostgresVersion.DEFAULT);
    }

    /** An embedded server of the tested version on a free port. */
    public static EmbeddedSettings settings(Path dataDirectory) {
        return new EmbeddedSettings(
                PostgresVersion.of(postgresVersion()),
                dataDirectory,
                WalLevel.MINIMAL,
                0,
                binaries(),
                EmbeddedSettings.DATABASE,
                EmbeddedSettings.USER);
    }

    /** A JDBC URL of an embedded server, its superuser included. */
    public static String url(int port) {
        return "jdbc:postgresql://" + EmbeddedSettings.HOST + ":" + port + "/" + EmbeddedSettings.DATABASE + "?user="
                + EmbeddedSettings.USER;
    }

    /** Started when somebody first asks; the plugin's own shutdown hook stops it. */
    private static final class Embedded {

        static final String URL = start();

        private static String start() {
            String fork = System.getProperty("brickhouse.test.fork", "1");
            String servers = System.getProperty("brickhouse.test.servers", "target/test-server");
            Path directory = Path.of(servers, fork, "pg" + postgresVersion());
            return url(EmbeddedServer.start(settings(directory.toAbsolutePath()), Console.SILENT)
                    .port());
        }
    }

    /** Started when somebody first asks; Testcontainers removes it. */
    private static final class Container {

        static final String URL = start();

        private static String start() {
            PostgreSQLContainer container = new PostgreSQLContainer("postgres:" + postgresVersion());
            container.start();
            return container.getJdbcUrl() + "&user=" + container.getUsername() + "&password=" + container.getPassword();
        }
    }
}
