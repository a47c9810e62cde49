package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.load.Journal;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.schema.Layout;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a seed is to do.
 *
 * @param history what the data depends on
 * @param asOfGiven whether the user set the as-of date; otherwise an unfinished seed keeps the one it began with
 * @param load how it is loaded
 * @param overwrite whether rows that this plugin did not write, and an unfinished seed with other settings, may be
 *     replaced
 * @param existing what to do about an existing seed
 * @param layout how the orders are stored; null for the layout that is there, or else the plain one
 * @param pluginVersion recorded in the journal
 */
public record SeedRequest(
        HistorySettings history,
        boolean asOfGiven,
        LoadOptions load,
        boolean overwrite,
        ExistingSeedPolicy existing,
        Layout layout,
        String pluginVersion) {

    public SeedRequest {
        Objects.requireNonNull(existing);
        Objects.requireNonNull(history);
        Objects.requireNonNull(load);
        Objects.requireNonNull(pluginVersion);
    }

    /**
     * A request for given rows, loaded as by default.
     *
     * @param history what the rows depend on
     * @param asOfGiven whether the user set the as-of date
     * @param pluginVersion recorded in the journal
     */
    public static Builder builder(HistorySettings history, boolean asOfGiven, String pluginVersion) {
        return new Builder(history, asOfGiven, pluginVersion);
    }

    /**
     * All that decides what the database of a seed is like apart from the schemas and the server, as text.
     *
     * @param catalog the one that is seeded
     */
    public String cacheKeyText(Catalog catalog) {
        return SeedSettings.of(history, catalog).text() + "load=" + load.method() + "\nchunkSize=" + load.chunkSize()
                + "\nlayout=" + (layout == null ? Layout.PLAIN : layout) + '\n';
    }

    /** What the rows depend on, by name, as text. */
    public Map<String, String> settings(Catalog catalog) {
        return SeedSettings.of(history, catalog).values();
    }

    /** A warning if the as-of date is after {@code today}. */
    public Optional<String> futureAsOf(LocalDate today) {
        return history.asOf().isAfter(today)
                ? Optional.of("The seeded history will end on " + history.asOf() + " (" + PropertyNames.AS_OF
                        + "), which is in the future: orders will have future dates, and brickhouse:validate will"
                        + " report them")
                : Optional.empty();
    }

    /**
     * A short digest of what the rows depend on: the same for requests, and only for those, that give the same rows.
     */
    public String fingerprint(Catalog catalog) {
        return SeedSettings.of(history, catalog).fingerprint();
    }

    /** The same request, loaded by that many threads. */
    public SeedRequest withThreads(int threads) {
        LoadOptions other = new LoadOptions(load.method(), load.batchSize(), threads, load.chunkSize());
        return new SeedRequest(history, asOfGiven, other, overwrite, existing, layout, pluginVersion);
    }

    /**
     * The same request with the as-of date of the existing seed that it means: a run without an as-of date that resumes
     * after midnight completes the seed that it began, and one that seeds once keeps the seed of an earlier day.
     */
    SeedRequest alignedWith(TargetState state, Catalog catalog) {
        if (asOfGiven || state.journal().isEmpty()) {
            return this;
        }
        Journal.Entry seed = state.journal().get();
        boolean meant = seed.isComplete() ? existing.keepsComplete() : existing != ExistingSeedPolicy.RESTART;
        HistorySettings aligned = history.withAsOf(seed.header().asOf());
        return meant
                        && SeedSettings.of(aligned, catalog)
                                .fingerprint()
                                .equals(seed.header().fingerprint())
                ? new SeedRequest(aligned, asOfGiven, load, overwrite, existing, layout, pluginVersion)
                : this;
    }

    /** Collects what a seed is to do besides its rows; what is not set has its default. */
    public static final class Builder {

        private final HistorySettings history;
        private final boolean asOfGiven;
        private final String pluginVersion;
        private LoadOptions load = LoadOptions.of(null, null, null, null);
        private boolean overwrite;
        private ExistingSeedPolicy existing = ExistingSeedPolicy.REPLACE;
        private Layout layout;

        private Builder(HistorySettings history, boolean asOfGiven, String pluginVersion) {
            this.history = history;
            this.asOfGiven = asOfGiven;
            this.pluginVersion = pluginVersion;
        }

        public Builder load(LoadOptions options) {
            load = options;
            return this;
        }

        /** @param value null for the layout that is there, or else the plain one */
        public Builder layout(Layout value) {
            layout = value;
            return this;
        }

        public Builder overwrite(boolean value) {
            overwrite = value;
            return this;
        }

        /**
         * What to do about an existing seed; none of the three replaces a complete one.
         *
         * @throws ConfigurationException if two of them contradict each other
         */
        public Builder existingSeed(boolean restart, boolean seedOnce, boolean join) {
            existing = ExistingSeedPolicy.of(restart, seedOnce, join);
            return this;
        }

        public SeedRequest build() {
            return new SeedRequest(history, asOfGiven, load, overwrite, existing, layout, pluginVersion);
        }
    }
}
