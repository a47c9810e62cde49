package dev.brickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts of the embedded server that the server itself refuses: its own words are told, and nothing is left of it. */
class FailedStartIT {

    @TempDir
    private Path temporary;

    private final RecordingConsole console = new RecordingConsole();

    @AfterEach
    void noServerIsLeftAndStopSaysSo() throws IOException {
        Path data = temporary.resolve("pg");
        assertThat(ProcessHandle.allProcesses()
                        .filter(Postmaster::isPostgres)
                        .filter(process -> worksIn(process, data)))
                .isEmpty();
        EmbeddedServer.stop(data, console);
        assertThat(console.info()).containsExactly("No embedded server runs in " + data);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            work_mem = 'lots'                            | invalid value for parameter "work_mem": "lots"
            no_such_setting = 1                          | unrecognized configuration parameter "no_such_setting"
            shared_preload_libraries = 'no_such_library' | could not access file "no_such_library"
            autovacuum_worker_slots = 'x                 | syntax error in file
            """)
    void aSettingThatTheServerRefuses(String setting, String refusal) throws IOException {
        Path data = temporary.resolve("pg");
        EmbeddedServer.start(TestServer.settings(data), Console.SILENT).close();
        Files.writeString(data.resolve("postgresql.auto.conf"), setting + "\n", StandardOpenOption.APPEND);

        Throwable failure = catchThrowable(() ->
                EmbeddedServer.start(TestServer.settings(data), Console.SILENT).close());

        assertThat(failure)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("The embedded PostgreSQL ")
                .hasMessageContaining(" could not be started in " + data + " (pg_ctl: ")
                .hasMessageContaining(refusal);
    }

    @Test
    void aPortThatIsTakenMeanwhile() throws IOException {
        Path data = temporary.resolve("pg");
        List<ServerSocket> others = new ArrayList<>();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            port = free.getLocalPort();
        }
        EmbeddedBinaries binaries = (version, platform) -> {
            try {
                others.add(new ServerSocket(port, 1, InetAddress.getByName("localhost")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return TestServer.binaries().archive(version, platform);
        };
        EmbeddedSettings settings = new EmbeddedSettings(
                PostgresVersion.of(TestServer.postgresVersion()),
                data,
                WalLevel.MINIMAL,
                port,
                binaries,
                EmbeddedSettings.DATABASE,
                EmbeddedSettings.USER);
        try {
            Throwable failure = catchThrowable(
                    () -> EmbeddedServer.start(settings, Console.SILENT).close());
            assertThat(failure)
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessage("The port " + port + " is taken by another program; choose another with"
                            + " brickhouse.embeddedPort, or leave it out for a free one.");
        } finally {
            for (ServerSocket other : others) {
                other.close();
            }
        }
    }

    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
        } catch (IOException e) {
            // it is gone, or this is not Linux
            return false;
        }
    }
}
