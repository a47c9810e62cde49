package dev.brickhouse.seed;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import dev.brickhouse.report.GoalResult;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a seed did.
 *
 * @param outcome how the target got the rows that it has now
 * @param fingerprint the digest of the settings
 * @param checksum the checksum of all rows, the same for the same fingerprint
 * @param asOf the day at which the history ends
 * @param steps what was done, in order
 * @param notes what might look wrong and is not, each a sentence
 * @param total the time from the first step to the last
 */
public record SeedResult(
        Outcome outcome,
        String fingerprint,
        String checksum,
        LocalDate asOf,
        List<Step> steps,
        List<String> notes,
        Duration total)
        implements GoalResult {

    /** How the target got the rows that it has now. */
    public enum Outcome {
        /** This run began and completed the seed. */
        SEEDED,
        /** This run completed an interrupted seed, or one that others had begun. */
        RESUMED,
        /** Others completed the seed that this run worked on. */
        COMPLETED_BY_OTHERS,
        /** The seed was complete before, and was kept. */
        KEPT,
        /** The whole database was copied from an earlier run's with the same settings. */
        COPIED
    }

    /**
     * One line of the summary.
     *
     * @param name the table or view that was filled, or what else was done
     * @param rows the rows that were written; for a view, those it has now
     * @param time how long it took
     * @param writes whether {@code rows} were written in {@code time}, so that a rate makes sense
     */
    public record Step(String name, long rows, Duration time, boolean writes) {

        /** 0 where a rate makes no sense. */
        public long rowsPerSecond() {
            return writes && !time.isZero() ? Math.round(rows * 1e9 / time.toNanos()) : 0;
        }
    }

    public SeedResult {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** Whether an earlier, interrupted seed was completed. */
    public boolean resumed() {
        return outcome == Outcome.RESUMED;
    }

    /** A table of the steps with rates, the outcome with the total time, the checksum and the notes. */
    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!steps.isEmpty()) {
            TextTable table = new TextTable()
                    .words("step")
                    .numbers("rows")
                    .numbers("seconds")
                    .numbers("rows/s");
            for (Step step : steps) {
                table.row(
                        step.name(),
                        NumberFormats.count(step.rows()),
                        NumberFormats.seconds(step.time()),
                        step.rowsPerSecond() == 0 ? "" : NumberFormats.count(step.rowsPerSecond()));
            }
            lines.addAll(table.lines());
        }
        String which = fingerprint + " as of " + asOf;
        String seconds = NumberFormats.seconds(total) + " s";
        lines.add(
                switch (outcome) {
                    case SEEDED -> "Seeded " + which + " in " + seconds;
                    case RESUMED -> "Completed the seed " + which + " in " + seconds;
                    case COMPLETED_BY_OTHERS ->
                        "Worked on the seed " + which + ", which another run has completed, for " + seconds;
                    case KEPT -> "The seed " + which + " is complete and was kept";
                    case COPIED -> "Copied the seed " + which + " from the cache of seeds in " + seconds;
                });
        lines.add(
                "Checksum of the contents" + (outcome == Outcome.KEPT ? " when they were seeded: " : ": ") + checksum);
        lines.addAll(notes);
        return lines;
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("fingerprint", fingerprint);
        facts.put("asOf", asOf.toString());
        facts.put("resumed", resumed());
        return facts;
    }
}
