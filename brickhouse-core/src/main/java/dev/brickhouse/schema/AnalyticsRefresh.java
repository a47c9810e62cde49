package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlProblems.Purpose;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Refreshes the materialized views from the tables. */
public final class AnalyticsRefresh {

    private static final String LOW_STOCK_KEY = "uq_low_stock_alerts";

    private static final String LOW_STOCK_COLUMNS = "(store_name, region, product_name, brand)";

    private static final Definition LOW_STOCK_INDEX = new Definition(
            Definition.Kind.VIEW_INDEX,
            2,
            RetailSchema.LOW_STOCK_ALERTS,
            LOW_STOCK_KEY,
            "UNIQUE btree " + LOW_STOCK_COLUMNS);

    /** A unique index that cannot be built or kept, and REFRESH CONCURRENTLY's own words for the same. */
    private static final Set<String> EQUAL_ROWS = Set.of(SqlState.UNIQUE_VIOLATION, SqlState.CARDINALITY_VIOLATION);

    private AnalyticsRefresh() {}

    /**
     * Refreshes every view, after recreating those that are missing.
     *
     * @param concurrently whether readers keep the old rows during the refresh rather than wait for the new ones; it
     *     leaves a unique index on {@code low_stock_alerts}, which PostgreSQL needs for that
     * @throws ConfigurationException if the schema was never migrated
     * @throws RefusedException if another schema's views have the same names, or if two rows of a view are equal so
     *     that it cannot have the unique index
     * @throws DatabaseException if the server refuses
     */
    public static RefreshReport refresh(
            DataSource dataSource, RetailSchema schema, boolean concurrently, Console console) {
        return refresh(dataSource, schema, concurrently, console, view -> {});
    }

    /**
     * As {@link #refresh(DataSource, RetailSchema, boolean, Console)}, for a caller that shows progress.
     *
     * @param refreshed called for each view as soon as it is refreshed
     */
    public static RefreshReport refresh(
            DataSource dataSource,
            RetailSchema schema,
            boolean concurrently,
            Console console,
            Consumer<ViewRefresh> refreshed) {
        Schemas.restoreAnalytics(dataSource, schema, console);
        List<ViewRefresh> views = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            SchemaContents contents = SchemaContents.of(connection, schema);
            for (String view : RetailSchema.VIEWS) {
                // PostgreSQL refuses CONCURRENTLY for a view that holds nothing yet, which nobody reads anyway
                boolean keepRows = concurrently
                        && contents.view(view).filter(Relation::populated).isPresent();
                if (concurrently && view.equals(RetailSchema.LOW_STOCK_ALERTS)) {
                    createLowStockKey(connection, schema);
                }
                ViewRefresh done = refresh(connection, schema.view(view), view, keepRows, console);
                views.add(done);
                refreshed.accept(done);
            }
        } catch (SQLException e) {
            if (EQUAL_ROWS.contains(e.getSQLState())) {
                throw equalRows(schema, RetailSchema.VIEWS.get(views.size()));
            }
            explain(e, dataSource, schema, RetailSchema.VIEWS.get(views.size()), concurrently);
            throw SqlProblems.explain(e, "refresh the views in schema " + schema.quotedAnalytics(), Purpose.REFRESH);
        }
        return new RefreshReport(views);
    }

    private static ViewRefresh refresh(
            Connection connection, String qualified, String view, boolean keepRows, Console console)
            throws SQLException {
        long start = System.nanoTime();
        Sql.execute(connection, "REFRESH MATERIALIZED VIEW " + (keepRows ? "CONCURRENTLY " : "") + qualified);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        long rows = Sql.one(connection, "SELECT count(*) FROM " + qualified, row -> row.getLong(1));
        console.debug("Refreshed " + qualified + (keepRows ? " concurrently" : "") + ": " + rows + " rows in "
                + time.toMillis() + " ms");
        return new ViewRefresh(view, rows, time);
    }

    private static void createLowStockKey(Connection connection, RetailSchema schema) throws SQLException {
        Transactions.run(connection, transaction -> {
            new AnalyticsViews(schema).lock(transaction);
            Sql.execute(
                    transaction,
                    "CREATE UNIQUE INDEX IF NOT EXISTS " + LOW_STOCK_KEY + " ON "
                            + schema.view(RetailSchema.LOW_STOCK_ALERTS)
                            + ' ' + LOW_STOCK_COLUMNS);
        });
    }

    /**
     * Whether it is a refresh that makes this index on a view, and makes it again where it is missing.
     *
     * @param statement as {@code pg_get_indexdef} writes it
     */
    public static boolean makesIndex(String view, String name, String statement) {
        return view.equals(LOW_STOCK_INDEX.table())
                && name.equals(LOW_STOCK_INDEX.name())
                && LOW_STOCK_INDEX.isMadeBy(statement);
    }

    private static void explain(
            SQLException failure, DataSource dataSource, RetailSchema schema, String view, boolean concurrently) {
        try (Connection connection = dataSource.getConnection()) {
            if (SqlState.INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
                explainOwners(failure, connection, schema, concurrently);
            } else if (SqlProblems.isPermanent(failure)) {
                RefreshTrial.explain(failure, connection, schema, view);
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Whoever is connected, it is the owner of a view who has to be able to read what it is made from. */
    private static void explainOwners(
            SQLException failure, Connection connection, RetailSchema schema, boolean concurrently)
            throws SQLException {
        List<ViewOwners.Restriction> restrictions = ViewOwners.ofPrivileges(connection, schema, concurrently);
        if (!restrictions.isEmpty()) {
            SqlProblems.addRemedy(
                    failure,
                    restrictions.stream()
                                    .map(restriction -> restriction.what() + "; " + restriction.remedy())
                                    .collect(Collectors.joining("; moreover, "))
                            + ".");
        }
    }

    private static RefusedException equalRows(RetailSchema schema, String view) {
        return new RefusedException(
                view.equals(RetailSchema.LOW_STOCK_ALERTS)
                        ? schema.view(view)
                                + " holds several rows for one store and product name, so it cannot have the unique index that"
                                + " a concurrent refresh needs; set " + PropertyNames.REFRESH_ANALYTICS_CONCURRENTLY
                                + "=false, and run DROP INDEX IF EXISTS " + schema.view(LOW_STOCK_KEY)
                                + " if an earlier concurrent refresh left it behind."
                        : schema.view(view)
                                + " has a unique index that its new rows violate; drop that index and refresh again.");
    }
}
