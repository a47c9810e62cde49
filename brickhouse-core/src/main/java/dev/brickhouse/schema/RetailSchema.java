package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.load.Journal;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.sql.Identifiers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The schema of a retail database with that of its views, and the names of everything that the migrations make in them.
 * Immutable.
 *
 * @param name the schema of the tables, unquoted
 * @param analytics the schema of the materialized views over them, unquoted
 */
public record RetailSchema(String name, String analytics) {

    /** The schemas that are used by default. */
    public static final RetailSchema DEFAULT = new RetailSchema("public", "analytics");

    public static final String ORDERS = "orders";

    /** The tables of the shop, parents before children. */
    public static final List<String> TABLES = List.of("products", "stores", "users", "inventory", ORDERS);

    /** Where Flyway records the migrations. */
    public static final String HISTORY_TABLE = "brickhouse_schema_history";

    public static final String INVENTORY_SUMMARY = "inventory_summary";
    public static final String ORDER_TRENDS = "order_trends";
    public static final String LOW_STOCK_ALERTS = "low_stock_alerts";

    /** The materialized views, in the order in which they are refreshed and reported. */
    public static final List<String> VIEWS = List.of(INVENTORY_SUMMARY, ORDER_TRENDS, LOW_STOCK_ALERTS);

    /** @throws ConfigurationException if a name cannot be used, or both are the same */
    public RetailSchema {
        requireUsable(name, PropertyNames.SCHEMA + " (" + PropertyNames.ENV_SCHEMA + ")");
        requireUsable(analytics, PropertyNames.ANALYTICS_SCHEMA);
        if (name.equals(analytics)) {
            throw new ConfigurationException(PropertyNames.ANALYTICS_SCHEMA + " and " + PropertyNames.SCHEMA
                    + " are both '" + name + "'; the views need a schema of their own.");
        }
    }

    /** All tables that the plugin makes, parents before children. */
    public static List<String> allTables() {
        return Stream.of(TABLES, List.of(HISTORY_TABLE), Journal.TABLES)
                .flatMap(List::stream)
                .toList();
    }

    /** Why a name cannot be that of a schema of ours, as the end of a sentence; empty if it can. */
    public static Optional<String> problemWith(String name) {
        if (name == null || name.isEmpty()) {
            return Optional.of("empty");
        }
        if (name.indexOf('\0') >= 0) {
            return Optional.of("a name with the character NUL");
        }
        if (Identifiers.isTooLong(name)) {
            return Optional.of(
                    "longer than the " + Identifiers.LONGEST_IN_BYTES + " bytes that PostgreSQL allows for a name");
        }
        if (name.startsWith("pg_")) {
            return Optional.of("reserved for PostgreSQL, as all names are that begin with pg_");
        }
        if (name.equals("information_schema")) {
            return Optional.of("one of PostgreSQL's own schemas");
        }
        if (name.equals("$user")) {
            return Optional.of("read by PostgreSQL's search path as the schema named like the connected user");
        }
        return Optional.empty();
    }

    /** Both, unquoted, for statements that take them as a parameter. */
    public List<String> names() {
        return List.of(name, analytics);
    }

    /** The schema of the tables as SQL takes it. */
    public String quoted() {
        return Identifiers.quote(name);
    }

    /** The schema of the views as SQL takes it. */
    public String quotedAnalytics() {
        return Identifiers.quote(analytics);
    }

    /** A table as SQL takes it. */
    public String table(String table) {
        return Identifiers.qualify(name, table);
    }

    /** A view as SQL takes it. */
    public String view(String view) {
        return Identifiers.qualify(analytics, view);
    }

    private static void requireUsable(String name, String setting) {
        problemWith(name).ifPresent(problem -> {
            throw new ConfigurationException(setting + " is '" + (name == null ? "" : name.replace('\0', '?'))
                    + "', which is " + problem + "; choose another name.");
        });
    }
}
