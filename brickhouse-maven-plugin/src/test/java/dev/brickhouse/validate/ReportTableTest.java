package dev.brickhouse.validate;

import static dev.brickhouse.validate.SampleReport.FAILED;
import static dev.brickhouse.validate.SampleReport.PASSED;
import static dev.brickhouse.validate.SampleReport.SKIPPED;
import static dev.brickhouse.validate.SampleReport.WARNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import org.junit.jupiter.api.Test;

class ReportTableTest {

    private final RecordingConsole console = new RecordingConsole();

    @Test
    void isOneLineWhereAllIsWell() {
        ReportTable.show(SampleReport.of(PASSED), console);

        assertThat(console.info()).containsExactly("1 of 1 checks passed (1.2 s)");
        assertThat(console.warnings()).isEmpty();
        assertThat(String.join("\n", console.debug())).contains("orders-quantity");
    }

    @Test
    void showsWhatFailedWithItsKeysAndWhatWasSkippedWithItsReason() {
        ReportTable.show(SampleReport.of(PASSED, FAILED, WARNED, SKIPPED), console);

        assertThat(String.join("\n", console.warnings()))
                .contains("stores-code-unique")
                .contains("; store_code=\u0001\uD83C\uDF7A and 5 more")
                .contains("inventory-low-share")
                .contains("Rule of stores-code-unique.")
                .contains("there is no journal")
                .doesNotContain("orders-quantity");
        assertThat(console.info()).containsExactly("1 of 4 checks passed, 1 failed, 1 warned, 1 skipped (1.2 s)");
    }

    @Test
    void whatIsOnlySkippedIsNoWarning() {
        ReportTable.show(SampleReport.of(PASSED, SKIPPED), console);

        assertThat(String.join("\n", console.info()))
                .contains("journal-complete")
                .contains("there is no journal");
        assertThat(console.warnings()).isEmpty();
    }

    @Test
    void failsOnWhatItIsToldTo() {
        ValidationReport report = SampleReport.of(WARNED, FAILED, PASSED, SKIPPED);

        assertThat(FailOn.parse("Error ").failures(report)).containsExactly(FAILED);
        assertThat(FailOn.parse("warning").failures(report)).containsExactly(FAILED, WARNED);
        assertThat(FailOn.parse("never").failures(report)).isEmpty();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> FailOn.parse("always"))
                .withMessage("brickhouse.validate.failOn is \"always\"; it has to be error, warning or never.");
    }
}
