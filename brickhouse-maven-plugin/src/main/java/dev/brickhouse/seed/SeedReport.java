package dev.brickhouse.seed;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import java.util.ArrayList;
import java.util.List;

/** A seed's summary as lines for the log. */
public final class SeedReport {

    private SeedReport() {}

    /** A table of what was written, with rates, and the total time. */
    public static List<String> of(SeedSummary summary) {
        TextTable table =
                new TextTable().words("step").numbers("rows").numbers("seconds").numbers("rows/s");
        for (SeedSummary.Step step : summary.steps()) {
            table.row(
                    step.name(),
                    NumberFormats.count(step.rows()),
                    NumberFormats.seconds(step.time()),
                    step.rowsPerSecond() == 0 ? "" : NumberFormats.count(step.rowsPerSecond()));
        }
        List<String> lines = summary.steps().isEmpty() ? new ArrayList<>() : new ArrayList<>(table.lines());
        String which = summary.fingerprint() + " as of " + summary.asOf();
        lines.add(
                switch (summary.outcome()) {
                    case SEEDED -> "Seeded " + which + " in " + NumberFormats.seconds(summary.total()) + " s";
                    case RESUMED ->
                        "Completed the seed " + which + " in " + NumberFormats.seconds(summary.total()) + " s";
                    case COMPLETED_BY_OTHERS ->
                        "Worked on the seed " + which + ", which another run has completed, for "
                                + NumberFormats.seconds(summary.total()) + " s";
                    case LEFT_ALONE -> "The seed " + which + " is complete and was left alone";
                });
        lines.add((summary.outcome() == SeedSummary.Outcome.LEFT_ALONE
                        ? "Checksum of the contents when they were seeded: "
                        : "Checksum of the contents: ")
                + summary.checksum());
        lines.addAll(summary.notes());
        return lines;
    }
}
