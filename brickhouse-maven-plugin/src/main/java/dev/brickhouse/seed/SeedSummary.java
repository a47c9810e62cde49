package dev.brickhouse.seed;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * What a seed did.
 *
 * @param outcome how it came to what is there now
 * @param fingerprint the digest of the settings
 * @param checksum the checksum of all rows, the same for the same fingerprint
 * @param asOf the day at which the history ends
 * @param steps what was done, in its order
 * @param notes what the user might wonder about, each a sentence
 * @param total the time from the first step to the last
 */
public record SeedSummary(
        Outcome outcome,
        String fingerprint,
        String checksum,
        LocalDate asOf,
        List<Step> steps,
        List<String> notes,
        Duration total) {

    /** How a seed came to what is there now. */
    public enum Outcome {
        /** It was begun and completed. */
        SEEDED,
        /** An interrupted one was completed, or one that others had begun. */
        RESUMED,
        /** Others completed what this run worked on too. */
        COMPLETED_BY_OTHERS,
        /** It was complete before. */
        LEFT_ALONE
    }

    public SeedSummary {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** Whether an earlier, interrupted seed was completed. */
    public boolean resumed() {
        return outcome == Outcome.RESUMED;
    }

    /**
     * One line of the summary.
     *
     * @param name the table or view that was filled, or what else was done
     * @param rows the rows that were written; for a view, those it has now
     * @param time how long it took
     * @param writes whether {@code rows} were written in {@code time}, so that a rate says something
     */
    public record Step(String name, long rows, Duration time, boolean writes) {

        /** Rows a second; 0 where a rate says nothing. */
        public long rowsPerSecond() {
            return writes && !time.isZero() ? Math.round(rows * 1e9 / time.toNanos()) : 0;
        }
    }
}
