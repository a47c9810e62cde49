package dev.brickhouse.seed;

import dev.brickhouse.load.Journal;
import dev.brickhouse.load.Table;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.sql.Conditions;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
        List<Table> tables = RetailTables.IN_ORDER.stream()
                .filter(table -> contents.hasTable(table.name()))
                .toList();
        List<String> foreign = tables.isEmpty() ? List.of() : withForeignRows(connection, schema, tables, entry);
        return new TargetState(entry, tables, foreign, contents.layout());
    }

    /** The complete seed in the schema. */
    Optional<Journal.Entry> completeSeed() {
        return journal.filter(Journal.Entry::isComplete);
    }

    private static List<String> withForeignRows(
            Connection connection, String schema, List<Table> tables, Optional<Journal.Entry> entry)
            throws SQLException {
        List<String> found = Sql.strings(
                connection,
                tables.stream()
                        .map(table -> "SELECT " + Literals.quote(table.name()) + " WHERE "
                                + foreignRows(table, Identifiers.qualify(schema, table.name()), entry))
                        .collect(Collectors.joining(" UNION ALL ")));
        return tables.stream().map(Table::name).filter(found::contains).toList();
    }

    /** The condition that a table holds rows that this plugin did not write. */
    private static String foreignRows(Table table, String name, Optional<Journal.Entry> entry) {
        if (entry.isEmpty()) {
            return Conditions.hasRow(name);
        }
        if (table == RetailTables.ORDERS && !entry.get().isComplete()) {
            // without the primary key this would read the whole table, and nobody else writes into it during a load
            return "false";
        }
        // an application's rows get their ids from the sequences, which continue after the seeded ids
        long seeded = SeedSettings.rows(entry.get(), table);
        String from = "(" + Identifiers.quote(table.columns().get(0).name()) + ") FROM " + name;
        // the primary key finds both ends at once, whatever the table's size
        return "(SELECT max" + from + ") > " + seeded + " OR (SELECT min" + from + ") < 1";
    }

    /** Whether a checksum that a query finds in this database can equal the one of the rows that were sent. */
    static boolean supportsChecksum(Connection connection, SqlStatements sql) throws SQLException {
        return Sql.isTrue(connection, sql.get("supports-checksum"));
    }
}
