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
        boolean violated = report.results().stream().anyMatch(CheckResult::violated);
        if (violated || !report.skipped().isEmpty()) {
            notable(report).forEach(violated ? console::warn : console::info);
        }
        everything(report).forEach(console::debug);
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

    private static List<String> notable(ValidationReport report) {
        TextTable table = new TextTable()
                .words("check")
                .words("result")
                .numbers("violations")
                .words("what must hold, and what breaks it");
        for (CheckResult result : report.results()) {
            if (result.violated()) {
                table.row(result.id(), result.outcome(), Long.toString(result.violations()), result.rule());
                table.row("", "", "", result.samples());
            } else if (result.skipped()) {
                table.row(result.id(), result.outcome(), "", result.skipReason());
            }
        }
        return table.lines();
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
