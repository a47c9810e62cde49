package dev.brickhouse.seed;

import dev.brickhouse.console.Figures;
import dev.brickhouse.load.ContentChecksum;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.Table;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows that a new seed replaces, told before they are gone.
 *
 * @param lines for the log, none if the tables hold no row
 */
record Replacement(List<String> lines) {

    /** Up to here, counting or summing up takes a moment; beyond it, the server's estimate has to do. */
    private static final long FEW_ROWS = 1_000_000;

    /** There is no hash of the seeded type for a column that has another type now. */
    private static final String UNDEFINED_FUNCTION = "42883";

    /** Summing up the contents of so many rows adds a tenth to the time that seeding them takes. */
    private static final long FEW_ORDERS = 300_000;

    /**
     * Looks at what is there.
     *
     * @param connection in a transaction that nobody else's changes disturb
     * @param conditional whether it only would be replaced
     */
    static Replacement of(
            Connection connection, String schema, SeedSurvey survey, SqlStatements sql, boolean conditional)
            throws SQLException {
        Map<Table, Count> counts = new LinkedHashMap<>();
        for (Table table : survey.tables()) {
            Count count = Count.of(connection, schema, table, sql);
            if (count.rows() > 0) {
                counts.put(table, count);
            }
        }
        if (counts.isEmpty()) {
            return new Replacement(List.of());
        }
        String rows = counts.entrySet().stream()
                .map(entry -> (entry.getValue().estimated() ? "about " : "")
                        + Figures.count(entry.getValue().rows()) + " in "
                        + entry.getKey().name())
                .collect(Collectors.joining(", "));
        String verb = conditional ? "A seed would replace " : "Replacing ";
        List<String> lines = new ArrayList<>();
        if (survey.journal().isEmpty()) {
            lines.add(verb + "rows that brickhouse:seed did not write: " + rows);
            return new Replacement(lines);
        }
        Journal.Entry seed = survey.journal().get();
        lines.add(verb + (seed.state() == Journal.State.COMPLETE ? "the seed " : "the unfinished seed ")
                + seed.header().fingerprint() + " as of " + seed.header().asOf() + ", begun "
                + begun(connection, sql, seed) + ": " + rows);
        changes(connection, schema, seed, counts, sql, conditional).ifPresent(lines::add);
        return new Replacement(lines);
    }

    private static String begun(Connection connection, SqlStatements sql, Journal.Entry seed) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("begun"))) {
            query.setLong(1, seed.id());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /**
     * What shows at little cost: numbers of rows, and the contents of tables that are not too large; where no change
     * shows and not all contents were looked at, that is told.
     */
    private static Optional<String> changes(
            Connection connection,
            String schema,
            Journal.Entry seed,
            Map<Table, Count> counts,
            SqlStatements sql,
            boolean conditional)
            throws SQLException {
        if (seed.state() != Journal.State.COMPLETE) {
            return Optional.empty();
        }
        SeedSettings settings = SeedSettings.parse(seed.header().settings());
        List<String> changes = new ArrayList<>();
        long small = 0;
        boolean estimated = false;
        for (Table table : RetailTables.IN_ORDER) {
            boolean orders = table == RetailTables.ORDERS;
            long seeded = orders ? seed.header().totalRows() : settings.rows(table);
            Count count = counts.getOrDefault(table, new Count(0, false));
            small += orders ? 0 : count.rows();
            estimated |= count.estimated();
            if (!count.estimated() && count.rows() != seeded) {
                changes.add(table.name() + " had " + Figures.count(seeded) + " rows");
            }
        }
        boolean few = !estimated && small <= FEW_ROWS;
        boolean compared = changes.isEmpty() && few && SeedSurvey.canSumUp(connection, sql);
        if (compared && !contentsAre(seed, connection, schema)) {
            changes.add("the tables hold other values than were seeded");
        }
        if (!changes.isEmpty()) {
            return Optional.of("That seed was changed since, and the changes " + (conditional ? "would be" : "are")
                    + " lost: " + String.join(", ", changes));
        }
        return compared && sumsUpOrders(seed)
                ? Optional.empty()
                : Optional.of("Whether somebody has changed values of these rows was not looked at; changes "
                        + (conditional ? "would be" : "are") + " lost too");
    }

    private static boolean sumsUpOrders(Journal.Entry seed) {
        return seed.header().totalRows() <= FEW_ORDERS;
    }

    /** Whether the small tables, and orders where there are not too many, have the checksum that was seeded. */
    private static boolean contentsAre(Journal.Entry seed, Connection connection, String schema) throws SQLException {
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
            if (!UNDEFINED_FUNCTION.equals(e.getSQLState())) {
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

        static Count of(Connection connection, String schema, Table table, SqlStatements sql) throws SQLException {
            String qualified = Identifiers.qualify(schema, table.name());
            try (PreparedStatement query = connection.prepareStatement(sql.get("estimated-rows"))) {
                query.setString(1, schema);
                query.setString(2, table.name());
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    if (row.getLong(1) > FEW_ROWS) {
                        return new Count(row.getLong(1), true);
                    }
                }
            }
            try (Statement query = connection.createStatement();
                    ResultSet row = query.executeQuery("SELECT count(*) FROM " + qualified)) {
                row.next();
                return new Count(row.getLong(1), false);
            }
        }
    }
}
