package dev.brickhouse.validate;

import dev.brickhouse.history.History;
import dev.brickhouse.schema.MonthlyPartitions;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.seed.SeedSettings;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * The first months of a seeded history that were dropped with their partitions.
 *
 * @param firstOrder the id of the first seeded order after them
 * @param haveOpenOrders whether orders may have gone with them that are still open when the history ends
 */
record DroppedMonths(long firstOrder, boolean haveOpenOrders) {

    private static final SqlStatements SQL = SqlStatements.read(DroppedMonths.class, "context.sql", Map.of());

    /**
     * Those of a seed. A seed makes a partition for each month, unless its user may not, in which case the orders are in
     * the default partition; so what has neither a partition nor seeded orders was dropped.
     *
     * @param asOf the day at whose first instant the history ends
     * @param settings of the seed
     * @param orders how many the seed has
     * @return empty if no month was dropped
     */
    static Optional<DroppedMonths> of(
            Connection connection, RetailSchema schema, LocalDate asOf, SeedSettings settings, long orders)
            throws SQLException {
        if (!SchemaContents.of(connection, schema).isPartitioned()) {
            return Optional.empty();
        }
        LocalDate first = asOf.minusMonths(settings.months());
        LocalDate partitioned = MonthlyPartitions.firstDay(connection, schema, first)
                .filter(day -> day.isBefore(asOf))
                .orElse(asOf);
        LocalDate kept = Sql.first(
                        connection,
                        SQL.get("first-month"),
                        row -> row.getObject(1, LocalDate.class),
                        orders,
                        first,
                        partitioned)
                .orElse(partitioned);
        if (!kept.isAfter(first)) {
            return Optional.empty();
        }
        if (!settings.isOfThisGenerator()) {
            return Optional.of(new DroppedMonths(firstOrder(connection, orders), true));
        }
        History history = History.of(settings.history(), settings.catalog());
        return Optional.of(new DroppedMonths(history.firstOrderFrom(kept) + 1, history.hasOpenBefore(kept)));
    }

    private static long firstOrder(Connection connection, long orders) throws SQLException {
        return Sql.one(connection, SQL.get("first-order"), row -> row.getLong(1), orders, orders);
    }
}
