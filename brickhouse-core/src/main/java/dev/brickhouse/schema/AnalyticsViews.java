package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.resource.Resources;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The materialized views of one target schema and their indexes.
 *
 * <p>A migration and a refresh run the same DDL, so that a view that was dropped is recreated as the migration made it.
 */
final class AnalyticsViews {

    private static final SqlStatements SQL = SqlStatements.read(AnalyticsViews.class, "analytics.sql", Map.of());

    private final RetailSchema target;

    AnalyticsViews(RetailSchema target) {
        this.target = target;
    }

    /** The statements that create what does not exist yet. */
    String ddl() {
        return Resources.text(AnalyticsViews.class, "analytics-views.sql")
                .replace("${analyticsSchema}", target.quotedAnalytics());
    }

    /**
     * Creates what is missing, within the transaction that is open on the connection.
     *
     * @return the names of the views and indexes that were missing
     * @throws RefusedException if a relation of that name exists that is no view of this target
     */
    List<String> createMissing(Connection connection) throws SQLException {
        lock(connection);
        refuseForeign(connection);
        List<String> missing = Sql.strings(
                connection,
                SQL.get("missing"),
                Definition.of(Layout.PLAIN).stream()
                        .filter(definition -> definition.kind().isOfView())
                        .map(Definition::name)
                        .toList(),
                target.analytics());
        if (!missing.isEmpty()) {
            SearchPath.putFirst(connection, target.name());
            if (!Sql.hasRows(connection, SQL.get("schema"), target.analytics())) {
                Sql.execute(connection, "CREATE SCHEMA " + target.quotedAnalytics());
            }
            Sql.execute(connection, ddl());
            // not on the others, whose comments somebody may have removed
            new Comments(target).addToViews(connection, missing);
        }
        return missing;
    }

    /**
     * Keeps others from creating anything in the analytics schema until the transaction ends: IF NOT EXISTS does not.
     */
    void lock(Connection connection) throws SQLException {
        Sql.call(connection, SQL.get("lock"), target.analytics());
    }

    /** @throws RefusedException if the analytics schema serves another target schema already */
    void refuseForeign(Connection connection) throws SQLException {
        Optional<RefusedException> foreign = Sql.first(
                connection,
                SQL.get("foreign"),
                row -> foreign(
                        row.getString("relname"), row.getBoolean("is_materialized_view"), row.getString("schemas")),
                target.name(),
                target.analytics(),
                RetailSchema.VIEWS);
        if (foreign.isPresent()) {
            throw foreign.get();
        }
    }

    private RefusedException foreign(String view, boolean materialized, String sources) {
        String what = !materialized
                ? "is not a materialized view"
                : sources == null
                        ? "reads no table of schema " + target.quoted()
                        : "reads the tables of schema " + sources + ", not of " + target.quoted();
        return new RefusedException("Schema " + target.quotedAnalytics() + " already holds \"" + view + "\", which "
                + what + "; nothing was changed; give " + target.quoted()
                + " an analytics schema of its own with " + PropertyNames.ANALYTICS_SCHEMA + ".");
    }
}
