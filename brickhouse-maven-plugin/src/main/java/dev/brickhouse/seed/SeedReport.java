package dev.brickhouse.seed;

import dev.brickhouse.console.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A seed's summary as lines for the log. */
public final class SeedReport {

    private static final double NANOS_PER_SECOND = 1e9;

    private SeedReport() {}

    /** A table of what was written, with rates, and the total time. */
    public static List<String> of(SeedSummary summary) {
        TextTable table =
                new TextTable().words("step").numbers("rows").numbers("seconds").numbers("rows/s");
        for (SeedSummary.Step step : summary.steps()) {
            table.row(
                    step.name(),
                    String.format(Locale.ROOT, "%,d", step.rows()),
                    seconds(step.time()),
                    step.rowsPerSecond() == 0 ? "" : String.format(Locale.ROOT, "%,d", step.rowsPerSecond()));
        }
        List<String> lines = summary.steps().isEmpty() ? new ArrayList<>() : new ArrayList<>(table.lines());
        String which = summary.fingerprint() + " as of " + summary.asOf();
        lines.add(
                switch (summary.outcome()) {
                    case SEEDED -> "Seeded " + which + " in " + seconds(summary.total()) + " s";
                    case RESUMED -> "Completed the seed " + which + " in " + seconds(summary.total()) + " s";
                    case COMPLETED_BY_OTHERS ->
                        "Worked on the seed " + which + ", which another run has completed, for "
                                + seconds(summary.total()) + " s";
                    case LEFT_ALONE -> "The seed " + which + " is complete and was left alone";
                });
        lines.add("Checksum of the contents: " + summary.checksum());
        lines.addAll(summary.notes());
        return lines;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toNanos() / NANOS_PER_SECOND);
    }
}
