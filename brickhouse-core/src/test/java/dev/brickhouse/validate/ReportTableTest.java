package dev.brickhouse.validate;

import static dev.brickhouse.validate.SampleReport.FAILED;
import static dev.brickhouse.validate.SampleReport.PASSED;
import static dev.brickhouse.validate.SampleReport.SKIPPED;
import static dev.brickhouse.validate.SampleReport.WARNED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.RecordingConsole;
import org.junit.jupiter.api.Test;

class ReportTableTest {

    private final RecordingConsole console = new RecordingConsole();

    @Test
    void isOneLineWhereAllIsWell() {
        ReportTable.show(SampleReport.of(PASSED), FailOn.ERROR, console);

        assertThat(console.info()).containsExactly("1 of 1 checks passed (1.2 s)");
        assertThat(console.warnings()).isEmpty();
        assertThat(String.join("\n", console.debug())).contains("orders-quantity");
    }

    @Test
    void showsWhatFailedWithItsKeysAndWhatWasSkippedWithItsReason() {
        ReportTable.show(SampleReport.of(PASSED, FAILED, WARNED, SKIPPED), FailOn.ERROR, console);

        assertThat(console.errors())
                .containsExactly(
                        "stores-code-unique failed (7 violations): Rule of stores-code-unique.",
                        "    store_code=<A&B>\"'",
                        "    store_code=\u0001\uD83C\uDF7A",
                        "    and 5 more",
                        "    To fix it, run brickhouse:schema.");
        assertThat(console.warnings())
                .containsExactly(
                        "inventory-low-share warned (1 violation): Rule of inventory-low-share.", "    ]]> 0 of 3900");
        assertThat(console.info())
                .containsExactly(
                        "Skipped, because there is no journal: journal-complete",
                        "1 of 4 checks passed, 1 failed, 1 warned, 1 skipped (1.2 s)");
    }

    @Test
    void whatDoesNotFailTheBuildIsAWarningAndWhatDoesAnError() {
        ReportTable.show(SampleReport.of(FAILED, WARNED), FailOn.NEVER, console);

        assertThat(console.errors()).isEmpty();
        assertThat(console.warnings()).hasSize(7);

        ReportTable.show(SampleReport.of(WARNED), FailOn.WARNING, console);

        assertThat(console.errors()).hasSize(2);
    }

    @Test
    void whatIsOnlySkippedIsNoWarning() {
        ReportTable.show(SampleReport.of(PASSED, SKIPPED), FailOn.ERROR, console);

        assertThat(String.join("\n", console.info()))
                .contains("journal-complete")
                .contains("there is no journal");
        assertThat(console.warnings()).isEmpty();
    }

    @Test
    void failsOnWhatItIsToldTo() {
        ValidationReport report = SampleReport.of(WARNED, FAILED, PASSED, SKIPPED);

        assertThat(FailOn.ERROR.failures(report)).containsExactly(FAILED);
        assertThat(FailOn.WARNING.failures(report)).containsExactly(FAILED, WARNED);
        assertThat(FailOn.NEVER.failures(report)).isEmpty();
    }
}
