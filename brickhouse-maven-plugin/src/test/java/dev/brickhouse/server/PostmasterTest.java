package dev.brickhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PostmasterTest {

    @TempDir
    private Path data;

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(30)
    void aServerThatNobodyBuriesHasEndedAllTheSame() throws Exception {
        Process careless = new ProcessBuilder("sh", "-c", "sleep 0.1 & echo $!; exec sleep 100").start();
        try {
            long zombie = Long.parseLong(careless.inputReader().readLine());
            Postmaster server = server(zombie);

            assertThat(server.awaitStop()).isTrue();
            assertThat(ProcessHandle.of(zombie)).isPresent();

            Postmaster.removeStale(data);
            assertThat(data).isEmptyDirectory();
        } finally {
            careless.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    @Timeout(30)
    void aServerThatHasRemovedItsFileHasEnded() throws IOException {
        Postmaster server = server(ProcessHandle.current().pid());
        Files.delete(data.resolve("postmaster.pid"));

        assertThat(server.awaitStop()).isTrue();
    }

    @Test
    @Timeout(30)
    void aServerWhoseFileIsAnothersNowHasEnded() throws IOException {
        Postmaster server = server(ProcessHandle.current().pid());
        server(server.pid() + 1);

        assertThat(server.awaitStop()).isTrue();
    }

    private Postmaster server(long pid) throws IOException {
        Files.writeString(data.resolve("postmaster.pid"), pid + "\n" + data + "\n1700000000\n5432\n");
        return new Postmaster(data, pid, 5432);
    }
}
