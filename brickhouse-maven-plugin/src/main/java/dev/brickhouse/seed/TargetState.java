package dev.brickhouse.seed;

import dev.brickhouse.load.Journal;
import dev.brickhouse.load.Table;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands in the target schema before a seed changes anything.
 *
 * @param journal the load that this plugin noted there
 * @param tables which of the five tables exist
 * @param withForeignRows the tables that hold rows which this plugin did not write
 */
record TargetState(Optional<Journal.Entry> journal, List<Table> tables, List<String> withForeignRows) {

    static TargetState take(Connection connection, String schema, Journal journal) throws SQLException {
        SchemaContents contents = SchemaContents.ofTables(connection, schema);
        Optional<Journal.Entry> entry =
                contents.hasTable(Journal.TABLE) ? journal.current(connection) : Optional.empty();
        List<Table> tables = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        for (Table table : RetailTables.IN_ORDER) {
            if (contents.hasTable(table.name())) {
                tables.add(table);
                if (holdsForeignRows(connection, schema, table, entry)) {
                    foreign.add(table.name());
                }
            }
        }
        return new TargetState(entry, tables, foreign);
    }

    private static boolean holdsForeignRows(
            Connection connection, String schema, Table table, Optional<Journal.Entry> entry) throws SQLException {
        if (entry.isEmpty()) {
            return any(connection, "SELECT 1 FROM " + Identifiers.qualify(schema, table.name()));
        }
        Journal.Entry load = entry.get();
        if (table == RetailTables.ORDERS) {
            // while the primary key is put aside this would read the whole table, and nobody writes into it then
            return load.state() == Journal.State.COMPLETE
                    && anyAbove(connection, schema, table, load.header().totalRows());
        }
        return anyAbove(
                connection,
                schema,
                table,
                SeedSettings.parse(load.header().settings()).rows(table));
    }

    /** An application's rows get their ids from the sequences, which stand past the ids of the seeded rows. */
    private static boolean anyAbove(Connection connection, String schema, Table table, long seeded)
            throws SQLException {
        String id = Identifiers.quote(table.columns().get(0).name());
        String from = "(" + id + ") FROM " + Identifiers.qualify(schema, table.name());
        // the primary key finds the two ends at once, whatever the table's size
        return any(
                connection, "SELECT 1 WHERE (SELECT max" + from + ") > " + seeded + " OR (SELECT min" + from + ") < 1");
    }

    private static boolean any(Connection connection, String query) throws SQLException {
        return Sql.hasRows(connection, query + " LIMIT 1");
    }

    /** Whether a checksum that a query finds in this database can equal the one of the rows that were sent. */
    static boolean canSumUp(Connection connection, SqlStatements sql) throws SQLException {
        return Sql.isTrue(connection, sql.get("can-sum-up"));
    }
}
