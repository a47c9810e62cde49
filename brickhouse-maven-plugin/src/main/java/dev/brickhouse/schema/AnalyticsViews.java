package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The materialized views of one target schema and their indexes.
 *
 * <p>Their DDL stands in one resource that both the migration and a later refresh run, so that a view which somebody
 * dropped comes back as the migration made it.
 */
final class AnalyticsViews {

    private final RetailSchema target;

    AnalyticsViews(RetailSchema target) {
        this.target = target;
    }

    /** The statements that make everything that is missing and leave alone what is there. */
    String ddl() {
        return SqlText.read(AnalyticsViews.class, "analytics-views.sql")
                .replace("${analyticsSchema}", target.quotedAnalytics());
    }

    /**
     * Makes what is missing, within the transaction that is open on the connection.
     *
     * @return the names of what was missing, views and indexes
     * @throws RefusedException if a view of that name is there and is not of this target
     */
    List<String> createMissing(Connection connection) throws SQLException {
        query(connection, "analytics-lock.sql", target.analytics());
        refuseForeign(connection);
        List<String> missing = missing(connection);
        if (!missing.isEmpty()) {
            query(connection, "search-path.sql", target.quoted());
            try (Statement statement = connection.createStatement()) {
                if (!analyticsSchemaExists(connection)) {
                    statement.execute("CREATE SCHEMA " + target.quotedAnalytics());
                }
                statement.execute(ddl());
            }
        }
        return missing;
    }

    /** @throws RefusedException if the analytics schema serves another target schema already */
    void refuseForeign(Connection connection) throws SQLException {
        try (PreparedStatement foreign =
                connection.prepareStatement(SqlText.read(AnalyticsViews.class, "analytics-foreign.sql"))) {
            foreign.setString(1, target.name());
            foreign.setString(2, target.analytics());
            try (ResultSet row = foreign.executeQuery()) {
                if (row.next()) {
                    throw foreign(
                            row.getString("relname"), row.getBoolean("is_materialized_view"), row.getString("schemas"));
                }
            }
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

    private List<String> missing(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SqlText.read(AnalyticsViews.class, "analytics-missing.sql"))) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            Definition.all().stream()
                                    .filter(definition -> definition.kind().isOfView())
                                    .map(Definition::name)
                                    .toArray()));
            select.setString(2, target.analytics());
            List<String> names = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    private boolean analyticsSchemaExists(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SqlText.read(AnalyticsViews.class, "analytics-schema-exists.sql"))) {
            select.setString(1, target.analytics());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void query(Connection connection, String resource, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlText.read(AnalyticsViews.class, resource))) {
            statement.setString(1, parameter);
            statement.execute();
        }
    }
}
