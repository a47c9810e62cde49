package dev.brickhouse.seed;

import dev.brickhouse.load.Table;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Brings the server's own data about a table up to date after rows with ids were loaded. */
final class TableStatistics {

    private TableStatistics() {}

    /**
     * Moves the tables' sequences past the loaded ids, so that an application's next row gets a free one.
     *
     * @param rows how many rows each table has, which are its ids from 1
     */
    static void setSequences(Connection connection, String schema, Map<Table, Long> rows, SqlStatements sql)
            throws SQLException {
        List<Table> tables = List.copyOf(rows.keySet());
        Sql.call(
                connection,
                sql.get("set-sequences"),
                tables.stream()
                        .map(table -> Identifiers.qualify(schema, table.name()))
                        .toList(),
                tables.stream().map(table -> table.columns().get(0).name()).toList(),
                tables.stream().map(table -> rows.get(table).toString()).toList());
    }

    /** Updates the planner's statistics. */
    static void analyze(Connection connection, String schema, Table table) throws SQLException {
        Sql.execute(connection, "ANALYZE " + Identifiers.qualify(schema, table.name()));
    }
}
