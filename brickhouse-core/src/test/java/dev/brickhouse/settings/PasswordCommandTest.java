package dev.brickhouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.RecordingConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When the command is run: each run prints another number. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are those of a POSIX shell")
class PasswordCommandTest {

    private static final int THREADS = 8;

    @TempDir
    Path directory;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
    private final RecordingConsole console = new RecordingConsole();

    @Test
    void loginsThatFollowAtOnceShareWhatItHasPrinted() throws Exception {
        PasswordCommand command = counting();
        CyclicBarrier together = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<String>> passwords = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                passwords.add(threads.submit(() -> {
                    together.await();
                    return command.password();
                }));
            }
            for (Future<String> password : passwords) {
                assertThat(password.get()).isEqualTo("secret 1");
            }
        } finally {
            threads.shutdownNow();
        }
        clock.addAndGet(PasswordCommand.REUSE.toNanos() - 1);
        assertThat(command.password()).isEqualTo("secret 1");

        clock.incrementAndGet();
        assertThat(command.password()).isEqualTo("secret 2");
        assertThat(console.all()).isNotEmpty().noneMatch(line -> line.contains("secret"));
    }

    @Test
    void aRefusedPasswordIsReplacedOnceForAllWhoHadIt() throws Exception {
        PasswordCommand command = counting();

        assertThat(command.password()).isEqualTo("secret 1");
        assertThat(command.passwordAfter("secret 1")).isEqualTo("secret 2");
        assertThat(command.passwordAfter("secret 1")).isEqualTo("secret 2");
        assertThat(command.password()).isEqualTo("secret 2");
        assertThat(command.newPassword()).isEqualTo("secret 3");
    }

    @Test
    void afterAFailureItIsRunAgain() throws Exception {
        Path file = directory.resolve("password");
        PasswordCommand command = command("cat " + file);
        assertThatThrownBy(command::password)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("No such file")
                .matches(failure -> PasswordCommand.isToBlame((SQLException) failure));

        Files.writeString(file, "secret");
        assertThat(command.password()).isEqualTo("secret");
    }

    private PasswordCommand counting() throws IOException {
        Path runs = Files.createFile(directory.resolve("runs"));
        return command("echo run >> " + runs + "; echo secret $(wc -l < " + runs + ")");
    }

    private PasswordCommand command(String command) {
        return new PasswordCommand(
                new Setting(PropertyNames.PASSWORD_COMMAND, command, "a test", SettingOrigin.COMMAND_LINE),
                30,
                new ConnectionInfo("db", 5432, "shop", "anna"),
                console,
                clock::get);
    }
}
