package dev.brickhouse.mojo;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.seed.LoadOptions;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.seed.SeedResult;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.seed.Seeder;
import dev.brickhouse.server.Database;
import dev.brickhouse.server.ResolvedDatabase;
import java.time.LocalDate;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/** The parameters that say what is seeded and how. */
abstract class AbstractSeedMojo extends AbstractDatabaseMojo {

    /** Beside the loading connections: one that holds the lock, and two for Flyway. */
    private static final int FURTHER_CONNECTIONS = 3;

    /**
     * The random seed: the same one gives the same rows. Any whole number. Default: 42.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.RANDOM_SEED)
    private String seed;

    /**
     * The day at whose first instant the history ends, as yyyy-mm-dd, from 1970-01-01 to 2199-12-31. Default: today. Set
     * it to get the same rows on every day.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.AS_OF)
    private String asOf;

    /**
     * How many months the history reaches back, from 1 to 120. Default: 12.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.MONTHS)
    private String months;

    /**
     * By which fraction demand grows a month, from -0.5 to 1. Default: 0.12, which is 12 %.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.GROWTH_RATE)
    private String growthRate;

    /**
     * How strong the seasons are, from 0 (none) to 2 (twice the model's own). Default: 1.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SEASONALITY)
    private String seasonality;

    /**
     * The exponent of the Zipf law by which the products of a category sell, from 0 (all alike) to 3. Default: 0.9.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.POPULARITY_EXPONENT)
    private String popularityExponent;

    /**
     * Multiplies the four order counts; 0 or more. Default: 1.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SCALE)
    private String scale;

    /**
     * How many fulfilled orders there are, 0 or more. Default: 226832.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.FULFILLED_ORDERS)
    private String fulfilledOrders;

    /**
     * How many approved orders there are that wait for their delivery, 0 or more. Default: 13532.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.APPROVED_ORDERS)
    private String approvedOrders;

    /**
     * How many orders there are that wait for their review, 0 or more. Default: 1347.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.PENDING_ORDERS)
    private String pendingOrders;

    /**
     * How many cancelled orders there are, 0 or more. Default: 580.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.CANCELLED_ORDERS)
    private String cancelledOrders;

    /**
     * How many stores there are, the warehouse included, from 26 to 10000. Shops beyond the standard 25 get generated
     * names, addresses and managers. Stores times products may be up to 20 million. Default: 26.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.STORES)
    private String stores;

    /**
     * How many products there are, from 156 to 100000. Those beyond the standard 156 get generated names, brands and
     * prices. Default: 156.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.PRODUCTS)
    private String products;

    /**
     * How orders travel to the server: <code>copy</code> (binary COPY) or <code>insert</code> (INSERT statements of
     * <code>batchSize</code> rows each). Default: copy.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.LOAD)
    private String load;

    /**
     * Rows in one INSERT statement, for the small tables and for <code>load=insert</code>, from 1 to 100000. Default: 500.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BATCH_SIZE)
    private String batchSize;

    /**
     * Connections that load at the same time, from 1 to 64. Default: as many as this machine has cores, up to 8. The rows
     * do not depend on it.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.THREADS)
    private String threads;

    /**
     * Orders that are committed together, from 1000 to 10000000. Default: 40000. The rows do not depend on it.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.CHUNK_SIZE)
    private String chunkSize;

    /**
     * Lets the goal delete rows in the five tables that it did not write, and start over where an unfinished seed has
     * other settings; one with the same settings goes on. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.OVERWRITE, defaultValue = "false")
    private boolean overwrite;

    /**
     * Starts over where an unfinished seed would go on, whatever its settings. Rows that this goal did not write stay
     * protected. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.RESTART, defaultValue = "false")
    private boolean restart;

    /**
     * Leaves a complete seed with the same settings alone, which takes a fraction of a second, and stops the build where
     * a complete one has other settings. Without <code>asOf</code> the day of the seed that is there counts. Default:
     * false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SEED_ONCE, defaultValue = "false")
    private boolean seedOnce;

    /**
     * Works on a seed together with other runs, on this machine or others, that have the same settings and the same
     * version of this plugin: whoever comes first begins it, each loads what is still open, and the one that is done last
     * completes it. A seed that is complete already is left alone. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.JOIN, defaultValue = "false")
    private boolean join;

    private volatile Seeder seeder;

    AbstractSeedMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    /** The catalog that belongs to a request: its generated rows depend on the request's random seed. */
    final Catalog catalog(SeedRequest request) {
        Catalog standard = Catalog.standard();
        Integer wantedStores = NumberParameter.integer(PropertyNames.STORES, stores);
        Integer wantedProducts = NumberParameter.integer(PropertyNames.PRODUCTS, products);
        return Catalog.extended(
                wantedStores == null ? standard.stores().size() : wantedStores,
                wantedProducts == null ? standard.products().size() : wantedProducts,
                request.history().seed());
    }

