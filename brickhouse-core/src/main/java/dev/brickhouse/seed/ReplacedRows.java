package dev.brickhouse.seed;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.load.ContentChecksum;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.Table;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows that a new seed replaces, reported before they are gone.
 *
 * @param lines for the log, none if the tables hold no row
 * @param loss that changes to a seed are lost, or may be
 */
record ReplacedRows(List<String> lines, Optional<String> loss) {

    /** Up to this number of rows, counting or summing up takes a moment; beyond it, the server's estimate has to do. */
    private static final long FEW_ROWS = 1_000_000;

    /** Summing up the contents of so many rows adds a tenth to the time that seeding them takes. */
    private static final long FEW_ORDERS = 300_000;

    /**
     * Looks at the tables.
     *
     * @param connection in a transaction that no concurrent change disturbs
     * @param conditional whether the rows only would be replaced
     */
    static ReplacedRows of(Connection connection, SeedContext context, TargetState state, boolean conditional)
            throws SQLException {
        Map<Table, Count> counts = new LinkedHashMap<>();
        for (Table table : state.tables()) {
            Count count = Count.of(connection, context, table);
            if (count.rows() > 0) {
                counts.put(table, count);
            }
        }
        if (counts.isEmpty()) {
            return new ReplacedRows(List.of(), Optional.empty());
        }
        String rows = counts.entrySet().stream()
                .map(entry -> (entry.getValue().estimated() ? "about " : "")
                        + NumberFormats.count(entry.getValue().rows()) + " in "
                        + entry.getKey().name())
                .collect(Collectors.joining(", "));
        String verb = conditional ? "A seed would replace " : "Replacing ";
        if (state.journal().isEmpty()) {
            return new ReplacedRows(
                    List.of(verb + "rows that brickhouse:seed did not write: " + rows), Optional.empty());
        }
        Journal.Entry seed = state.journal().get();
        String replaced = verb + (seed.isComplete() ? "the seed " : "the unfinished seed ")
                + seed.header().fingerprint() + " as of " + SeedSettings.end(seed) + ", started "
                + Sql.one(connection, context.sql().get("started-at"), row -> row.getString(1), seed.id()) + ": "
                + rows;
        return new ReplacedRows(List.of(replaced), changes(connection, context, seed, counts, conditional));
    }

    /**
     * What can be found at little cost: numbers of rows, and the contents of tables that are not too large. Says so if
     * no change was found and not all contents were compared.
     */
    private static Optional<String> changes(
            Connection connection,
            SeedContext context,
            Journal.Entry seed,
            Map<Table, Count> counts,
            boolean conditional)
            throws SQLException {
        if (!seed.isComplete()) {
            return Optional.empty();
        }
        List<String> changes = new ArrayList<>();
        long small = 0;
        boolean estimated = false;
        for (Table table : RetailTables.IN_ORDER) {
            long seeded = SeedSettings.rows(seed, table);
            Count count = counts.getOrDefault(table, new Count(0, false));
            small += table == RetailTables.ORDERS ? 0 : count.rows();
            estimated |= count.estimated();
            if (!count.estimated() && count.rows() != seeded) {
                changes.add(table.name() + " had " + NumberFormats.count(seeded) + " rows");
            }
        }
        boolean few = !estimated && small <= FEW_ROWS;
        boolean compared = changes.isEmpty() && few && TargetState.supportsChecksum(connection, context.sql());
        if (compared && !hasSeededContents(connection, context.schema(), seed)) {
            changes.add("the tables hold values other than those that were seeded");
        }
        if (!changes.isEmpty()) {
            return Optional.of("That seed has been changed since, and the changes " + (conditional ? "would be" : "are")
                    + " lost: " + String.join(", ", changes));
        }
        return compared && sumsUpOrders(seed)
                ? Optional.empty()
                : Optional.of("These rows were not checked for changed values; any changes "
                        + (conditional ? "would be" : "are") + " lost too");
    }

    private static boolean sumsUpOrders(Journal.Entry seed) {
        return seed.header().totalRows() <= FEW_ORDERS;
    }

    /** Whether the small tables, and orders if there are not too many, have the checksum that was seeded. */
    private static boolean hasSeededContents(Connection connection, String schema, Journal.Entry seed)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            long checksum = 0;
            for (Table table : RetailTables.IN_ORDER) {
                checksum += table == RetailTables.ORDERS ? 0 : ContentChecksum.of(connection, schema, table);
            }
            boolean same = checksum == seed.header().otherChecksum();
            if (same && sumsUpOrders(seed)) {
                checksum += ContentChecksum.of(connection, schema, RetailTables.ORDERS);
                same = ContentChecksum.text(checksum).equals(seed.checksum());
            }
            connection.releaseSavepoint(before);
            return same;
        } catch (SQLException e) {
            // there is no hash of the seeded type for a column that has another type now
            if (!SqlState.UNDEFINED_FUNCTION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
    }

    /**
     * The rows of a table.
     *
     * @param estimated whether the number is the server's estimate
     */
    private record Count(long rows, boolean estimated) {

        static Count of(Connection connection, SeedContext context, Table table) throws SQLException {
            long estimate = Sql.one(
                    connection,
                    context.sql().get("estimated-rows"),
                    row -> row.getLong(1),
                    context.schema(),
                    table.name());
            if (estimate > FEW_ROWS) {
                return new Count(estimate, true);
            }
            String query = "SELECT count(*) FROM " + Identifiers.qualify(context.schema(), table.name());
            return new Count(Sql.one(connection, query, row -> row.getLong(1)), false);
        }
    }
}
