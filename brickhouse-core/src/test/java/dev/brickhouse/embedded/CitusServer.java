package dev.brickhouse.embedded;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The coordinator of a Citus cluster for the tests that need one, as the system property {@code brickhouse.test.citus}
 * says: a JDBC URL of a database with a superuser in it, whose workers, if it has any, take part; or
 * {@code testcontainers} for a cluster of one node in Docker. Left out, it is the {@link TestServer} if that offers the
 * extension. Where there is none, the tests that ask for it are skipped.
 */
public final class CitusServer {

    private static final String SERVER = System.getProperty("brickhouse.test.citus", "");

    private CitusServer() {}

    /** A JDBC URL of a database in which tests may make others, its superuser included. */
    public static String url() throws SQLException {
        boolean inDocker = SERVER.equals("testcontainers");
        assumeTrue(
                !inDocker || DockerClientFactory.instance().isDockerAvailable(), "There is no Docker to run Citus in");
        String url = inDocker ? Container.URL : SERVER.isEmpty() ? TestServer.url() : SERVER;
        assumeTrue(
                offersCitus(url),
                "The server does not offer the extension citus; name one that does with -Dbrickhouse.test.citus");
        return url;
    }

    private static boolean offersCitus(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'citus')")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Started when somebody first asks; Testcontainers removes it. */
    private static final class Container {

        static final String URL = start();

        private static String start() {
            PostgreSQLContainer container = new PostgreSQLContainer(
                    DockerImageName.parse("citusdata/citus:13.0").asCompatibleSubstituteFor("postgres"));
            container.start();
            return container.getJdbcUrl() + "&user=" + container.getUsername() + "&password=" + container.getPassword();
        }
    }
}
