package dev.brickhouse.validate;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.TextTable;
import java.util.List;

/** The report as lines for a log: little of what is well, everything of what is not. */
public final class ReportTable {

    private static final double MILLIS = 1e3;

    private ReportTable() {}

    /** One line for the whole, and a table of the checks that were violated or skipped; the others at debug level. */
    public static void show(ValidationReport report, Console console) {
        List<CheckResult> notable = report.results().stream()
                .filter(result -> result.violated() || result.skipped())
                .toList();
        if (!notable.isEmpty()) {
            table(notable).forEach(console::info);
        }
        table(report.results()).forEach(console::debug);
        console.info(summary(report));
    }

    static String summary(ValidationReport report) {
        StringBuilder text = new StringBuilder()
                .append(report.passed())
                .append(" of ")
                .append(report.results().size())
                .append(" checks passed");
        append(text, report.violated(Severity.ERROR).size(), " failed");
        append(text, report.violated(Severity.WARNING).size(), " warned");
        append(text, report.skipped().size(), " skipped");
        return text.append(String.format(
                        java.util.Locale.ROOT, " (%.1f s)", report.time().toMillis() / MILLIS))
                .toString();
    }

    private static void append(StringBuilder text, int number, String what) {
        if (number > 0) {
            text.append(", ").append(number).append(what);
        }
    }

    private static List<String> table(List<CheckResult> results) {
        TextTable table = new TextTable()
                .words("check")
                .words("result")
                .numbers("violations")
                .numbers("ms")
                .words("keys, or why skipped");
        for (CheckResult result : results) {
            table.row(
                    result.id(),
                    result.outcome(),
                    result.skipped() ? "" : Long.toString(result.violations()),
                    result.skipped() ? "" : Long.toString(result.time().toMillis()),
                    result.skipped() ? result.skipReason() : result.samples());
        }
        return table.lines();
    }
}
