package dev.brickhouse.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitCodeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "137 | killed by signal 9 (KILL), as the out-of-memory killer does; make sure that there is enough memory, and run this again",
                "143 | killed by signal 15 (TERM); run this again",
                "139 | killed by signal 11 (SEGV), which is a fault of the program; update it, and run this again",
                "153 | killed by signal 25 (XFSZ), since it reached a limit that ulimit sets; raise it, and run this again",
                "129 | killed by signal 1 (HUP); run this again",
                "159 | killed by signal 31; run this again"
            })
    void namesTheSignalAndWhatToDo(int exitCode, String words) {
        assertThat(ExitCode.signal(exitCode).orElse("") + ExitCode.remedy(exitCode))
                .isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 127, 128, 160, 255, -1_073_741_819})
    void takesOtherCodesForTheProgramsOwn(int exitCode) {
        assertThat(ExitCode.signal(exitCode)).isEmpty();
        assertThat(ExitCode.remedy(exitCode)).isEmpty();
    }
}
