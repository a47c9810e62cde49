package dev.brickhouse.validate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.load.Journal;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.Drift;
import dev.brickhouse.schema.DriftDetector;
import dev.brickhouse.schema.Relation;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.schema.SearchPath;
import dev.brickhouse.seed.SeedSettings;
import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.validate.Check.Holds;
import dev.brickhouse.validate.Check.Needs;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the checks can rely on, looked up once and passed to them. */
final class ValidationContext {

    /** Without a journal every row counts as a seeded one. */
    private static final String ALL_ROWS = Long.toString(Long.MAX_VALUE);

    /** The setting that a check reads, by the seed's setting that it comes from. */
    private static final Map<String, String> SEEDED_ROWS = Map.of(
            "products", "seeded_products",
            "stores", "seeded_stores",
            "users", "seeded_users",
            "fulfilledOrders", "fulfilled_orders",
            "approvedOrders", "approved_orders",
            "pendingOrders", "pending_orders",
            "cancelledOrders", "cancelled_orders");

    private static final String NO_JOURNAL = "there is no journal, so brickhouse:seed did not fill these tables";
    private static final String MONTHS_DROPPED = "old months of the seeded history were dropped with their partitions";
    private static final String OPEN_ORDERS_DROPPED = MONTHS_DROPPED + ", and open orders may have gone with them";
    private static final String UNFINISHED = "the seed is not finished";
    private static final SqlStatements SQL = SqlStatements.read(ValidationContext.class, "context.sql", Map.of());

    /** How a check reads a setting. */
    private static final Pattern SETTING =
            Pattern.compile("current_setting\\('" + Pattern.quote(PropertyNames.PREFIX) + "(\\w+)'\\)");

    /** @param orders how many were seeded */
    private record Seed(LocalDate asOf, SeedSettings settings, long orders) {}

    private final Connection connection;
    private final RetailSchema schema;
    private final Map<String, String> constants = new HashMap<>();
    private final Map<Needs, String> missing = new EnumMap<>(Needs.class);
    private String asOf;
    private String unfinished;
    private Optional<DroppedMonths> dropped = Optional.empty();

