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
    private final LocalDate today;
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
        this.today = today;
        history = request("").build().history();
        Catalog standard = Catalog.standard();
        stores = STORES.readOr(
                values.get(PropertyNames.STORES), standard.stores().size());
        products = PRODUCTS.readOr(
                values.get(PropertyNames.PRODUCTS), standard.products().size());
        Catalog.requireSize(stores, products);
    }

    /** A request with these settings, and defaults for all others. */
    public SeedRequest.Builder request(String pluginVersion) {
        return SeedRequest.builder(today, pluginVersion)
                .history(
                        read(HistorySettings.SEED, PropertyNames.RANDOM_SEED),
                        read(HistorySettings.AS_OF, PropertyNames.AS_OF),
                        read(HistorySettings.MONTHS, PropertyNames.MONTHS),
                        read(HistorySettings.GROWTH_RATE, PropertyNames.GROWTH_RATE),
                        read(HistorySettings.SEASONALITY, PropertyNames.SEASONALITY),
                        read(HistorySettings.POPULARITY_EXPONENT, PropertyNames.POPULARITY_EXPONENT))
                .orders(
                        read(OrderCounts.FULFILLED_ORDERS, PropertyNames.FULFILLED_ORDERS),
                        read(OrderCounts.APPROVED_ORDERS, PropertyNames.APPROVED_ORDERS),
                        read(OrderCounts.PENDING_ORDERS, PropertyNames.PENDING_ORDERS),
                        read(OrderCounts.CANCELLED_ORDERS, PropertyNames.CANCELLED_ORDERS),
                        read(OrderCounts.SCALE, PropertyNames.SCALE));
    }

    private <T> T read(ParameterReader<T> reader, String property) {
        return reader.read(values.get(property));
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
    public Map<String, String> fixed() {
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
    public long mostRows(Table table) {
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
