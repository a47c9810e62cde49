package dev.brickhouse.validate;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report as lines for a log: little of what is well, everything of what is not. */
public final class ReportTable {

    private static final double MILLIS = 1e3;

    private ReportTable() {}

    /**
     * One line for the whole; before it those that were left out, with the reason, and what was violated, as an error if
     * it fails the build and as a warning otherwise. A table of all checks at debug level.
     */
    public static void show(ValidationReport report, FailOn failOn, Console console) {
        everything(report).forEach(console::debug);
        leftOut(report).forEach(console::info);
        for (Severity severity : List.of(Severity.WARNING, Severity.ERROR)) {
            for (CheckResult result : report.violated(severity)) {
                violation(result).forEach(failOn.includes(severity) ? console::error : console::warn);
            }
        }
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
        return text.append(String.format(Locale.ROOT, " (%.1f s)", report.time().toMillis() / MILLIS))
                .toString();
    }

    private static void append(StringBuilder text, int number, String what) {
        if (number > 0) {
            text.append(", ").append(number).append(what);
        }
    }

    private static List<String> violation(CheckResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(result.id()
                + (result.severity() == Severity.ERROR ? " failed (" : " warned (")
                + result.violations()
                + (result.violations() == 1 ? " violation): " : " violations): ")
                + result.rule());
        result.sampleKeys().forEach(sample -> lines.add("    " + sample));
        if (result.more() > 0) {
            lines.add("    and " + result.more() + " more");
        }
        if (result.advice() != null) {
            lines.add("    To mend it, " + result.advice() + ".");
        }
        return lines;
    }

    private static List<String> leftOut(ValidationReport report) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        report.skipped()
                .forEach(result -> byReason.computeIfAbsent(result.skipReason(), reason -> new ArrayList<>())
                        .add(result.id()));
        List<String> lines = new ArrayList<>();
        byReason.forEach((reason, ids) -> lines.add("Skipped, since " + reason + ": " + String.join(", ", ids)));
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
