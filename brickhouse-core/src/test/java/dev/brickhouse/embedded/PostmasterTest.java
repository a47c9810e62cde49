package dev.brickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a program in the place of the server that does nothing but live, under the server's name. */
@EnabledOnOs(OS.LINUX)
@Timeout(30)
class PostmasterTest {

    private static final Path SLEEP = Path.of("/bin/sleep");

    private static final int PORT = 5432;

    @TempDir
    private Path data;

    @TempDir
    private Path programs;

    private Path program;

    @BeforeEach
    void makeProgram() throws IOException {
        // where one program stands for many, it does not work under another name
        assumeTrue(Files.exists(SLEEP) && SLEEP.toRealPath().endsWith("sleep"), "there is no sleep of its own here");
        program = Files.copy(SLEEP, programs.resolve("postgres"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void aServerThatNobodyBuriesHasEndedAllTheSame() throws Exception {
        Process careless =
                new ProcessBuilder("sh", "-c", "\"$0\" 0.5 & echo $!; exec sleep 100", program.toString()).start();
        try {
            long pid = Long.parseLong(careless.inputReader().readLine());
            Postmaster server = server(pid);

            assertThat(server.awaitStop()).isTrue();
            assertThat(ProcessHandle.of(pid)).map(ProcessHandle::isAlive).hasValue(true);

            Postmaster.removeStale(data);
            assertThat(data).isEmptyDirectory();
        } finally {
            end(careless);
        }
    }

    /** As one does for a moment before it removes its file and ends: another that is started meanwhile would fail. */
    @Test
    void aServerThatHasStoppedListeningIsWaitedFor() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process ending = run(data, 1);
        try {
            write(ending.pid(), port);

            assertThat(Postmaster.runningOn(data)).isEmpty();
            assertThat(ending.isAlive()).isFalse();
        } finally {
            end(ending);
        }
    }

    @Test
    void aServerThatHasRemovedItsFileHasEnded() throws Exception {
        Process running = run(data, 100);
        try {
            Postmaster server = server(running.pid());
            Files.delete(data.resolve("postmaster.pid"));

            assertThat(server.awaitStop()).isTrue();
            assertThat(running.isAlive()).isTrue();
        } finally {
            end(running);
        }
    }

    @Test
    void aServerWhoseFileIsAnothersNowHasEnded() throws Exception {
        Process running = run(data, 100);
        try {
            Postmaster server = server(running.pid());
            server(server.pid() + 1);

            assertThat(server.awaitStop()).isTrue();
            assertThat(running.isAlive()).isTrue();
        } finally {
            end(running);
        }
    }

    @Test
    void theFileOfAServerThatRunsStays() throws Exception {
        Process running = run(data, 100);
        try {
            server(running.pid());

            Postmaster.removeStale(data);

            assertThat(data.resolve("postmaster.pid")).exists();
        } finally {
            end(running);
        }
    }

    @Test
    void theFileThatNamesTheServerOfAnotherDirectoryIsRemoved() throws Exception {
        Process other = run(programs, 100);
        try {
            server(other.pid());

            assertThat(Postmaster.runningOn(data)).isEmpty();
            Postmaster.removeStale(data);

            assertThat(data).isEmptyDirectory();
            assertThat(other.isAlive()).isTrue();
        } finally {
            end(other);
        }
    }

    private Process run(Path directory, int seconds) throws IOException {
        return new ProcessBuilder(program.toString(), Integer.toString(seconds))
                .directory(directory.toFile())
                .start();
    }

    private Postmaster server(long pid) throws IOException {
        write(pid, PORT);
        return new Postmaster(data, pid, PORT);
    }

    private void write(long pid, int port) throws IOException {
        Files.writeString(data.resolve("postmaster.pid"), pid + "\n" + data + "\n1700000000\n" + port + "\n");
    }

    private static void end(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
}
