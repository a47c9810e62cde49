package dev.brickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ends the making of a cluster, the next start makes one. */
class InterruptedInitdbIT {

    /** Stands for the directory of the last database that initdb makes, whose number depends on the version. */
    private static final String ALL_DATABASES = "base/*";

    @TempDir
    private Path temporary;

    private final RecordingConsole console = new RecordingConsole();

    @BeforeAll
    static void unpack() {
        binaries();
    }

    /** By the file that initdb has written by then; the last of them it writes when all is almost done. */
    @ParameterizedTest
    @CsvSource({"PG_VERSION, true", "PG_VERSION, false", "global/pg_control, true", ALL_DATABASES + ", true"})
    void aKilledStartIsNoObstacle(String written, boolean initdbToo) throws Exception {
        Path data = temporary.resolve("pg");
        List<ProcessHandle> initdb = killWhenWritten(data, written, initdbToo);

        try (EmbeddedServer server = open(data)) {
            assertThat(isValid(server)).isTrue();
        }
        awaitEnd(initdb);
        open(data).close();
        assertThat(makings()).hasSizeLessThanOrEqualTo(initdbToo ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PG_VERSION", "global/pg_control"})
    void whatEarlierVersionsLeftInTheDirectoryItselfIsReplaced(String written) throws Exception {
        Path data = temporary.resolve("pg");
        killWhenWritten(temporary.resolve("old"), written, true);
        try (Stream<Path> left = Files.walk(temporary, 2)) {
            Files.move(
                    left.filter(each -> each.endsWith("PG_VERSION"))
                            .findFirst()
                            .orElseThrow()
                            .getParent(),
                    data);
        }

        try (EmbeddedServer server = open(data)) {
            assertThat(isValid(server)).isTrue();
        }
        assertThat(console.info())
                .startsWith("A start that was interrupted had left half a database in " + data
                        + ", which has been removed");
    }

    @Test
    void directoriesOfAnInitdbThatHadJustBegunAreReplaced() throws Exception {
        Path data = temporary.resolve("pg");
        Files.createDirectories(data.resolve("global"));
        Files.createDirectories(data.resolve("pg_wal/archive_status"));
        Files.createDirectories(data.resolve("base/1"));

        open(data).close();
    }

    @Test
    void dataThatWereInUseAreLeftAloneEvenIfTheyAreDamaged() throws Exception {
        Path data = temporary.resolve("pg");
        open(data).close();
        Files.delete(data.resolve("global/pg_control"));
        List<Path> before = files(data);

        assertThatThrownBy(() -> open(data))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The data in " + data + " are damaged: the file global/pg_control is missing, without which"
                        + " PostgreSQL cannot read the rest; delete that directory if you can do without its data, or"
                        + " choose another one with brickhouse.dataDirectory.");
        assertThat(files(data)).isEqualTo(before);
    }

    @Test
    void otherDamageIsToldWithTheDirectoryToDelete() throws Exception {
        Path data = temporary.resolve("pg");
        open(data).close();
        FileTree.delete(data.resolve("pg_wal"));

        assertThatThrownBy(() -> open(data))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(
                        "; its log is " + temporary.resolve("pg.log") + "; if its data are damaged and you"
                                + " can do without them, delete that directory, or name a server of your own with brickhouse.host.");
    }

    @Test
    void aFullDiskLeavesNothingAndTheNextStartGoesOn() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temporary, "30m")) {
            Path data = disk.root().resolve("pg");
            assertThatThrownBy(() -> open(data))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("No space left on device");
            assertThat(data).isEmptyDirectory();
            assertThat(disk.root()).isDirectoryNotContaining("glob:**making*");

            disk.resize("200m");
            open(data).close();
        }
    }

    @Test
    void aDirectoryThatIsADiskOfItsOwnWillDo() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temporary, "200m")) {
            killWhenWritten(disk.root(), "global/pg_control", true);

            try (EmbeddedServer server = open(disk.root())) {
                assertThat(isValid(server)).isTrue();
            }
        }
    }

    @Test
    void aLinkToADirectoryStaysOne() throws Exception {
        Path place = Files.createDirectories(temporary.resolve("elsewhere/pg"));
        Path link = temporary.resolve("pg");
        Files.createSymbolicLink(link, place);

        open(link).close();

        assertThat(link).isSymbolicLink();
        assertThat(place.resolve("PG_VERSION")).exists();
    }

    @Test
    void severalProcessesAtOnceMakeOne() throws Exception {
        Path data = temporary.resolve("pg");
        killWhenWritten(data, "PG_VERSION", true);

        try (ServerUser first = ServerUser.fork(data);
                ServerUser second = ServerUser.fork(data);
                ServerUser third = ServerUser.fork(data)) {
            assertThat(List.of(second.port(), third.port())).containsOnly(first.port());
            assertThat(makings()).isEmpty();
        }
    }

    /** Neither the database of those who use it is there nor the watchdog. */
    @Test
    void aServerThatNothingWatchesOverIsReplaced() throws Exception {
        Path data = temporary.resolve("pg");
        ServerPrograms programs = startUnwatched(data);
        try {
            ProcessHandle unwatched = process(data);
            try (Connection connection = connect(data)) {
                connection.createStatement().execute("DROP DATABASE brickhouse_presence");
            }

            ServerUser user = ServerUser.fork(data);
            assertThat(user.port()).isPositive();
            unwatched.onExit().get(60, TimeUnit.SECONDS);
            ProcessHandle server = process(data);
            user.kill();

            server.onExit().get(60, TimeUnit.SECONDS);
            assertThat(Postmaster.runningOn(data)).isEmpty();
        } finally {
            programs.close();
        }
    }

    @Test
    void aServerThatNothingWatchesOverButAClientUsesIsAdopted() throws Exception {
        Path data = temporary.resolve("pg");
        ServerPrograms programs = startUnwatched(data);
        try {
            ProcessHandle server = process(data);
            try (Connection client = connect(data)) {
                open(data).close();
                assertThat(client.isValid(10)).isTrue();
            }
            server.onExit().get(60, TimeUnit.SECONDS);
        } finally {
            programs.close();
        }
    }

    private ServerPrograms startUnwatched(Path data) throws Exception {
        open(data).close();
        ServerPrograms programs = new ServerPrograms(binaries(), data, temporary.resolve("pg.log"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        programs.start(port, Map.of("listen_addresses", "127.0.0.1", "unix_socket_directories", ""));
        return programs;
    }

    private static ProcessHandle process(Path data) {
        return ProcessHandle.of(Postmaster.runningOn(data).orElseThrow().pid()).orElseThrow();
    }

    private static Connection connect(Path data) throws SQLException {
        return DriverManager.getConnection(
                TestServer.url(Postmaster.runningOn(data).orElseThrow().port()));
    }

    /** Starts a server in another process, and kills that once initdb has written a file; initdb itself may live on. */
    private List<ProcessHandle> killWhenWritten(Path data, String written, boolean initdbToo) throws Exception {
        try (ServerUser user = ServerUser.fork(data)) {
            while (!isWritten(data, written)) {
                assertThat(user.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            List<ProcessHandle> children = user.descendants();
            user.kill();
            if (initdbToo) {
                // the first that was started goes first: initdb removes what it has made when a server of its own ends
                children.stream()
                        .sorted(Comparator.comparing(InterruptedInitdbIT::start).thenComparing(ProcessHandle::pid))
                        .forEach(InterruptedInitdbIT::killWithDescendants);
                awaitEnd(children);
            }
            return children;
        }
    }

    private static Instant start(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.MAX);
    }

    /** Also what it has started meanwhile. */
    private static void killWithDescendants(ProcessHandle process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private static boolean isWritten(Path data, String file) throws IOException {
        if (holds(data, file)) {
            return true;
        }
        try (Stream<Path> siblings = Files.list(data.getParent())) {
            return siblings.anyMatch(
                    each -> each.getFileName().toString().startsWith(data.getFileName() + ".") && holds(each, file));
        }
    }

    private static boolean holds(Path cluster, String file) {
        String[] databases = cluster.resolve("base").toFile().list();
        return file.equals(ALL_DATABASES)
                ? databases != null && databases.length == 3
                : Files.exists(cluster.resolve(file));
    }

    private List<Path> makings() throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            return all.filter(each -> each.getFileName().toString().contains(".making-"))
                    .toList();
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.sorted().toList();
        }
    }

    private EmbeddedServer open(Path data) {
        return EmbeddedServer.start(TestServer.settings(data), console);
    }

    private static boolean isValid(EmbeddedServer server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestServer.url(server.port()))) {
            return connection.isValid(10);
        }
    }

    private static Path binaries() {
        return BinariesCache.unpacked(TestServer.binaries()
                .archive(PostgresVersion.of(TestServer.postgresVersion()).full(), Platform.current()));
    }
}
