package dev.brickhouse.seed;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How rows are loaded, which does not change what is loaded.
 *
 * @param method how orders travel to the server
 * @param batchSize rows in one INSERT statement, for the small tables and for {@link LoadMethod#INSERT}, from 1 to 100,000
 * @param threads connections that load at the same time, from 1 to 64
 * @param chunkSize orders that are committed together, from 1,000 to 10,000,000
 */
public record LoadOptions(LoadMethod method, int batchSize, int threads, long chunkSize) {

    /** As in the original tool. */
    public static final int DEFAULT_BATCH_SIZE = 500;

    /** A fraction of a second of work: little is lost in a crash, and a commit costs little beside it. */
    public static final long DEFAULT_CHUNK_SIZE = 40_000;

    /** More connections rarely load faster, since they wait for the server's disk and for each other. */
    private static final int MOST_DEFAULT_THREADS = 8;

    public LoadOptions {
        ConfigurationException.requireRange(PropertyNames.BATCH_SIZE, batchSize, 1, 100_000);
        ConfigurationException.requireRange(PropertyNames.THREADS, threads, 1, 64);
        ConfigurationException.requireRange(PropertyNames.CHUNK_SIZE, chunkSize, 1_000, 10_000_000);
    }

    /**
     * Options as a user gives them; null leaves one at its default.
     *
     * @param method the name of a {@link LoadMethod} in any case
     * @throws ConfigurationException if a value is out of its range or cannot be read
     */
    public static LoadOptions of(String method, Integer batchSize, Integer threads, Long chunkSize) {
        return new LoadOptions(
                method == null ? LoadMethod.COPY : method(method),
                batchSize == null ? DEFAULT_BATCH_SIZE : batchSize,
                threads == null ? defaultThreads() : threads,
                chunkSize == null ? DEFAULT_CHUNK_SIZE : chunkSize);
    }

    /** As many connections as this machine has cores, up to eight. */
    public static int defaultThreads() {
        return Math.min(MOST_DEFAULT_THREADS, Math.max(1, Runtime.getRuntime().availableProcessors()));
    }

    private static LoadMethod method(String text) {
        return Arrays.stream(LoadMethod.values())
                .filter(method -> method.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(PropertyNames.LOAD + " is '" + text
                        + "', but it has to be one of: "
                        + Arrays.stream(LoadMethod.values())
                                .map(method -> method.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + "."));
    }
}
