package dev.brickhouse.seed;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * What a seed did.
 *
 * @param fingerprint the digest of the settings
 * @param asOf the day at which the history ends
 * @param resumed whether an earlier, interrupted seed was completed
 * @param steps what was done, in its order
 * @param total the time from the first step to the last
 */
public record SeedSummary(String fingerprint, LocalDate asOf, boolean resumed, List<Step> steps, Duration total) {

    public SeedSummary {
        steps = List.copyOf(steps);
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
