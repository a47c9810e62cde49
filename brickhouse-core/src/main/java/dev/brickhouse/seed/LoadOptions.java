package dev.brickhouse.seed;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Objects;

/**
 * How rows are loaded, which does not change what is loaded.
 *
 * @param method how orders travel to the server
 * @param batchSize rows in one INSERT statement, for the small tables and for {@link LoadMethod#INSERT}, from 1 to
 *     100,000
 * @param threads connections that load at the same time, from 1 to 64
 * @param chunkSize orders that are committed together, from 1,000 to 10,000,000
 */
public record LoadOptions(LoadMethod method, int batchSize, int threads, long chunkSize) {

    public static final ParameterReader<LoadMethod> METHOD =
            ParameterReader.option(PropertyNames.LOAD, LoadMethod.class);
    public static final ParameterReader<Integer> BATCH_SIZE =
            ParameterReader.integer(PropertyNames.BATCH_SIZE, "a whole number of rows", 1, 100_000);
    public static final ParameterReader<Integer> THREADS = ParameterReader.integer(PropertyNames.THREADS, 1, 64);
    public static final ParameterReader<Long> CHUNK_SIZE =
            ParameterReader.longInteger(PropertyNames.CHUNK_SIZE, "a whole number of orders", 1_000, 10_000_000);

    /** As in the original tool. */
    public static final int DEFAULT_BATCH_SIZE = 500;

    /** A fraction of a second of work: little is lost in a crash, and a commit costs little compared with it. */
    public static final long DEFAULT_CHUNK_SIZE = 40_000;

    /** More connections rarely load faster, since they wait for the server's disk and for each other. */
    private static final int MOST_DEFAULT_THREADS = 8;

    /** @throws ConfigurationException if a value is out of its range */
    public LoadOptions {
        BATCH_SIZE.require(batchSize);
        THREADS.require(threads);
        CHUNK_SIZE.require(chunkSize);
    }

    /**
     * Options as a user gives them; null leaves one at its default.
     *
     * @throws ConfigurationException if a value is out of its range
     */
    public static LoadOptions of(LoadMethod method, Integer batchSize, Integer threads, Long chunkSize) {
        return new LoadOptions(
                Objects.requireNonNullElse(method, LoadMethod.COPY),
                Objects.requireNonNullElse(batchSize, DEFAULT_BATCH_SIZE),
                Objects.requireNonNullElseGet(threads, LoadOptions::defaultThreads),
                Objects.requireNonNullElse(chunkSize, DEFAULT_CHUNK_SIZE));
    }

    /** As many connections as this machine has cores, up to eight. */
    public static int defaultThreads() {
        return Math.min(MOST_DEFAULT_THREADS, Math.max(1, Runtime.getRuntime().availableProcessors()));
    }
}
