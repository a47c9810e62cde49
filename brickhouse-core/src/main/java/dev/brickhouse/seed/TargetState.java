package dev.brickhouse.seed;

import dev.brickhouse.load.Journal;
import dev.brickhouse.load.Table;
import dev.brickhouse.schema.Layout;
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
 * What the target schema holds before a seed changes anything.
 *
 * @param journal the load in the journal
 * @param tables which of the five tables exist
 * @param withForeignRows the tables with rows that this plugin did not write
 * @param layout that of the orders, if there is a table of them
 */
record TargetState(
        Optional<Journal.Entry> journal, List<Table> tables, List<String> withForeignRows, Optional<Layout> layout) {

    static TargetState read(Connection connection, SeedContext context) throws SQLException {
        String schema = context.schema();
        SchemaContents contents = SchemaContents.ofTables(connection, schema);
        Optional<Journal.Entry> entry =
                contents.hasTable(Journal.TABLE) ? context.journal().current(connection) : Optional.empty();
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
        return new TargetState(entry, tables, foreign, contents.layout());
    }

    /** The complete seed in the schema. */
    Optional<Journal.Entry> completeSeed() {
        return journal.filter(Journal.Entry::isComplete);
    }

    private static boolean holdsForeignRows(
            Connection connection, String schema, Table table, Optional<Journal.Entry> entry) throws SQLException {
        if (entry.isEmpty()) {
            return Sql.hasRows(connection, "SELECT 1 FROM " + Identifiers.qualify(schema, table.name()) + " LIMIT 1");
        }
        if (table == RetailTables.ORDERS && !entry.get().isComplete()) {
            // without the primary key this would read the whole table, and nobody else writes into it during a load
            return false;
        }
        // an application's rows get their ids from the sequences, which continue after the seeded ids
        long seeded = SeedSettings.rows(entry.get(), table);
        String id = Identifiers.quote(table.columns().get(0).name());
        String from = "(" + id + ") FROM " + Identifiers.qualify(schema, table.name());
        // the primary key finds both ends at once, whatever the table's size
        return Sql.hasRows(
                connection, "SELECT 1 WHERE (SELECT max" + from + ") > " + seeded + " OR (SELECT min" + from + ") < 1");
    }

    /** Whether a checksum that a query finds in this database can equal the one of the rows that were sent. */
    static boolean supportsChecksum(Connection connection, SqlStatements sql) throws SQLException {
        return Sql.isTrue(connection, sql.get("supports-checksum"));
    }
}