    /** How many connections a seed uses at the same time. */
    static int connections(SeedRequest request) {
        return request.load().threads() + FURTHER_CONNECTIONS;
    }

    /** Opens the database for a seed, which loads by as many connections as there are, if only one. */
    final Database openForSeed(ResolvedDatabase plan, SeedRequest request) {
        return open(plan, 1 + FURTHER_CONNECTIONS, connections(request));
    }

    /** The request with no more threads than there are connections for. */
    static SeedRequest fitting(SeedRequest request, Database database) {
        int threads = Math.min(request.load().threads(), database.connections() - FURTHER_CONNECTIONS);
        return request.withThreads(threads);
    }

    final Seeder seeder(Database database, Catalog catalog) {
        seeder = new Seeder(new SeedTarget(database.dataSource(), database.schema()), catalog, console(), progress());
        return seeder;
    }

    @Override
    final String interrupted(String again) {
        Seeder atWork = seeder;
        if (atWork == null) {
            return super.interrupted(again);
        }
        String standing = atWork.interrupt();
        return atWork.hasBegun()
                ? standing + "; go on with: " + again + " (or start over by adding -D" + PropertyNames.RESTART
                        + "=true)"
                : standing + "; run it again with: " + again;
    }

    /** Logs a result and adds it to the goal's summary. */
    final void report(SeedResult result) {
        result.facts().forEach(summary()::put);
        result.steps().forEach(step -> summary().step(step.name(), step.rows(), step.time()));
        result.lines().forEach(console()::info);
    }

    final SeedRequest seedRequest() {
        return SeedRequest.builder(LocalDate.now(), execution().getVersion())
                .history(
                        NumberParameter.whole(PropertyNames.RANDOM_SEED, seed),
                        asOf,
                        NumberParameter.integer(PropertyNames.MONTHS, months),
                        NumberParameter.decimal(PropertyNames.GROWTH_RATE, growthRate),
                        NumberParameter.decimal(PropertyNames.SEASONALITY, seasonality),
                        NumberParameter.decimal(PropertyNames.POPULARITY_EXPONENT, popularityExponent))
                .orders(
                        NumberParameter.whole(PropertyNames.FULFILLED_ORDERS, fulfilledOrders),
                        NumberParameter.whole(PropertyNames.APPROVED_ORDERS, approvedOrders),
                        NumberParameter.whole(PropertyNames.PENDING_ORDERS, pendingOrders),
                        NumberParameter.whole(PropertyNames.CANCELLED_ORDERS, cancelledOrders),
                        NumberParameter.decimal(PropertyNames.SCALE, scale))
                .load(LoadOptions.of(
                        load,
                        NumberParameter.integer(PropertyNames.BATCH_SIZE, batchSize),
                        NumberParameter.integer(PropertyNames.THREADS, threads),
                        NumberParameter.whole(PropertyNames.CHUNK_SIZE, chunkSize)))
                .overwrite(overwrite)
                .existingSeed(restart, seedOnce, join)
                .build();
    }
}
