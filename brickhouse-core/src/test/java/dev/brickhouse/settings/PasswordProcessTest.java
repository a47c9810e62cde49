package dev.brickhouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are those of a POSIX shell")
class PasswordProcessTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            echo secret                                ~ secret
            printf secret                              ~ secret
            printf 'secret\\r\\nexpires in an hour\\n' ~ secret
            printf ' sec ret \\n'                      ~ ' sec ret '
            echo "$PGUSER at $PGHOST"                  ~ anna at db
            echo secret | tr s S                       ~ Secret
            echo warning >&2; echo secret              ~ secret
            cat; echo secret                           ~ secret
            sleep 600 & echo secret                    ~ secret
            """)
    void theFirstLineThatItPrintsIsThePassword(String command, String password) throws Exception {
        assertThat(run(command)).isEqualTo(password);
    }

    @Test
    void whatFillsThePipesDoesNotStopIt() throws Exception {
        assertThat(
                        run(
                                "echo secret; head -c 1000000 /dev/zero | tr '\\0' x; head -c 1000000 /dev/zero | tr '\\0' x >&2"))
                .isEqualTo("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo no session >&2; exit 3         | ended with exit code 3;                    | no session
            no-such-program                     | names a program that is not there, by exit | no-such-program
            echo; echo secret                   | printed nothing as its first line          | it gave no reason
            echo expired >&2                    | printed nothing as its first line          | expired
            exit 1                              | ended with exit code 1;                    | it gave no reason
            exit 137                            | ended with exit code 137, killed by signal 9 (KILL); | it gave no reason
            printf 'a\\000b'                    | printed something that is not text in UTF-8 | nothing of it
            printf '\\377\\376'                 | printed something that is not text in UTF-8 | nothing of it
            """)
    void whyThereIsNoPasswordIsTold(String command, String clause, String words) {
        PasswordProcess.Failure failure = failure(command, LONG_ENOUGH, null);

        assertThat(failure).hasMessageStartingWith(clause).hasMessageContaining("run it in a terminal");
        assertThat(failure.words()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo S3cret; echo token S3cret is too old >&2; exit 1",
                "echo S3cret; echo other; echo 'S3cret other' >&2; exit 1",
                "set -x; echo S3cret; exit 1",
                "echo '  S3cret  '; echo 'bad:   S3cret' >&2; exit 1",
                "echo token Pr3vious is too old >&2; exit 1"
            })
    void whatItPrintsIsMaskedInWhatItComplainsOf(String command) {
        PasswordProcess.Failure failure = failure(command, LONG_ENOUGH, "Pr3vious");

        assertThat(failure.words()).contains("******").doesNotContain("S3cret", "Pr3vious");
        assertThat(failure.getMessage()).doesNotContain("S3cret", "Pr3vious");
    }

    @Test
    void aCommandThatTakesTooLongIsEndedWithAllThatItHasStarted() {
        String onlyHere = "8765.4321";

        PasswordProcess.Failure failure = failure("sh -c 'sleep " + onlyHere + "; :'; :", Duration.ofSeconds(2), null);

        assertThat(failure)
                .hasMessage("took longer than the 2 seconds of brickhouse.passwordCommandTimeout; see in a terminal"
                        + " whether it waits for an answer, or allow it more time");
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(onlyHere))
                .forEach(process -> assertThat(process.onExit()).succeedsWithin(LONG_ENOUGH));
    }

    @Test
    void whatIsTypedIsGivenToTheShellOfTheSystem() {
        assertThat(PasswordProcess.inShell("az \"a b\"", "Windows 11"))
                .isEqualTo(List.of("cmd.exe", "/d", "/s", "/c", "\"az \"a b\"\""));
        assertThat(PasswordProcess.inShell("az \"a b\"", "Mac OS X")).isEqualTo(List.of("/bin/sh", "-c", "az \"a b\""));
    }

    private static String run(String command) throws PasswordProcess.Failure {
        return process(command, LONG_ENOUGH).run(null);
    }

    private static PasswordProcess.Failure failure(String command, Duration timeout, String previous) {
        return catchThrowableOfType(
                PasswordProcess.Failure.class, () -> process(command, timeout).run(previous));
    }

    private static PasswordProcess process(String command, Duration timeout) {
        return new PasswordProcess(command, Map.of("PGUSER", "anna", "PGHOST", "db"), timeout);
    }
}
