package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlText;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Brings the materialized views in step with the tables. */
public final class AnalyticsRefresh {

    private static final String LOW_STOCK_KEY = "uq_low_stock_alerts";

    /** A unique index that cannot be built or kept, and REFRESH CONCURRENTLY's own words for the same. */
    private static final Set<String> EQUAL_ROWS = Set.of("23505", "21000");

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private AnalyticsRefresh() {}

    /**
     * Refreshes every view, having made those that are missing.
     *
     * @param concurrently whether readers keep the old rows during the refresh rather than wait for the new ones; it
     *     leaves a unique index on {@code low_stock_alerts}, which PostgreSQL needs for that
     * @return one entry for each view, in a fixed order
     * @throws ConfigurationException if the schema was never migrated
     * @throws RefusedException if another schema's views stand there under the same names, or if two rows of a view are
     *     equal so that it cannot have the unique index
     * @throws DatabaseException if the server refuses
     */
    public static List<ViewRefresh> refresh(
            DataSource dataSource, RetailSchema schema, boolean concurrently, Console console) {
        return refresh(dataSource, schema, concurrently, console, view -> {});
    }

    /**
     * As {@link #refresh(DataSource, RetailSchema, boolean, Console)}, for somebody who wants to see it go on.
     *
     * @param refreshed is told of each view as soon as it is refreshed
     */
    public static List<ViewRefresh> refresh(
            DataSource dataSource,
            RetailSchema schema,
            boolean concurrently,
            Console console,
            Consumer<ViewRefresh> refreshed) {
        Schemas.restoreAnalytics(dataSource, schema, console);
        List<ViewRefresh> views = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            for (String view : RetailSchema.VIEWS) {
                ViewRefresh done = refresh(connection, schema.analytics(), view, concurrently, console);
                views.add(done);
                refreshed.accept(done);
            }
        } catch (SQLException e) {
            throw new DatabaseException(
                    "Could not refresh the views in schema " + schema.quotedAnalytics() + ": " + SqlProblems.oneLine(e)
                            + remedy(e),
                    e);
        }
        return List.copyOf(views);
    }

    /** What follows the server's words, with the full stop. A refresh reads the tables as the owner of the view. */
    private static String remedy(SQLException e) {
        if (SqlProblems.isRowSecurity(e)) {
            return "; the views would hold the part of the rows that their owner sees, so give them to a role that sees"
                    + " all: the owner of the tables, or one with BYPASSRLS where row security is forced.";
        }
        if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
            return "; connect as the owner of the views with " + PropertyNames.USER + ".";
        }
        String remedy = SqlProblems.remedy(e);
        return remedy.isEmpty() ? "." : "; " + remedy;
    }

    private static ViewRefresh refresh(
            Connection connection, String analyticsSchema, String view, boolean concurrently, Console console)
            throws SQLException {
        String qualified = Identifiers.qualify(analyticsSchema, view);
        try (Statement statement = connection.createStatement()) {
            if (concurrently && view.equals(RetailSchema.LOW_STOCK_ALERTS)) {
                createLowStockKey(connection, analyticsSchema, qualified);
            }
            boolean keepReaders = concurrently && isPopulated(connection, analyticsSchema, view);
            long start = System.nanoTime();
            statement.execute("REFRESH MATERIALIZED VIEW " + (keepReaders ? "CONCURRENTLY " : "") + qualified);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            ViewRefresh refreshed = new ViewRefresh(view, count(statement, qualified), time);
            console.debug("Refreshed " + qualified + (keepReaders ? " concurrently" : "") + ": " + refreshed.rows()
                    + " rows in " + time.toMillis() + " ms");
            return refreshed;
        } catch (SQLException e) {
            if (EQUAL_ROWS.contains(e.getSQLState())) {
                throw equalRows(analyticsSchema, view);
            }
            throw e;
        }
    }

    /** Under the lock of whoever makes something in the analytics schema, as IF NOT EXISTS alone is no protection. */
    private static void createLowStockKey(Connection connection, String analyticsSchema, String qualified)
            throws SQLException {
        Transactions.call(connection, transaction -> {
            try (PreparedStatement lock =
                            transaction.prepareStatement(SqlText.read(Schemas.class, "analytics-lock.sql"));
                    Statement statement = transaction.createStatement()) {
                lock.setString(1, analyticsSchema);
                lock.execute();
                statement.execute("CREATE UNIQUE INDEX IF NOT EXISTS " + LOW_STOCK_KEY + " ON " + qualified
                        + " (store_name, region, product_name, brand)");
            }
            return null;
        });
    }

    private static RefusedException equalRows(String analyticsSchema, String view) {
        return new RefusedException(
                view.equals(RetailSchema.LOW_STOCK_ALERTS)
                        ? Identifiers.qualify(analyticsSchema, view)
                                + " holds several rows for one store and product name, so it cannot have the unique index that"
                                + " a concurrent refresh needs; set " + PropertyNames.REFRESH_CONCURRENTLY
                                + "=false, and run DROP INDEX IF EXISTS "
                                + Identifiers.qualify(analyticsSchema, LOW_STOCK_KEY)
                                + " if an earlier concurrent refresh left it there."
                        : Identifiers.qualify(analyticsSchema, view)
                                + " has a unique index that its new rows do not keep to; drop that index and refresh again.");
    }

    private static boolean isPopulated(Connection connection, String analyticsSchema, String view) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SqlText.read(AnalyticsRefresh.class, "is-populated.sql"))) {
            select.setString(1, analyticsSchema);
            select.setString(2, view);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static long count(Statement statement, String qualified) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + qualified)) {
            row.next();
            return row.getLong(1);
        }
    }
}
