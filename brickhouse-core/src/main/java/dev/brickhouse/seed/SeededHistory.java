package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.history.History;
import dev.brickhouse.history.HistorySettings;
import java.util.Map;
import java.util.Optional;

/** The history that a seed in a journal was made from, for what asks about its orders without reading them. */
public final class SeededHistory {

    private SeededHistory() {}

    /**
     * Plans it again, which takes a moment.
     *
     * @param settings the seed's settings in the journal, by name
     * @return empty if this version of the plugin would make other orders of them
     */
    public static Optional<History> of(Map<String, String> settings) {
        if (!Integer.toString(History.GENERATOR_VERSION).equals(settings.get("generatorVersion"))) {
            return Optional.empty();
        }
        HistorySettings history = SeedSettings.of(settings).history();
        Catalog catalog = Catalog.extended(
                Integer.parseInt(settings.get("stores")), Integer.parseInt(settings.get("products")), history.seed());
        return Optional.of(History.of(history, catalog));
    }
}
