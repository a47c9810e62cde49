package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.ServerKind;
import dev.brickhouse.settings.SettingsResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a user reads who names a server that cannot be used. The server is one of the test's own, because it asks for
 * passwords.
 */
class ConnectingIT {

    private static final String PASSWORD = "hunter2";

    @TempDir
    static Path temporary;

    private static ServerHandle server;
    private static String port;

    private final RecordingConsole console = new RecordingConsole();

    @BeforeAll
    static void startAServerThatAsksAnnaForHerPassword() throws Exception {
        Path data = temporary.resolve("pg");
        server = hold(Requests.embedded(data));
        port = Integer.toString(server.connectionInfo().port());
        try (Connection connection =
                        DriverManager.getConnection(server.connectionInfo().jdbcUrl(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SET password_encryption = 'scram-sha-256'");
            statement.execute("CREATE ROLE anna LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE ROLE stranger LOGIN");
            Files.writeString(data.resolve("pg_hba.conf"), """
                    host all postgres localhost trust
                    host all anna localhost scram-sha-256
                    """);
            statement.execute("SELECT pg_reload_conf()");
            // a reload takes effect when the postmaster gets to it
            while (!rejects("stranger")) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean rejects(String user) {
        try (Connection connection =
                DriverManager.getConnection(server.connectionInfo().jdbcUrl(), user, "")) {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theRightPasswordLetsIn() throws SQLException {
        try (Database database = open(anna().commandLine("brickhouse.password", PASSWORD))) {
            assertThat(query(database, "SELECT current_user")).isEqualTo("anna");
            assertThat(query(database, "SHOW application_name")).isEqualTo("brickhouse-maven-plugin");
            assertThat(database.kind()).isEqualTo(ServerKind.EXTERNAL);
        }
    }

    @Test
    void aWrongPassword() {
        assertFails(
                anna().pom("brickhouse.password", "password", "hunter2-wrong"),
                "Could not connect to database postgres as anna (localhost:" + port + "): the password is wrong; check"
                        + " brickhouse.user and brickhouse.password, DB_PASSWORD or the <server> of brickhouse.serverId."
                        + " (password authentication failed for user \"anna\")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            localhost:${port}              | Could not find a server with specified targetServerType: secondary
            localhost:${port}, 127.0.0.1:1 | Connection to 127.0.0.1:1 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections
            """)
    void hostsOfWhichNoneIsWhatIsAskedFor(String pattern, String words) {
        String hosts = pattern.replace("${port}", port);
        assertFails(
                Requests.builder()
                        .commandLine(
                                "brickhouse.url",
                                "jdbc:postgresql://" + hosts.replace(" ", "") + "/postgres?targetServerType=secondary"),
                "Could not connect to database postgres as postgres (localhost:" + port + "): of " + hosts
                        + " none answers and is what targetServerType=secondary in brickhouse.url asks for; check the hosts,"
                        + " or take that parameter out. (" + words + ")");
    }

    /** The driver says it of none of them in a way that a user would understand. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            requireAuth=scram-sha-256           | the server asks this user for another proof of identity than requireAuth=scram-sha-256 in brickhouse.url allows, or for none; correct it there, take it out, or change the server's pg_hba.conf.
            user=anna&requireAuth=md5           | the server asks this user for another proof of identity than requireAuth=md5 in brickhouse.url allows, or for none; correct it there, take it out, or change the server's pg_hba.conf.
            requireAuth=nonsense                | the driver does not accept requireAuth=nonsense in brickhouse.url; correct it there, or take it out.
            channelBinding=nonsense             | the driver does not accept channelBinding=nonsense in brickhouse.url; correct it there, or take it out.
            gssEncMode=nonsense                 | the driver does not accept gssEncMode=nonsense in brickhouse.url; correct it there, or take it out.
            targetServerType=nonsense           | the driver does not accept targetServerType=nonsense in brickhouse.url; correct it there, or take it out.
            socketTimeout=soon                  | the driver does not accept socketTimeout=soon in brickhouse.url; correct it there, or take it out.
            user=anna&scramMaxIterations=10     | the driver does not accept scramMaxIterations=10 in brickhouse.url; correct it there, or take it out.
            user=anna&authenticationPluginClassName=no.Such | authenticationPluginClassName=no.Such in brickhouse.url names a class that is not there; correct the name, take it out, or add its jar to the <dependencies> of the plugin.
            connectExecutor=no.Such             | connectExecutor=no.Such in brickhouse.url names a class that is not there; correct the name, take it out, or add its jar to the <dependencies> of the plugin.
            localSocketAddress=192.0.2.1        | localSocketAddress=192.0.2.1 in brickhouse.url is no address of this machine; correct it there, or take it out.
            localSocketAddress=no-host.invalid  | localSocketAddress=no-host.invalid in brickhouse.url is no address of this machine; correct it there, or take it out.
            sslmode=require&sslNegotiation=direct | the server does not take up sslNegotiation=direct in brickhouse.url, which needs PostgreSQL 17 or newer with encryption switched on; take it out.
            """)
    void aParameterOfTheUrlThatKeepsFromConnecting(String query, String sentence) {
        String user = query.startsWith("user=anna") ? "anna" : "postgres";
        DatabaseSettings.Builder request = Requests.builder()
                .commandLine("brickhouse.url", "jdbc:postgresql://localhost:" + port + "/postgres?" + query);
        if (user.equals("anna")) {
            request.commandLine("brickhouse.password", PASSWORD);
        }

        assertThat(failure(request))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Could not connect to database postgres as " + user + " (localhost:" + port
                        + "): " + sentence + " (");
    }

    @Test
    void aWrongPasswordInTheUrl() {
        assertFails(
                Requests.builder()
                        .pom(
                                "brickhouse.url",
                                "url",
                                "jdbc:postgresql://localhost:" + port + "/postgres?user=anna&password=hunter2-wrong"),
                "Could not connect to database postgres as anna (localhost:" + port + "): the password is wrong; check"
                        + " brickhouse.user and brickhouse.password, DB_PASSWORD or the <server> of brickhouse.serverId."
                        + " (password authentication failed for user \"anna\")");
    }

    @Test
    void noPasswordWhereOneIsAsked() {
        assertThat(failure(anna()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Could not connect to database postgres as anna (localhost:" + port
                        + "): the server asks for a password and none was given; set brickhouse.password, DB_PASSWORD,"
                        + " brickhouse.serverId or ~/.pgpass. (");
    }

    @Test
    void thePasswordFileOfPostgresqlIsRead() throws Exception {
        Path file = Files.writeString(temporary.resolve("pgpass"), "localhost:" + port + ":*:anna:" + PASSWORD + "\n");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        String before = System.getProperty("org.postgresql.pgpassfile");
        System.setProperty("org.postgresql.pgpassfile", file.toString());
        try (Database database = open(anna())) {
            assertThat(query(database, "SELECT current_user")).isEqualTo("anna");
        } finally {
            if (before == null) {
                System.clearProperty("org.postgresql.pgpassfile");
            } else {
                System.setProperty("org.postgresql.pgpassfile", before);
            }
        }
    }

    @Test
    void aUserWhomTheServerDoesNotLetIn() {
        assertThat(failure(localhost().commandLine("brickhouse.user", "stranger")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Could not connect to database postgres as stranger (localhost:" + port
                        + "): the server rejected this user; check brickhouse.user, brickhouse.sslMode and the"
                        + " server's pg_hba.conf. (");
    }

    @Test
    void anUnknownDatabase() {
        assertFails(
                localhost().commandLine("brickhouse.database", "no such shop"),
                "Could not connect to database no such shop as postgres (localhost:" + port
                        + "): there is no such database; check brickhouse.database (DB_NAME), or create it. (database"
                        + " \"no such shop\" does not exist)");
    }

    @Test
    void aHostThatDoesNotExist() {
        assertFails(
                Requests.builder().environment(Map.of("DB_HOST", "no-such-host.invalid")),
                "Could not connect to database postgres as postgres (no-such-host.invalid:5432): there is no such host;"
                        + " check brickhouse.host (DB_HOST). (The connection attempt failed)");
    }

    @Test
    void aPortWhereNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            free = socket.getLocalPort();
        }
        assertThat(failure(Requests.builder().commandLine("brickhouse.port", Integer.toString(free))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Could not connect to database postgres as postgres (localhost:" + free
                        + "): no server is listening there; check brickhouse.host and brickhouse.port, or start it. (");
    }

    @Test
    void aServerThatNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            String silentPort = Integer.toString(silent.getLocalPort());
            assertThat(failure(Requests.builder()
                            .commandLine("brickhouse.port", silentPort)
                            .commandLine("brickhouse.connectTimeout", "1")))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("Could not connect to database postgres as postgres (localhost:"
                            + silentPort
                            + "): the server did not answer in time; check brickhouse.host and firewalls, and whether"
                            + " a connection pooler in between has a connection left, or raise"
                            + " brickhouse.connectTimeout. (");
        }
    }

    @Test
    void aServerThatTheUrlGivesNoTimeToAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            String silentPort = Integer.toString(silent.getLocalPort());
            assertThat(failure(Requests.builder()
                            .commandLine(
                                    "brickhouse.url",
                                    "jdbc:postgresql://localhost:" + silentPort + "/postgres?socketTimeout=1")))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("Could not connect to database postgres as postgres (localhost:"
                            + silentPort
                            + "): the server took longer to answer than socketTimeout=1 in brickhouse.url allows; raise it,"
                            + " or take it out. (");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT pg_sleep(60)", "SELECT count(*) FROM locked"})
    void aStatementForWhichTheUrlGivesTheServerNoTime(String statement) throws SQLException {
        String url = "jdbc:postgresql://localhost:" + port + "/postgres";
        try (Connection other = DriverManager.getConnection(url, "postgres", "");
                Statement lock = other.createStatement()) {
            lock.execute("CREATE TABLE IF NOT EXISTS locked ()");
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE locked");
            try (Database database = open(Requests.builder().commandLine("brickhouse.url", url + "?socketTimeout=1"))) {
                SQLException failure = catchThrowableOfType(SQLException.class, () -> query(database, statement));
                assertThat(SqlProblems.explain(failure, "seed", "nothing was changed"))
                        .hasMessageStartingWith("Could not seed (nothing was changed): the server took longer to answer"
                                + " than socketTimeout in brickhouse.url allows; raise it there, or take it out. (");
            }
        }
    }

    @Test
    void anEncryptionThatTheServerDoesNotOffer() {
        assertThat(failure(localhost().commandLine("brickhouse.sslMode", "require")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Could not connect to database postgres as postgres (localhost:" + port
                        + "): the server refused the connection; check brickhouse.host, brickhouse.port and"
                        + " brickhouse.sslMode. (");
    }

    @Test
    void aStatementThatTakesTooLong() throws SQLException {
        try (Database database = open(localhost().commandLine("brickhouse.statementTimeout", "1"))) {
            Throwable failure = catchThrowable(() -> query(database, "SELECT pg_sleep(60)"));
            assertThat(failure).isInstanceOf(SQLException.class).hasMessageContaining("statement timeout");
        }
    }

    @Test
    void aServerBeforeVersion12() {
        String version = System.getProperty("brickhouse.test.tooOldPostgresVersion", "11.22.0");
        try (ServerHandle elder =
                hold(Requests.embedded(temporary.resolve("old")).commandLine("brickhouse.postgresVersion", version))) {
            String elderPort = Integer.toString(elder.connectionInfo().port());

            assertThat(failure(Requests.builder().commandLine("brickhouse.port", elderPort)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessage("The server at localhost:" + elderPort + " is PostgreSQL "
                            + version.replaceAll("\\.0$", "") + ", but PostgreSQL 12 or"
                            + " newer is needed; name a newer one with brickhouse.host, or use the embedded server.");
        }
    }

    private static DatabaseSettings.Builder localhost() {
        return Requests.builder().commandLine("brickhouse.port", port);
    }

    private static DatabaseSettings.Builder anna() {
        return localhost().commandLine("brickhouse.user", "anna");
    }

    private static ServerHandle hold(DatabaseSettings.Builder request) {
        return Databases.hold(SettingsResolver.resolve(request.build(), Console.SILENT), false, Console.SILENT);
    }

    private Database open(DatabaseSettings.Builder request) {
        return Databases.open(SettingsResolver.resolve(request.build(), console), 2, console);
    }

    private void assertFails(DatabaseSettings.Builder request, String sentence) {
        assertThat(failure(request)).isInstanceOf(DatabaseException.class).hasMessage(sentence);
    }

    /** What the user reads, having seen that no line of it holds a password. */
    private Throwable failure(DatabaseSettings.Builder request) {
        Throwable failure = catchThrowable(() -> open(request).close());
        assertThat(failure).isInstanceOf(BrickhouseException.class);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(PASSWORD);
        }
        assertThat(console.all()).noneMatch(line -> line.contains(PASSWORD));
        return failure;
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
