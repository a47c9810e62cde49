package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.history.History;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.Table;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the rows of a seed depend on, as users write it: text by the name of the property. Every value is optional.
 * Immutable.
 */
public final class RowSettings {

    /** The names of the properties. */
    public static final List<String> PROPERTIES = List.of(
            PropertyNames.RANDOM_SEED,
            PropertyNames.AS_OF,
            PropertyNames.MONTHS,
            PropertyNames.GROWTH_RATE,
            PropertyNames.SEASONALITY,
            PropertyNames.POPULARITY_EXPONENT,
            PropertyNames.SCALE,
            PropertyNames.FULFILLED_ORDERS,
            PropertyNames.APPROVED_ORDERS,
            PropertyNames.PENDING_ORDERS,
            PropertyNames.CANCELLED_ORDERS,
            PropertyNames.STORES,
            PropertyNames.PRODUCTS);

    private static final ParameterReader<Integer> STORES = ParameterReader.integer(PropertyNames.STORES);
    private static final ParameterReader<Integer> PRODUCTS = ParameterReader.integer(PropertyNames.PRODUCTS);

    private final Map<String, String> values;
    private final HistorySettings history;
    private final int stores;
    private final int products;

    /**
     * Reads and checks them without making anything.
     *
     * @param values text by the name of a property of {@link #PROPERTIES}, others are passed over; null or blank for the
     *     default
     * @param today the as-of date if none is given
     * @throws ConfigurationException if a value cannot be used
     */
    public RowSettings(Map<String, String> values, LocalDate today) {
        this.values = new TreeMap<>(values);
        this.values.keySet().retainAll(PROPERTIES);
        this.values.values().removeIf(value -> value == null || value.isBlank());
        history = new HistorySettings(
                HistorySettings.SEED.readOr(values.get(PropertyNames.RANDOM_SEED), HistorySettings.DEFAULT_SEED),
                HistorySettings.AS_OF.readOr(values.get(PropertyNames.AS_OF), today),
                HistorySettings.MONTHS.readOr(values.get(PropertyNames.MONTHS), HistorySettings.DEFAULT_MONTHS),
                HistorySettings.GROWTH_RATE.readOr(
                        values.get(PropertyNames.GROWTH_RATE), HistorySettings.DEFAULT_GROWTH_RATE),
                HistorySettings.SEASONALITY.readOr(
                        values.get(PropertyNames.SEASONALITY), HistorySettings.DEFAULT_SEASONALITY),
                HistorySettings.POPULARITY_EXPONENT.readOr(
                        values.get(PropertyNames.POPULARITY_EXPONENT), HistorySettings.DEFAULT_POPULARITY_EXPONENT),
                counts(values));
        Catalog standard = Catalog.standard();
        stores = STORES.readOr(
                values.get(PropertyNames.STORES), standard.stores().size());
        products = PRODUCTS.readOr(
                values.get(PropertyNames.PRODUCTS), standard.products().size());
        Catalog.requireSize(stores, products);
    }

    private static OrderCounts counts(Map<String, String> values) {
        OrderCounts counts = new OrderCounts(
                OrderCounts.FULFILLED_ORDERS.readOr(
                        values.get(PropertyNames.FULFILLED_ORDERS), OrderCounts.DEFAULT.fulfilled()),
                OrderCounts.APPROVED_ORDERS.readOr(
                        values.get(PropertyNames.APPROVED_ORDERS), OrderCounts.DEFAULT.approved()),
                OrderCounts.PENDING_ORDERS.readOr(
                        values.get(PropertyNames.PENDING_ORDERS), OrderCounts.DEFAULT.pending()),
                OrderCounts.CANCELLED_ORDERS.readOr(
                        values.get(PropertyNames.CANCELLED_ORDERS), OrderCounts.DEFAULT.cancelled()));
        return counts.scaledBy(OrderCounts.SCALE.readOr(values.get(PropertyNames.SCALE), 1.0));
    }

    /** A request with these settings, and defaults for all others. */
    public SeedRequest.Builder request(String pluginVersion) {
        return SeedRequest.builder(history, values.containsKey(PropertyNames.AS_OF), pluginVersion);
    }

    /** The catalog that belongs to them, which takes a second if it is not the standard one. */
    public Catalog catalog() {
        return Catalog.extended(stores, products, history.seed());
    }

    /** What makes the rows; it takes about as long as a million orders, and some megabytes. */
    public RetailRows rows() {
        Catalog catalog = catalog();
        return RetailRows.of(History.of(history, catalog), catalog);
    }

    /** The given values together with the as-of date, so that they mean the same on every day. */
    public Map<String, String> withResolvedAsOf() {
        Map<String, String> fixed = new TreeMap<>(values);
        fixed.put(PropertyNames.AS_OF, history.asOf().toString());
        return Collections.unmodifiableMap(fixed);
    }

    /** Whether {@link #mostRows} of a table is the number of its rows, rather than a bound. */
    public static boolean isExact(Table table) {
        return table != RetailTables.INVENTORY.table();
    }

    /**
     * How many rows a table has, without making anything. For {@code inventory} it is a bound, since no shop carries
     * everything.
     */
    public long maxRows(Table table) {
        if (table == RetailRows.ORDERS) {
            return history.counts().total();
        }
        if (table == RetailTables.PRODUCTS.table()) {
            return products;
        }
        if (table == RetailTables.STORES.table()) {
            return stores;
        }
        Catalog standard = Catalog.standard();
        return table == RetailTables.USERS.table()
                // every shop has a manager, and the regions are those of the standard catalog
                ? standard.users().size() + stores - standard.stores().size()
                : (long) stores * products;
    }
}