    private ValidationContext(Connection connection, RetailSchema schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /**
     * Looks everything up, for the transaction that is open on the connection.
     *
     * @throws ConfigurationException if the tables do not exist
     * @throws DatabaseException if they may not be read
     */
    static ValidationContext prepare(Connection connection, RetailSchema schema) throws SQLException {
        ValidationContext context = new ValidationContext(connection, schema);
        context.prepare();
        return context;
    }

    /** Why a check cannot be run; empty if it can. */
    Optional<String> lacking(Check check) {
        if (unfinished != null && check.holds() != Holds.ALWAYS) {
            return Optional.of(UNFINISHED);
        }
        if (dropped.isPresent() && check.holds() == Holds.WHOLE) {
            return Optional.of(MONTHS_DROPPED);
        }
        if (check.holds() == Holds.OPEN
                && dropped.filter(DroppedMonths::haveOpenOrders).isPresent()) {
            return Optional.of(OPEN_ORDERS_DROPPED);
        }
        return Optional.ofNullable(missing.get(check.needs()));
    }

    /** That the seed is not finished, how far it is and what to do; null if it is finished, or there is none. */
    String unfinished() {
        return unfinished;
    }

    /** The day at whose first instant the seeded history ends, as yyyy-mm-dd; null if there is no journal. */
    String asOf() {
        return asOf;
    }

    private void prepare() throws SQLException {
        SearchPath.putFirst(connection, schema.name());
        SchemaContents contents = SchemaContents.of(connection, schema);
        contents.requireReadable(
                "validate",
                Stream.concat(RetailSchema.TABLES.stream(), Journal.TABLES.stream())
                        .toList());
        for (Needs needs : Needs.values()) {
            needs.view().flatMap(view -> unusable(contents, view)).ifPresent(reason -> missing.put(needs, reason));
        }
        if (!Sql.isTrue(connection, SQL.get("sequences-readable"), RetailSchema.TABLES)) {
            missing.put(Needs.SEQUENCES, "the user lacks the privilege SELECT on the sequences");
        }
        List<Drift> damage = DriftDetector.damage(connection, schema, contents);
        setOnServer("damaged_constraints", damage, Drift::isOfConstraint);
        setOnServer("damaged_indexes", damage, Drift::isOfIndex);
        setOnServer("damaged_not_null", damage, Drift::isOfNotNull);
        setOnServer("damaged_defaults", damage, Drift::isOfDefault);
        putConstant("analytics_schema", schema.analytics());
        readJournal(Journal.TABLES.stream().allMatch(contents::hasTable));
    }

    private Optional<String> unusable(SchemaContents contents, String view) {
        Optional<Relation> found = contents.view(view);
        if (found.isEmpty()) {
            return Optional.of(schema.view(view) + " is missing");
        }
        if (!found.get().readable()) {
            return Optional.of("the user lacks the privilege SELECT on " + schema.view(view));
        }
        return found.get().populated() ? Optional.empty() : Optional.of(schema.view(view) + " is not populated");
    }

    private void setOnServer(String name, List<Drift> damage, Predicate<Drift> kind) throws SQLException {
        List<String> damaged =
                damage.stream().filter(kind).map(Drift::toString).sorted().toList();
        Sql.call(connection, SQL.get("set-list"), PropertyNames.PREFIX + name, damaged);
    }

    private void putConstant(String name, String value) {
        constants.put(name, value);
    }

    /**
     * The query of a check with what was looked up in it. It stands there as constants, since the nodes of a cluster, which
     * may run parts of the query, do not know the settings of this session.
     */
    String filledIn(String query) {
        return SETTING.matcher(query)
                .replaceAll(setting -> constants.containsKey(setting.group(1))
                        ? Matcher.quoteReplacement(Literals.quote(constants.get(setting.group(1))))
                        : Matcher.quoteReplacement(setting.group()));
    }

    private void readJournal(boolean exists) throws SQLException {
        Optional<Seed> seed = exists ? Sql.first(connection, SQL.get("journal"), this::readSeed) : Optional.empty();
        if (seed.isEmpty()) {
            missing.put(Needs.JOURNAL, NO_JOURNAL);
        } else {
            dropped = DroppedMonths.of(
                    connection,
                    schema,
                    seed.get().asOf(),
                    seed.get().settings(),
                    seed.get().orders());
        }
        putConstant(
                "first_order",
                Long.toString(dropped.map(DroppedMonths::firstOrder).orElse(1L)));
        putConstant("as_of", seed.map(there -> there.asOf().toString()).orElse("-infinity"));
        putConstant(
                "carried_on_to",
                seed.map(there -> there.settings().reach(there.asOf()).toString())
                        .orElse("-infinity"));
        putConstant(
                "seeded_orders",
                seed.map(there -> Long.toString(there.orders())).orElse(ALL_ROWS));
        Map<String, String> seeded =
                seed.map(there -> there.settings().values()).orElse(Map.of());
        SEEDED_ROWS.forEach((setting, read) -> putConstant(read, seeded.getOrDefault(setting, ALL_ROWS)));
    }

    private Seed readSeed(ResultSet row) throws SQLException {
        asOf = row.getString("as_of");
        unfinished = row.getString("state").equals("complete")
                ? null
                : "The seed of schema " + schema.quoted() + " up to " + asOf + " is not finished ("
                        + NumberFormats.count(row.getLong("loaded_orders")) + " of "
                        + NumberFormats.count(row.getLong("total_orders")) + " orders loaded, "
                        + row.getInt("suspended") + " indexes and constraints suspended): run brickhouse:seed with the"
                        + " same settings to resume it";
        return new Seed(
                row.getObject("as_of", LocalDate.class),
                SeedSettings.ofText(row.getString("settings")),
                row.getLong("total_orders"));
    }
}
