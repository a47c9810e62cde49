package dev.brickhouse.seed;

import dev.brickhouse.load.Table;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;

/** Brings the server's own data about a table up to date after rows with ids were loaded. */
final class TableStatistics {

    private TableStatistics() {}

    /** Moves the table's sequence past the loaded ids, so that an application's next row gets a free one. */
    static void setSequence(Connection connection, String schema, Table table, long rows, SqlStatements sql)
            throws SQLException {
        Sql.call(
                connection,
                sql.get("set-sequence"),
                rows,
                rows,
                Identifiers.qualify(schema, table.name()),
                table.columns().get(0).name());
    }

    /** Updates the planner's statistics. */
    static void analyze(Connection connection, String schema, Table table) throws SQLException {
        Sql.execute(connection, "ANALYZE " + Identifiers.qualify(schema, table.name()));
    }
}
