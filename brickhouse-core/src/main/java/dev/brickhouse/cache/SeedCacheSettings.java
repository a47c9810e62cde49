package dev.brickhouse.cache;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.embedded.UserCache;
import dev.brickhouse.parameter.ParameterReader;
import java.nio.file.Path;

/**
 * Where the cache of seeds is, and how large it may become. Immutable.
 *
 * @param directory where it is; null where there is to be none
 * @param maxBytes how much it holds at most
 */
public record SeedCacheSettings(Path directory, long maxBytes) {

    /** No cache. */
    public static final SeedCacheSettings OFF = new SeedCacheSettings(null, 0);

    /** In megabytes. */
    public static final ParameterReader<Integer> SIZE =
            ParameterReader.integer(PropertyNames.SEED_CACHE_SIZE, "a whole number of megabytes", 1, 1_000_000);

    private static final int DEFAULT_MEGABYTES = 2048;

    /**
     * A cache as a user gives it; both are optional.
     *
     * @param directory where it is; the user's own if null
     * @param megabytes how much it holds at most
     */
    public static SeedCacheSettings of(Path directory, Integer megabytes) {
        return new SeedCacheSettings(
                directory == null ? UserCache.directory().resolve("seeds") : directory.toAbsolutePath(),
                NumberFormats.BYTES_PER_MEGABYTE * (megabytes == null ? DEFAULT_MEGABYTES : megabytes));
    }

    boolean isOff() {
        return directory == null;
    }
}
