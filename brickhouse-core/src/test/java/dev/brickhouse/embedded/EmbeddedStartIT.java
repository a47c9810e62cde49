package dev.brickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts of the embedded server in surroundings that are against it. */
@Isolated("it changes the time zone of the process")
class EmbeddedStartIT {

    @TempDir
    private Path temporary;

    @Test
    void aServerWhoseDirectoryWasDeletedLeavesTheNextOnesDataAlone() throws Exception {
        Path data = temporary.resolve("pg");
        EmbeddedServer old = open(data);
        Postmaster abandoned = Postmaster.runningOn(data).orElseThrow();
        Set<Path> sharedMemory = sharedMemory(abandoned.pid());
        delete(data);

        open(data).close();
        assertThat(ProcessHandle.of(abandoned.pid()).filter(Postmaster::isPostgres))
                .isEmpty();
        assertThat(sharedMemory).noneMatch(Files::exists);
        old.close();

        // a checkpoint of the old server would have made it unusable
        open(data).close();
    }

    /** The files of the memory that a process shares with others, which stay if it is killed; none if not on Linux. */
    private static Set<Path> sharedMemory(long pid) throws IOException {
        Path maps = Path.of("/proc", Long.toString(pid), "maps");
        if (!Files.exists(maps)) {
            return Set.of();
        }
        try (Stream<String> lines = Files.lines(maps)) {
            Set<Path> files = lines.filter(line -> line.contains(" /dev/shm/"))
                    .map(line -> Path.of(line.substring(line.indexOf(" /dev/shm/") + 1)))
                    .collect(Collectors.toSet());
            assertThat(files).isNotEmpty().allMatch(Files::exists);
            return files;
        }
    }

    /** Whether or not the server has noticed by itself meanwhile, as it does within a second. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aServerThatHasLostItsDirectoryIsStartedAgainOnItsPort(boolean noticed) throws Exception {
        Path build = Files.createDirectory(temporary.resolve("target"));
        Path data = build.resolve("pg");
        RecordingConsole console = new RecordingConsole();
        try (EmbeddedServer server = EmbeddedServer.startForTests(TestServer.settings(data), console)) {
            server.restartIfEnded();
            int port = server.port();
            ProcessHandle old = ProcessHandle.of(
                            Postmaster.runningOn(data).orElseThrow().pid())
                    .orElseThrow();
            delete(build);
            if (noticed) {
                old.onExit().get(60, TimeUnit.SECONDS);
            }

            server.restartIfEnded();

            old.onExit().get(60, TimeUnit.SECONDS);
            assertThat(server.isBare()).isTrue();
            assertThat(server.port()).isEqualTo(port);
            assertThat(EmbeddedData.isOfTests(data)).isTrue();
            assertThat(console.info())
                    .containsOnlyOnce("The embedded server of " + data + " has lost its data directory since it was"
                            + " started, as mvn clean deletes it; another one is started on its port " + port);
        }
        assertThat(Postmaster.runningOn(data)).isEmpty();
    }

    @Test
    void aServerThatHasCrashedIsStartedAgainWithItsData() throws Exception {
        Path data = temporary.resolve("pg");
        try (EmbeddedServer server = open(data)) {
            try (Connection connection = DriverManager.getConnection(TestServer.url(server.port()))) {
                connection.createStatement().execute("SET synchronous_commit = on; CREATE TABLE kept ()");
            }
            assertThat(Postmaster.runningOn(data).orElseThrow().kill()).isTrue();

            server.restartIfEnded();

            assertThat(server.isBare()).isFalse();
        }
    }

    /** As two containers that crashed leave it: in each, process numbers begin anew. */
    @Test
    void aProcessNumberThatAnotherServerHasNowIsNoObstacle() throws Exception {
        Path data = temporary.resolve("pg");
        open(data).close();
        try (EmbeddedServer other = open(temporary.resolve("other"))) {
            String file = Files.readString(temporary.resolve("other/postmaster.pid"));
            Files.writeString(data.resolve("postmaster.pid"), file);

            try (EmbeddedServer server = open(data)) {
                assertThat(server.port()).isNotEqualTo(other.port());
            }

            assertThat(isValid(other)).isTrue();
        }
    }

