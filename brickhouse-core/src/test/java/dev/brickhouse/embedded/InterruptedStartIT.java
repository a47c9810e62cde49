package dev.brickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brickhouse.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever ends a process that is starting a server, nobody is left behind. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no shell that could watch over a start")
class InterruptedStartIT {

    private static final String PID_FILE = "postmaster.pid";
    private static final String STARTING = "starting";
    private static final String READY = "ready";

    @TempDir
    private Path temporary;

    /** To the whole group, as a terminal sends them, or to the process alone. */
    @ParameterizedTest
    @CsvSource({
        "KILL, false, starting",
        "KILL, false, ready",
        "TERM, false, ready",
        "INT, false, ready",
        "TERM, true, ready",
        "INT, true, ready",
        "INT, true, starting",
        "HUP, true, ready"
    })
    void itsServerEnds(String signal, boolean wholeGroup, String state) throws Exception {
        Path data = temporary.resolve("pg");
        assumeThat(!wholeGroup || Files.isExecutable(Path.of("/usr/bin/setsid")))
                .as("a command that makes a process group")
                .isTrue();
        EmbeddedServer.start(TestServer.settings(data), Console.SILENT).close();

        ServerUser user = wholeGroup ? ServerUser.forkInGroup(data) : ServerUser.fork(data);
        while (!has(data, state)) {
            assertThat(user.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        ProcessHandle server =
                ProcessHandle.of(Postmaster.startedOn(data).orElseThrow().pid()).orElseThrow();
        send(signal, (wholeGroup ? "-" : "") + user.pid());

        server.onExit().get(60, TimeUnit.SECONDS);
        assertThat(Postmaster.runningOn(data)).isEmpty();
    }

    @Test
    void theNextProcessStartsAnotherAtOnce() throws Exception {
        Path data = temporary.resolve("pg");
        ServerUser user = ServerUser.fork(data);
        while (!has(data, READY)) {
            assertThat(user.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        user.kill();

        try (EmbeddedServer next = EmbeddedServer.start(TestServer.settings(data), Console.SILENT);
                ServerUser third = ServerUser.fork(data)) {
            assertThat(third.port()).isEqualTo(next.port());
        }
    }

    /** PostgreSQL writes the process and the port at once, and what it is doing into the last line. */
    private static boolean has(Path data, String state) throws IOException {
        Path file = data.resolve(PID_FILE);
        return Files.exists(file)
                && Postmaster.startedOn(data).isPresent()
                && (state.equals(STARTING) || Files.readString(file).contains(state));
    }

    private static void send(String signal, String to) throws Exception {
        Process kill =
                new ProcessBuilder("kill", "-s", signal, "--", to).inheritIO().start();
        assertThat(kill.waitFor()).isZero();
    }
}
