package dev.brickhouse.mojo;

import dev.brickhouse.cache.CachedSeed;
import dev.brickhouse.cache.SeedCache;
import dev.brickhouse.cache.SeedCacheSettings;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.seed.LoadOptions;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.seed.SeedResult;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.seed.Seeder;
import dev.brickhouse.settings.ResolvedDatabase;
import java.io.File;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters that say how a seed is loaded, and what becomes of one that exists. */
abstract class AbstractSeedMojo extends AbstractHistoryMojo {

    /**
     * How orders are loaded: <code>copy</code> (binary COPY) or <code>insert</code> (INSERT statements of
     * <code>batchSize</code> rows each). Default: copy.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.LOAD)
    private String load;

    /**
     * Rows per INSERT statement, for the small tables and for <code>load=insert</code>, from 1 to 100000. Default: 500.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BATCH_SIZE)
    private String batchSize;

    /**
     * How the orders are stored: <code>plain</code> (one table), <code>partitioned</code> (a partition for each month of
     * the order date) or <code>citus</code> (shards by product over the nodes of a Citus cluster). It does not affect the rows. A database that holds orders keeps its layout, and a goal that asks for
     * another is refused. Default: the layout that is there, otherwise plain.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.LAYOUT)
    private String layout;

    /**
     * The number of connections that load in parallel, from 1 to 64. It does not affect the rows. Default: the number
     * of cores, at most 8.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.THREADS)
    private String threads;

    /**
     * The number of orders per transaction, from 1000 to 10000000. It does not affect the rows. Default: 40000.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.CHUNK_SIZE)
    private String chunkSize;

    /**
     * Lets the goal delete rows in the five tables that it did not write, and replace an unfinished seed with other
     * settings; one with the same settings is resumed. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.OVERWRITE, defaultValue = "false")
    private boolean overwrite;

    /**
     * Starts over instead of resuming an unfinished seed, whatever its settings. Rows that this goal did not write stay
     * protected. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.RESTART, defaultValue = "false")
    private boolean restart;

    /**
     * Does nothing if there is a complete seed with the same settings, which takes a fraction of a second, and fails
     * the build if there is one with other settings. Without <code>asOf</code>, the as-of date of the existing seed is
     * used. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SEED_ONCE, defaultValue = "false")
    private boolean seedOnce;

    /**
     * Shares the work with other runs that have the same settings and the same version of this plugin, on this machine
     * or others: the first run starts the seed, each loads open chunks, and the last one completes it. A complete seed
     * is not changed. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.JOIN, defaultValue = "false")
    private boolean join;

    /**
     * Copies the data directory of an embedded server from the cache of seeds where a seed had the same settings before, and
     * keeps a copy there where none had. Only a new data directory is copied or kept. Default: true.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SEED_CACHE, defaultValue = "true")
    private boolean seedCache;

    /**
     * The directory of the cache of seeds. Default: <code>seeds</code> next to PostgreSQL's programs in the user's cache,
     * which is <code>~/.cache/brickhouse-maven-plugin</code> unless <code>XDG_CACHE_HOME</code> names another.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SEED_CACHE_DIRECTORY)
    private File seedCacheDirectory;

    /**
     * How large the cache of seeds may become, in megabytes, from 1 to 1000000. What was not used for longest goes first, and
     * a seed that would take more than half of it is not kept. Default: 2048.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SEED_CACHE_SIZE)
    private String seedCacheSize;

    private volatile Seeder seeder;

    /** Opens the database for a seed, which loads by as many connections as there are, if only one. */
    final Database openForSeed(ResolvedDatabase plan, SeedRequest request) {
        int threads = request.load().threads();
        return open(
                plan,
                ConnectionNeed.between(Seeder.connections(1), Seeder.connections(threads))
                        .explained("even with " + PropertyNames.THREADS + "=1", ""));
    }

    /** The request with no more threads than there are connections for. */
    final SeedRequest fitting(SeedRequest request, Database database) {
        int wanted = request.load().threads();
        int threads = Seeder.threads(database.connections());
        if (threads >= wanted) {
            return request;
        }
        console()
                .info("Loading with " + PropertyNames.THREADS + "=" + threads + " rather than " + wanted
                        + ", because no more connections are available");
        return request.withThreads(threads);
    }

    final Seeder seeder(Database database, Catalog catalog) {
        seeder = new Seeder(new SeedTarget(database.dataSource(), database.schema()), catalog, console(), progress());
        return seeder;
    }

    /** What the cache of seeds can do for a seed. */
    final CachedSeed cached(ResolvedDatabase plan, SeedRequest request, Catalog catalog) {
        SeedCacheSettings settings = seedCache
                ? SeedCacheSettings.of(
                        seedCacheDirectory == null ? null : seedCacheDirectory.toPath(),
                        SeedCacheSettings.SIZE.read(seedCacheSize))
                : SeedCacheSettings.OFF;
        return new SeedCache(settings, console()).seed(plan, request, catalog);
    }

    /** Adds what came of the cache to the summary. */
    final void summarize(CachedSeed cached) {
        summary().put("cache", ParameterReader.label(cached.use()));
    }

    @Override
    final String interrupted(String again) {
        Seeder atWork = seeder;
        if (atWork == null) {
            return super.interrupted(again);
        }
        String standing = atWork.interrupt();
        return atWork.hasBegun()
                ? standing + "; resume it with: " + again + " (or start over by adding -D" + PropertyNames.RESTART
                        + "=true)"
                : standing + "; run it again with: " + again;
    }

    /** As {@link #report}, with the steps of the seed. */
    final void reportSeed(SeedResult result) {
        result.steps().forEach(step -> summary().step(step.name(), step.rows(), step.time()));
        report(result);
    }

    final SeedRequest seedRequest() {
        return historyRequest()
                .load(LoadOptions.of(
                        LoadOptions.METHOD.read(load),
                        LoadOptions.BATCH_SIZE.read(batchSize),
                        LoadOptions.THREADS.read(threads),
                        LoadOptions.CHUNK_SIZE.read(chunkSize)))
                .layout(Layout.SETTING.read(layout))
                .overwrite(overwrite)
                .existingSeed(restart, seedOnce, join)
                .build();
    }
}
