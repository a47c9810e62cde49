package dev.brickhouse.validate;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.TextTable;
import java.util.ArrayList;
import java.util.List;

/** Shows a report in the log: the passed checks as a number, the violated ones in full. */
public final class ReportTable {

    private ReportTable() {}

    /**
     * Logs the skipped checks, then the violations, as errors if they fail the build and as warnings otherwise, and the
     * summary. A table of all checks goes to debug level.
     */
    public static void show(ValidationReport report, FailOn failOn, Console console) {
        everything(report).forEach(console::debug);
        List<String> lines = report.lines();
        int last = lines.size() - 1;
        lines.subList(0, last).forEach(console::info);
        for (Severity severity : List.of(Severity.WARNING, Severity.ERROR)) {
            for (CheckResult result : report.violated(severity)) {
                violation(result).forEach(failOn.includes(severity) ? console::error : console::warn);
            }
        }
        console.info(lines.get(last));
    }

    private static List<String> violation(CheckResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(result.id() + (result.severity() == Severity.ERROR ? " failed (" : " warned (") + result.count()
                + "): " + result.rule());
        result.sampleKeys().forEach(sample -> lines.add("    " + sample));
        if (result.more() > 0) {
            lines.add("    and " + result.more() + " more");
        }
        result.fix().ifPresent(sentence -> lines.add("    " + sentence));
        return lines;
    }

    private static List<String> everything(ValidationReport report) {
        TextTable table = new TextTable()
                .words("check")
                .words("result")
                .numbers("violations")
                .numbers("ms")
                .words("what must hold");
        for (CheckResult result : report.results()) {
            table.row(
                    result.id(),
                    result.outcome(),
                    Long.toString(result.violations()),
                    Long.toString(result.time().toMillis()),
                    result.rule());
        }
        return table.lines();
    }
}