    @Test
    void waitingForItsEndTellsACrashFromAStop() throws Exception {
        Path data = temporary.resolve("pg");
        try (EmbeddedServer server = open(data)) {
            assertThat(Postmaster.runningOn(data).orElseThrow().kill()).isTrue();
            assertThatThrownBy(server::awaitEnd)
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessage("The embedded server on port " + server.port() + " crashed or was killed; its log is "
                            + temporary.resolve("pg.log") + "; run this again to start it with the data that it has.");
        }
        try (EmbeddedServer server = open(data)) {
            delete(data);
            assertThatThrownBy(server::awaitEnd)
                    .hasMessage(
                            "The embedded server on port " + server.port() + " has ended because its data directory "
                                    + data + " was deleted; run this again to make another one.");
        }
        try (EmbeddedServer server = open(data)) {
            String process =
                    Long.toString(Postmaster.runningOn(data).orElseThrow().pid());
            assertThat(new ProcessBuilder("kill", "-s", "INT", process).start().waitFor())
                    .isZero();
            server.awaitEnd();
        }
    }

    @Test
    void nothingIsMadeWhereEverythingWasDeleted() throws Exception {
        Path build = Files.createDirectory(temporary.resolve("target"));
        EmbeddedServer server = open(build.resolve("pg"));
        ProcessHandle process = ProcessHandle.of(
                        Postmaster.runningOn(build.resolve("pg")).orElseThrow().pid())
                .orElseThrow();
        delete(build);

        server.close();

        process.onExit().get(60, TimeUnit.SECONDS);
        assertThat(build).doesNotExist();
    }

    @Test
    void aClientOfADeletedServerDoesNotKeepItAlive() throws Exception {
        Path data = temporary.resolve("pg");
        EmbeddedServer old = open(data);
        try (Connection psql = DriverManager.getConnection(TestServer.url(old.port()))) {
            delete(data);
            old.close();
            try (EmbeddedServer next = open(data)) {
                assertThat(psql.isValid(10)).isFalse();
                assertThat(isValid(next)).isTrue();
            }
        }
        open(data).close();
    }

    @Test
    void noPathReachesAShell() throws Exception {
        Path data = Files.createDirectory(temporary.resolve("a `touch ran` $(touch ran) $HOME \" ' % é"))
                .resolve("pg");
        open(data).close();
        open(data).close();

        assertThat(Path.of("ran")).doesNotExist();
        assertThat(data.resolve("ran")).doesNotExist();
    }

    @Test
    void aLineBreakInThePathIsTold() {
        assertThatThrownBy(() -> open(temporary.resolve("a\nb")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has a line break in it");
    }

    @Test
    void timeZonesThatOnlyJavaKnowsAreKnown() throws Exception {
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : new String[] {"PST", "IST"}) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                open(temporary.resolve("pg")).close();
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void damagedProgramsAreUnpackedAgain() throws Exception {
        Path archive = TestServer.binaries()
                .archive(PostgresVersion.of(TestServer.postgresVersion()).full(), Platform.current());
        Path unpacked = BinariesCache.unpacked(archive);
        Path template = unpacked.resolve("share/postgresql/postgresql.conf.sample");
        long size = Files.size(template);
        Files.write(template, new byte[0]);

        assertThat(BinariesCache.unpacked(archive)).isEqualTo(unpacked);
        assertThat(template).hasSize(size);
    }

    private static EmbeddedServer open(Path data) {
        return EmbeddedServer.start(TestServer.settings(data), Console.SILENT);
    }

    private static boolean isValid(EmbeddedServer server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestServer.url(server.port()))) {
            return connection.isValid(10);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }
}
