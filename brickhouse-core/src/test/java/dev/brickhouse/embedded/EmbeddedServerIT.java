package dev.brickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.config.Plugin;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.sql.Sql;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server as several goals, threads and processes meet on it. All tests share one data directory. */
class EmbeddedServerIT {

    @TempDir
    static Path temporary;

    private final RecordingConsole console = new RecordingConsole();
    private final Path data = temporary.resolve("pg");

    @AfterEach
    void nobodyLeavesAServerBehind() throws Exception {
        ProcessHandle left = process();
        if (left != null) {
            left.onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(Postmaster.runningOn(data)).isEmpty();
    }

    @Test
    void dataAreKeptForTheNextGoal() throws Exception {
        try (EmbeddedServer server = open()) {
            execute(server, "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer");
        }
        assertThat(process()).isNull();
        try (EmbeddedServer server = open()) {
            assertThat(query(server, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void nothingThatIsSetForTheSuperuserOrTheServerKeepsThePluginOut() throws Exception {
        List<String> limits = new ArrayList<>(
                List.of("statement_timeout", "idle_session_timeout", "idle_in_transaction_session_timeout"));
        if (Integer.parseInt(TestServer.postgresVersion()) >= 17) {
            limits.add("transaction_timeout");
        }
        try (EmbeddedServer server = open();
                ServerSession session = ServerSession.open(server.port())) {
            for (String limit : limits) {
                Sql.execute(session.connection(), "ALTER ROLE postgres SET " + limit + " = '1ms'");
                Sql.execute(session.connection(), "ALTER SYSTEM SET " + limit + " = '1ms'");
            }
            Sql.execute(session.connection(), "ALTER ROLE postgres SET default_transaction_read_only = on");
        }
        assertThat(process()).isNull();
        try (EmbeddedServer server = open();
                ServerSession session = ServerSession.open(server.port())) {
            for (String limit : limits) {
                assertThat(Sql.strings(session.connection(), "SHOW " + limit)).containsExactly("0");
                Sql.execute(session.connection(), "ALTER SYSTEM RESET " + limit);
            }
            Sql.execute(session.connection(), "ALTER ROLE postgres RESET ALL");
        }
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws Exception {
        try (EmbeddedServer server = open()) {
            assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1,::1");
            assertThat(query(server, "SHOW unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void theLastGoalOfAProcessStopsIt() throws Exception {
        EmbeddedServer first = open();
        EmbeddedServer second = open();
        assertThat(second.port()).isEqualTo(first.port());
        assertThat(console.info())
                .contains("Using the embedded PostgreSQL " + TestServer.postgresVersion() + " on port " + first.port());

        first.close();
        assertThat(query(second, "SELECT 1")).isEqualTo("1");
        second.close();
        assertThat(process()).isNull();
    }

    @Test
    void aServerOfAnotherProcessIsUsedAndOutlivesIt() throws Exception {
        ServerUser other = ServerUser.fork(data);
        int port = other.port();
        try (EmbeddedServer server = open()) {
            assertThat(server.port()).isEqualTo(port);
            other.close();
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
        assertThat(process()).isNull();
    }

    @Test
    void aProcessCanStartWhatAnotherThatStillLivesHasStartedBefore() throws Exception {
        EmbeddedServer first = open();
        try (ServerUser other = ServerUser.fork(data)) {
            other.port();
            first.close();
        }
        assertThat(process()).isNull();
        try (ServerUser other = ServerUser.fork(data)) {
            assertThat(other.port()).isPositive();
        }
        assertThat(process()).isNull();
    }

    @Test
    void theServerOfATerminatedProcessStops() throws Exception {
        ServerUser other = ServerUser.fork(data);
        other.port();
        other.terminate();
        assertThat(process()).isNull();
    }

    @Test
    void theServerOfAKilledProcessStops() throws Exception {
        ServerUser other = ServerUser.fork(data);
        other.port();
        ProcessHandle server = process();
        other.kill();
        assertThat(server.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void theServerOfAKilledProcessServesTheOthersOn() throws Exception {
        ServerUser other = ServerUser.fork(data);
        other.port();
        try (EmbeddedServer server = open()) {
            other.kill();
            // the server looks every second whether anybody is left
            assertThat(query(server, "SELECT 1 FROM pg_sleep(3)")).isEqualTo("1");
        }
        assertThat(process()).isNull();
    }

    @Test
    void somebodyElsesConnectionKeepsItUntilItEnds() throws Exception {
        EmbeddedServer server = open();
        String url = TestServer.url(server.port());
        try (Connection psql = DriverManager.getConnection(url)) {
            server.close();
            assertThat(console.all())
                    .contains("The embedded server on port "
                            + server.port()
                            + " stays up: other clients are connected; it stops when the last of them disconnects");
            assertThat(psql.isValid(10)).isTrue();
        }
    }

    @Test
    void manyAtOnceGetOneServer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<ServerUser> processes = new ArrayList<>();
        List<EmbeddedServer> servers = new ArrayList<>();
        try {
            processes.add(ServerUser.fork(data));
            processes.add(ServerUser.fork(data));
            Callable<EmbeddedServer> opening = this::open;
            for (Future<EmbeddedServer> opened : threads.invokeAll(List.of(opening, opening))) {
                servers.add(opened.get());
            }
            int port = servers.get(0).port();
            assertThat(servers.get(1).port()).isEqualTo(port);
            for (ServerUser other : processes) {
                assertThat(other.port()).isEqualTo(port);
            }
        } finally {
            threads.shutdown();
            for (EmbeddedServer server : servers) {
                server.close();
            }
            for (ServerUser other : processes) {
                other.close();
            }
        }
    }

    @Test
    void aFileThatACrashLeftBehindIsNoObstacle() throws Exception {
        try (EmbeddedServer server = open()) {
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
        Process gone = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        gone.waitFor();
        writePidFile(gone.pid());
        open().close();

        // a process number that another program has by now
        writePidFile(ProcessHandle.current().pid());
        open().close();
    }

    @Test
    void whatShallRunOnRunsUntilItIsStopped() throws Exception {
        EmbeddedServer kept = open();
        kept.keepRunning();
        kept.close();
        int port;
        try (EmbeddedServer server = open()) {
            port = server.port();
            assertThat(query(server, "SELECT 1 FROM pg_sleep(3)")).isEqualTo("1");
        }
        assertThat(Postmaster.runningOn(data)).map(Postmaster::port).hasValue(port);

        EmbeddedServer.stop(data, console);
        assertThat(process()).isNull();
        assertThat(console.info()).contains("The embedded server on port " + port + " has stopped");
        EmbeddedServer.stop(data, console);
        assertThat(console.info()).last().isEqualTo("No embedded server runs in " + data);
    }

    @Test
    void aServerAtWhichTheWatchdogJustLooksIsJoined() throws Exception {
        EmbeddedServer kept = open();
        kept.keepRunning();
        kept.close();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        String url = TestServer.url(kept.port()).replace("/postgres?", "/brickhouse_presence?");
        try (Connection watchdog = DriverManager.getConnection(url);
                Statement statement = watchdog.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1)");
            Future<EmbeddedServer> joining = thread.submit(this::open);
            statement.execute("SELECT pg_sleep(0.5)");
            assertThat(joining).isNotDone();
            statement.execute("SELECT pg_advisory_unlock(1)");
            try (EmbeddedServer joined = joining.get(30, TimeUnit.SECONDS)) {
                assertThat(joined.port()).isEqualTo(kept.port());
            }
        } finally {
            thread.shutdown();
            EmbeddedServer.stop(data, console);
        }
    }

    @Test
    void thatItShallRunOnEndsWithTheServerItWasSaidOf() throws Exception {
        keepRunning();
        ProcessHandle crashed = process();
        assertThat(crashed.destroyForcibly()).isTrue();
        crashed.onExit().get(60, TimeUnit.SECONDS);
        try (EmbeddedServer server = open()) {
            assertThat(server.keepsRunning()).isFalse();
        }
        assertThat(process()).isNull();

        keepRunning();
        ProcessHandle abandoned = process();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
        open().close();
        assertThat(process()).isNull();
        // it has ended, but who has to reap it may take a moment
        abandoned.onExit().get(60, TimeUnit.SECONDS);
    }

    private void keepRunning() {
        EmbeddedServer kept = open();
        kept.keepRunning();
        kept.close();
        try (EmbeddedServer joined = open()) {
            assertThat(joined.keepsRunning()).isTrue();
        }
    }

    @Test
    void stoppingTellsThatOthersUseIt() throws Exception {
        try (EmbeddedServer server = open()) {
            EmbeddedServer.stop(data, console);
            assertThat(console.info())
                    .last()
                    .isEqualTo("The embedded server on port "
                            + server.port()
                            + " stays up: other clients are connected; it stops when the last of them disconnects");
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void usedMeansByAProcessOfOursOrByAnyOtherClient() throws Exception {
        EmbeddedServer server = open();
        String url = TestServer.url(server.port());
        Postmaster postmaster = Postmaster.runningOn(data).orElseThrow();
        assertThat(isUnused(postmaster)).isFalse();
        try (Connection psql = DriverManager.getConnection(url)) {
            server.close();
            assertThat(psql.isValid(10)).isTrue();
            assertThat(isUnused(postmaster)).isFalse();
        }
    }

    @Test
    void theDatabaseCanBeATemplateWhileTheServerIsInUse() throws Exception {
        EmbeddedServer server = open();
        String url = TestServer.url(server.port());
        try (Connection psql = DriverManager.getConnection(url.replace("/postgres?", "/template1?"));
                Statement statement = psql.createStatement()) {
            statement.execute("CREATE DATABASE copy TEMPLATE postgres");
            statement.execute("DROP DATABASE copy");
        }
        server.close();
    }

    @Test
    void aPortThatIsTakenIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            EmbeddedSettings settings = new EmbeddedSettings(
                    PostgresVersion.of(TestServer.postgresVersion()),
                    data,
                    WalLevel.MINIMAL,
                    taken.getLocalPort(),
                    TestServer.binaries(),
                    EmbeddedSettings.DATABASE,
                    EmbeddedSettings.USER);

            assertThatThrownBy(() -> EmbeddedServer.start(settings, Console.SILENT))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessage("The port " + taken.getLocalPort() + " is taken by another program; choose another with"
                            + " brickhouse.embeddedPort, or leave it out for a free one.");
        }
    }

    @Test
    void dataOfAnotherMajorVersionAreRefusedAtOnce() throws Exception {
        Path other = Files.createDirectory(temporary.resolve("other"));
        Files.writeString(other.resolve("PG_VERSION"), "13\n");

        assertThatThrownBy(() -> EmbeddedServer.start(TestServer.settings(other), Console.SILENT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The data in " + other + " are of PostgreSQL 13, but");
    }

    private EmbeddedServer open() {
        return EmbeddedServer.start(TestServer.settings(data), console);
    }

    private static boolean isUnused(Postmaster postmaster) throws SQLException {
        try (ServerSession session = ServerSession.open(postmaster.port())) {
            return session.isServerUnused();
        }
    }

    /** The server's process, or null if there is none. */
    private ProcessHandle process() {
        return Postmaster.runningOn(data)
                .flatMap(server -> ProcessHandle.of(server.pid()))
                .orElse(null);
    }

    private void writePidFile(long pid) throws Exception {
        Files.writeString(
                data.resolve("postmaster.pid"), pid + "\n" + data + "\n1700000000\n5432\n\nlocalhost\n  0 0\nready\n");
    }

    private static void execute(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** As the pool of a goal does, so that it does not count as another client. */
    private static Connection connect(EmbeddedServer server) throws SQLException {
        return DriverManager.getConnection(TestServer.url(server.port()) + "&ApplicationName=" + Plugin.NAME);
    }
}
