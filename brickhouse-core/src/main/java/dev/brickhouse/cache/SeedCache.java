package dev.brickhouse.cache;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.ServerKind;
import java.io.IOException;
import java.util.Optional;

/**
 * Copies of the data directories that seeds have filled, in the user's cache: an embedded server with a new directory
 * gets a copy, where an earlier seed had the same settings, instead of a seed of its own. Thread-safe, and so are its
 * entries among processes.
 */
public final class SeedCache {

    private final SeedCacheSettings settings;
    private final Console console;

    public SeedCache(SeedCacheSettings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    /**
     * What the cache can do for one seed. For a server of the user's own it does nothing.
     *
     * @param plan the database that is to be seeded
     * @param request how
     * @param catalog what with
     */
    public CachedSeed seed(ResolvedDatabase plan, SeedRequest request, Catalog catalog) {
        if (settings.isOff() || plan.kind() != ServerKind.EMBEDDED) {
            return CachedSeed.none(console);
        }
        try {
            Optional<String> key = SeedKey.of(plan, request, catalog);
            if (key.isPresent()) {
                return CachedSeed.of(new EntryStore(settings), key.get(), plan.embedded(), request, console);
            }
            console.debug("The cache of seeds is not used, since the plugin's own code is not a file");
        } catch (IOException e) {
            console.debug("The cache of seeds is not used: " + e);
        }
        return CachedSeed.none(console);
    }
}
