package dev.brickhouse.seed;

import dev.brickhouse.history.HistorySettings;
import java.util.Objects;

/**
 * What a seed shall do.
 *
 * @param history what the data depends on
 * @param asOfGiven whether the as-of date was asked for; otherwise an unfinished seed keeps the one it began with
 * @param load how it is loaded
 * @param overwrite whether rows that this plugin did not write, and an unfinished seed with other settings, may be
 *     replaced
 * @param pluginVersion noted in the journal
 */
public record SeedRequest(
        HistorySettings history, boolean asOfGiven, LoadOptions load, boolean overwrite, String pluginVersion) {

    public SeedRequest {
        Objects.requireNonNull(history);
        Objects.requireNonNull(load);
        Objects.requireNonNull(pluginVersion);
    }
}
