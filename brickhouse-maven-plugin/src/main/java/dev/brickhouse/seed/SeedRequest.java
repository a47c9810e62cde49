package dev.brickhouse.seed;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.history.HistorySettings;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What a seed shall do.
 *
 * @param history what the data depends on
 * @param asOfGiven whether the as-of date was asked for; otherwise an unfinished seed keeps the one it began with
 * @param load how it is loaded
 * @param overwrite whether rows that this plugin did not write, and an unfinished seed with other settings, may be
 *     replaced
 * @param existing what to do about a seed that is there or under way
 * @param pluginVersion noted in the journal
 */
public record SeedRequest(
        HistorySettings history,
        boolean asOfGiven,
        LoadOptions load,
        boolean overwrite,
        Existing existing,
        String pluginVersion) {

    /** What to do about a seed that is there or under way. */
    public enum Existing {
        /** A complete one is made anew, an unfinished one completed; one under way keeps this one out. */
        REPLACE,
        /** As {@link #REPLACE}, and an unfinished one is made anew too, whatever its settings. */
        RESTART,
        /** A complete one with the same settings is left alone, and one with others is kept from being replaced. */
        SEED_ONCE,
        /** As {@link #SEED_ONCE}, and one under way is worked on together with the runs that are at it. */
        JOIN;

        /** Whether a complete seed is kept from being replaced. */
        boolean leavesAlone() {
            return this == SEED_ONCE || this == JOIN;
        }
    }

    public SeedRequest {
        Objects.requireNonNull(existing);
        Objects.requireNonNull(history);
        Objects.requireNonNull(load);
        Objects.requireNonNull(pluginVersion);
    }

    /** A request that replaces a complete seed. */
    public SeedRequest(
            HistorySettings history, boolean asOfGiven, LoadOptions load, boolean overwrite, String pluginVersion) {
        this(history, asOfGiven, load, overwrite, Existing.REPLACE, pluginVersion);
    }

    /** What to say of an as-of date that lies behind {@code today}. */
    Optional<String> futureAsOf(LocalDate today) {
        return history.asOf().isAfter(today)
                ? Optional.of("The seeded history will end on " + history.asOf() + " (" + PropertyNames.AS_OF
                        + "), which lies in the future: orders will have dates that have not come yet, and"
                        + " brickhouse:validate will say so")
                : Optional.empty();
    }

    /** The same request, told what to do about a seed that is there. */
    public SeedRequest with(Existing other) {
        return new SeedRequest(history, asOfGiven, load, overwrite, other, pluginVersion);
    }

    /** The same request, loaded by that many threads. */
    public SeedRequest withThreads(int threads) {
        LoadOptions other = new LoadOptions(load.method(), load.batchSize(), threads, load.chunkSize());
        return new SeedRequest(history, asOfGiven, other, overwrite, existing, pluginVersion);
    }
}
