package dev.brickhouse.validate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.load.Journal;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.Drift;
import dev.brickhouse.schema.DriftDetector;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.RowSecurity;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.SqlText;
import dev.brickhouse.validate.Check.Needs;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is there to be checked, looked up once and handed to the checks as settings of the transaction. */
final class ValidationContext {

    private static final Map<Needs, String> VIEWS = Map.of(
            Needs.INVENTORY_SUMMARY, RetailSchema.INVENTORY_SUMMARY,
            Needs.ORDER_TRENDS, RetailSchema.ORDER_TRENDS,
            Needs.LOW_STOCK_ALERTS, RetailSchema.LOW_STOCK_ALERTS);

    /** Without a journal every row counts like a seeded one. */
    private static final String ALL_ROWS = Long.toString(Long.MAX_VALUE);

    private static final String NO_JOURNAL = "there is no journal, so brickhouse:seed did not fill these tables";

    private static final String UNFINISHED = "the seed is not finished";

    private final SqlStatements sql = SqlStatements.read(ValidationContext.class, "surroundings.sql", Map.of());
    private final Connection connection;
    private final RetailSchema schema;
    private final Map<Needs, String> lacking = new EnumMap<>(Needs.class);
    private String asOf;
    private String unfinished;

    private ValidationContext(Connection connection, RetailSchema schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /**
     * Looks around and makes the settings, for the transaction that is open on the connection.
     *
     * @throws ConfigurationException if the tables are not there
     * @throws DatabaseException if they may not be read
     */
    static ValidationContext survey(Connection connection, RetailSchema schema) throws SQLException {
        ValidationContext context = new ValidationContext(connection, schema);
        context.survey();
        return context;
    }

    /** Why a check cannot be made; empty if it can. */
    Optional<String> lacking(Check check) {
        return unfinished != null && !check.holdsUnfinished()
                ? Optional.of(UNFINISHED)
                : Optional.ofNullable(lacking.get(check.needs()));
    }

    /** That the seed is not finished, how far it is and what to do; null if it is, or there is none. */
    String unfinished() {
        return unfinished;
    }

    /** The day at whose first instant the seeded history ends, as yyyy-mm-dd; null if there is no journal. */
    String asOf() {
        return asOf;
    }

    private void survey() throws SQLException {
        try (PreparedStatement path = connection.prepareStatement(SqlText.read(Schemas.class, "search-path.sql"))) {
            path.setString(1, schema.quoted());
            path.execute();
        }
        Map<String, Relation> relations = relations();
        requireTables(relations);
        RowSecurity.requireAllRows(connection, schema.name(), "validate schema " + schema.quoted());
        VIEWS.forEach((needs, view) -> {
            String reason = relations.get(view).unusable(schema.view(view));
            if (reason != null) {
                lacking.put(needs, reason);
            }
        });
        if (!sequencesReadable()) {
            lacking.put(Needs.SEQUENCES, "the user lacks the privilege SELECT on the sequences");
        }
        damage(relations.get(RetailSchema.HISTORY_TABLE).present());
        set("analytics_schema", schema.analytics());
        journal(relations);
    }

    private Map<String, Relation> relations() throws SQLException {
        List<String> ours = Stream.of(RetailSchema.TABLES, Journal.TABLES, List.of(RetailSchema.HISTORY_TABLE))
                .flatMap(List::stream)
                .toList();
        List<String> schemas = new ArrayList<>();
        List<String> names = new ArrayList<>();
        ours.forEach(name -> {
            schemas.add(schema.name());
            names.add(name);
        });
        VIEWS.values().forEach(name -> {
            schemas.add(schema.analytics());
            names.add(name);
        });
        Map<String, Relation> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql.get("relations"))) {
            query.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            query.setArray(2, connection.createArrayOf("text", names.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(
                            row.getString("name"),
                            new Relation(
                                    row.getBoolean("present"), row.getBoolean("allowed"), row.getBoolean("populated")));
                }
            }
        }
        return found;
    }

    private void requireTables(Map<String, Relation> relations) {
        List<String> missing = RetailSchema.TABLES.stream()
                .filter(table -> !relations.get(table).present())
                .toList();
        String name = "Schema " + schema.quoted();
        if (!missing.isEmpty()) {
            throw new ConfigurationException(name + " cannot be validated, since it has no table "
                    + String.join(", ", missing) + "; run brickhouse:seed (or brickhouse:schema) first, or name the"
                    + " right schema with " + PropertyNames.SCHEMA + " (" + PropertyNames.ENV_SCHEMA + ").");
        }
        List<String> forbidden = Stream.concat(RetailSchema.TABLES.stream(), Journal.TABLES.stream())
                .filter(table -> relations.get(table).present())
                .filter(table -> !relations.get(table).allowed())
                .toList();
        if (!forbidden.isEmpty()) {
            throw new DatabaseException(name + " cannot be validated, since the user may not read "
                    + String.join(", ", forbidden) + "; let an administrator run GRANT USAGE ON SCHEMA "
                    + schema.quoted() + " and GRANT SELECT ON ALL RetailSchema.TABLES IN SCHEMA "
                    + schema.quoted() + " for the user, or connect as another one with "
                    + PropertyNames.USER + ".");
        }
    }

    private boolean sequencesReadable() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("sequences-readable"));
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void damage(boolean managed) throws SQLException {
        List<Drift> damage = DriftDetector.damage(connection, schema, managed);
        set("damaged_constraints", damage, Drift::isOfConstraint);
        set("damaged_indexes", damage, Drift::isOfIndex);
        set("damaged_not_null", damage, Drift::isOfNotNull);
        set("damaged_defaults", damage, Drift::isOfDefault);
    }

    private void set(String name, List<Drift> damage, Predicate<Drift> kind) throws SQLException {
        set(
                name,
                connection
                        .createArrayOf(
                                "text",
                                damage.stream()
                                        .filter(kind)
                                        .map(Drift::toString)
                                        .sorted()
                                        .toArray())
                        .toString());
    }

    private void journal(Map<String, Relation> relations) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        String totalOrders = ALL_ROWS;
        if (Journal.TABLES.stream().allMatch(table -> relations.get(table).present())) {
            try (PreparedStatement query = connection.prepareStatement(sql.get("journal"));
                    ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    asOf = row.getString("as_of");
                    totalOrders = row.getString("total_orders");
                    unfinished = unfinished(row);
                    row.getString("settings").lines().forEach(line -> {
                        String[] setting = line.split("=", 2);
                        settings.put(setting[0], setting[setting.length - 1]);
                    });
                }
            }
        }
        if (asOf == null) {
            lacking.put(Needs.JOURNAL, NO_JOURNAL);
        }
        set("as_of", asOf == null ? "-infinity" : asOf);
        set("seeded_orders", totalOrders);
        set("seeded_products", settings.getOrDefault("products", ALL_ROWS));
        set("seeded_stores", settings.getOrDefault("stores", ALL_ROWS));
        set("seeded_users", settings.getOrDefault("users", ALL_ROWS));
        set("fulfilled_orders", settings.getOrDefault("fulfilledOrders", ALL_ROWS));
        set("approved_orders", settings.getOrDefault("approvedOrders", ALL_ROWS));
        set("pending_orders", settings.getOrDefault("pendingOrders", ALL_ROWS));
        set("cancelled_orders", settings.getOrDefault("cancelledOrders", ALL_ROWS));
    }

    private String unfinished(ResultSet journal) throws SQLException {
        if (journal.getString("state").equals("complete")) {
            return null;
        }
        return "The seed of schema " + schema.quoted() + " up to " + asOf + " is not finished ("
                + NumberFormats.count(journal.getLong("loaded_orders")) + " of "
                + NumberFormats.count(journal.getLong("total_orders")) + " orders are loaded, "
                + journal.getInt("suspended") + " indexes and constraints are put aside): run brickhouse:seed with the"
                + " same settings, which goes on from there";
    }

    private void set(String name, String value) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(sql.get("set"))) {
            set.setString(1, PropertyNames.PREFIX + name);
            set.setString(2, value);
            set.execute();
        }
    }

    private record Relation(boolean present, boolean allowed, boolean populated) {

        String unusable(String qualifiedName) {
            if (!present) {
                return qualifiedName + " is missing";
            }
            if (!allowed) {
                return "the user lacks the privilege SELECT on " + qualifiedName;
            }
            return populated ? null : qualifiedName + " is not populated";
        }
    }
}
