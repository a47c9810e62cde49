package dev.brickhouse.mojo;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.seed.RowSettings;
import dev.brickhouse.seed.SeedRequest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters that the rows of a seed depend on. */
abstract class AbstractHistoryMojo extends AbstractDatabaseMojo {

    /**
     * The random seed, any whole number. The same seed gives the same rows. Default: 42.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.RANDOM_SEED)
    private String seed;

    /**
     * The day at whose start the history ends, as yyyy-mm-dd, from 1970-01-01 to 2199-12-31. Set it to get the same
     * rows every day. Default: today.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.AS_OF)
    private String asOf;

    /**
     * How many months of history there are, from 1 to 120. Default: 12.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.MONTHS)
    private String months;

    /**
     * The monthly growth of demand as a fraction, from -0.5 to 1. Default: 0.01, which is 1 %.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.GROWTH_RATE)
    private String growthRate;

    /**
     * The strength of seasonality, from 0 (none) to 2 (twice that of the model). Default: 1.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SEASONALITY)
    private String seasonality;

    /**
     * The exponent of the Zipf distribution of sales within a category, from 0 (all products sell alike) to 3. Default:
     * 0.9.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.POPULARITY_EXPONENT)
    private String popularityExponent;

    /**
     * A factor for the four order counts, 0 or more. Default: 1.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SCALE)
    private String scale;

    /**
     * The number of fulfilled orders, 0 or more. Default: 226832.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.FULFILLED_ORDERS)
    private String fulfilledOrders;

    /**
     * The number of approved orders awaiting delivery, 0 or more. Default: 13532.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.APPROVED_ORDERS)
    private String approvedOrders;

    /**
     * The number of orders pending review, 0 or more. Default: 1347.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.PENDING_ORDERS)
    private String pendingOrders;

    /**
     * The number of cancelled orders, 0 or more. Default: 580.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.CANCELLED_ORDERS)
    private String cancelledOrders;

    /**
     * The number of stores including the warehouse, from 26 to 10000. Shops beyond the standard 25 get generated names,
     * addresses and managers. The number of stores times the number of products must not exceed 20 million. Default: 26.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.STORES)
    private String stores;

    /**
     * The number of products, from 156 to 100000. Those beyond the standard 156 get generated names, brands and prices.
     * Default: 156.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.PRODUCTS)
    private String products;

    /** The catalog that belongs to these parameters. */
    final Catalog catalog() {
        return rowSettings().catalog();
    }

    /** A request with these parameters, and defaults for all others. */
    final SeedRequest.Builder historyRequest() {
        return rowSettings().request(execution().getVersion());
    }

    private RowSettings rowSettings() {
        return new RowSettings(rowValues(), LocalDate.now());
    }

    /** The values of these parameters by property, null where none is given. */
    final Map<String, String> rowValues() {
        Map<String, String> values = new HashMap<>();
        values.put(PropertyNames.RANDOM_SEED, seed);
        values.put(PropertyNames.AS_OF, asOf);
        values.put(PropertyNames.MONTHS, months);
        values.put(PropertyNames.GROWTH_RATE, growthRate);
        values.put(PropertyNames.SEASONALITY, seasonality);
        values.put(PropertyNames.POPULARITY_EXPONENT, popularityExponent);
        values.put(PropertyNames.SCALE, scale);
        values.put(PropertyNames.FULFILLED_ORDERS, fulfilledOrders);
        values.put(PropertyNames.APPROVED_ORDERS, approvedOrders);
        values.put(PropertyNames.PENDING_ORDERS, pendingOrders);
        values.put(PropertyNames.CANCELLED_ORDERS, cancelledOrders);
        values.put(PropertyNames.STORES, stores);
        values.put(PropertyNames.PRODUCTS, products);
        return values;
    }
}
