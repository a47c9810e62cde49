package dev.brickhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.EnvironmentException;
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
        try (Database database = open()) {
            execute(database, "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer");
        }
        assertThat(process()).isNull();
        try (Database database = open()) {
            assertThat(query(database, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws Exception {
        try (Database database = open()) {
            assertThat(query(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1,::1");
            assertThat(query(database, "SHOW unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void theLastGoalOfAProcessStopsIt() throws Exception {
        Database first = open();
        Database second = open();
        assertThat(second.connectionInfo()).isEqualTo(first.connectionInfo());
        assertThat(console.info())
                .contains("Using the embedded PostgreSQL " + TestServer.postgresVersion()
                        + " that already runs on port "
                        + first.connectionInfo().port());

        first.close();
        assertThat(query(second, "SELECT 1")).isEqualTo("1");
        second.close();
        assertThat(process()).isNull();
    }

    @Test
    void aServerOfAnotherProcessIsUsedAndOutlivesIt() throws Exception {
        ServerUser other = ServerUser.fork(data);
        int port = other.port();
        try (Database database = open()) {
            assertThat(database.connectionInfo().port()).isEqualTo(port);
            other.close();
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
        assertThat(process()).isNull();
    }

    @Test
    void aProcessCanStartWhatAnotherThatStillLivesHasStartedBefore() throws Exception {
        Database first = open();
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
        try (Database database = open()) {
            other.kill();
            // the server looks every second whether anybody is left
            assertThat(query(database, "SELECT 1 FROM pg_sleep(3)")).isEqualTo("1");
        }
        assertThat(process()).isNull();
    }

    @Test
    void somebodyElsesConnectionKeepsItUntilItEnds() throws Exception {
        Database database = open();
        String url = database.connectionInfo().jdbcUrl();
        try (Connection psql = DriverManager.getConnection(url, "postgres", "")) {
            database.close();
            assertThat(console.all())
                    .contains("The embedded server on port "
                            + database.connectionInfo().port()
                            + " stays up: other clients are connected; it stops when the last of them disconnects");
            assertThat(psql.isValid(10)).isTrue();
        }
    }

    @Test
    void manyAtOnceGetOneServer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<ServerUser> processes = new ArrayList<>();
        List<Database> databases = new ArrayList<>();
        try {
            processes.add(ServerUser.fork(data));
            processes.add(ServerUser.fork(data));
            Callable<Database> opening = this::open;
            for (Future<Database> opened : threads.invokeAll(List.of(opening, opening))) {
                databases.add(opened.get());
            }
            int port = databases.get(0).connectionInfo().port();
            assertThat(databases.get(1).connectionInfo().port()).isEqualTo(port);
            for (ServerUser other : processes) {
                assertThat(other.port()).isEqualTo(port);
            }
        } finally {
            threads.shutdown();
            for (Database database : databases) {
                database.close();
            }
            for (ServerUser other : processes) {
                other.close();
            }
        }
    }

    @Test
    void aFileThatACrashLeftBehindIsNoObstacle() throws Exception {
        try (Database database = open()) {
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
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
        EmbeddedServer server = EmbeddedServer.use(ServerUser.plan(data).embedded(), console);
        server.keepRunning();
        server.release();
        int port;
        try (Database database = open()) {
            port = database.connectionInfo().port();
            assertThat(query(database, "SELECT 1 FROM pg_sleep(3)")).isEqualTo("1");
        }
        assertThat(Postmaster.runningOn(data)).map(Postmaster::port).hasValue(port);

        Databases.stop(ServerUser.plan(data), console);
        assertThat(process()).isNull();
        assertThat(console.info()).contains("The embedded server on port " + port + " has stopped");
        Databases.stop(ServerUser.plan(data), console);
        assertThat(console.info()).last().isEqualTo("No embedded server runs in " + data);
    }

    @Test
    void thatItShallRunOnEndsWithTheServerItWasSaidOf() throws Exception {
        keepRunning();
        ProcessHandle crashed = process();
        assertThat(crashed.destroyForcibly()).isTrue();
        crashed.onExit().get(60, TimeUnit.SECONDS);
        try (Database database = open()) {
            assertThat(database.keepsRunning()).isFalse();
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
        assertThat(abandoned.isAlive()).isFalse();
    }

    private void keepRunning() {
        EmbeddedServer server = EmbeddedServer.use(ServerUser.plan(data).embedded(), console);
        server.keepRunning();
        server.release();
        try (Database database = open()) {
            assertThat(database.keepsRunning()).isTrue();
        }
    }

    @Test
    void stoppingTellsThatOthersUseIt() throws Exception {
        try (Database database = open()) {
            Databases.stop(ServerUser.plan(data), console);
            assertThat(console.info())
                    .last()
                    .isEqualTo("The embedded server on port "
                            + database.connectionInfo().port()
                            + " stays up: other clients are connected; it stops when the last of them disconnects");
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void usedMeansByAProcessOfOursOrByAnyOtherClient() throws Exception {
        Database database = open();
        String url = database.connectionInfo().jdbcUrl();
        Postmaster server = Postmaster.runningOn(data).orElseThrow();
        assertThat(isUnused(server)).isFalse();
        try (Connection psql = DriverManager.getConnection(url, "postgres", "")) {
            database.close();
            assertThat(psql.isValid(10)).isTrue();
            assertThat(isUnused(server)).isFalse();
        }
    }

    @Test
    void theDatabaseCanBeATemplateWhileTheServerIsInUse() throws Exception {
        EmbeddedServer server = EmbeddedServer.use(ServerUser.plan(data).embedded(), console);
        String url = server.connect(ServerUser.plan(data).connect()).url();
        try (Connection psql = DriverManager.getConnection(url.replaceAll("/postgres$", "/template1"), "postgres", "");
                Statement statement = psql.createStatement()) {
            statement.execute("CREATE DATABASE copy TEMPLATE postgres");
            statement.execute("DROP DATABASE copy");
        }
        server.release();
    }

    @Test
    void aPortThatIsTakenIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            ResolvedDatabase plan =
                    ServerUser.plan(data, "brickhouse.embeddedPort", Integer.toString(taken.getLocalPort()));

            assertThatThrownBy(() -> Databases.open(plan, 1, Console.SILENT))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessage("The port " + taken.getLocalPort() + " is taken by another program; choose another with"
                            + " brickhouse.embeddedPort, or leave it out for a free one.");
        }
    }

    @Test
    void dataOfAnotherMajorVersionAreRefusedAtOnce() throws Exception {
        Path other = Files.createDirectory(temporary.resolve("other"));
        Files.writeString(other.resolve("PG_VERSION"), "13\n");

        assertThatThrownBy(() -> Databases.open(ServerUser.plan(other), 1, Console.SILENT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The data in " + other + " are of PostgreSQL 13, but");
    }

    private Database open() {
        return Databases.open(ServerUser.plan(data), 2, console);
    }

    private static boolean isUnused(Postmaster server) throws SQLException {
        try (ServerLease visitor = ServerLease.visit(server)) {
            return visitor.isUnused();
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

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
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
