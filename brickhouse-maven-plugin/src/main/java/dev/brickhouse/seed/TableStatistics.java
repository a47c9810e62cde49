package dev.brickhouse.seed;

import dev.brickhouse.load.Table;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** What the server has to know of a table that was filled past its back. */
final class TableStatistics {

    private TableStatistics() {}

    /** Puts the table's sequence past the ids that were written, so that an application's next row gets a free one. */
    static void setSequence(Connection connection, String schema, Table table, long rows, SqlStatements sql)
            throws SQLException {
        try (PreparedStatement call = connection.prepareStatement(sql.get("set-sequence"))) {
            call.setLong(1, rows);
            call.setLong(2, rows);
            call.setString(3, Identifiers.qualify(schema, table.name()));
            call.setString(4, table.columns().get(0).name());
            call.execute();
        }
    }

    /** Tells the planner what the table looks like now. */
    static void analyze(Connection connection, String schema, Table table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE " + Identifiers.qualify(schema, table.name()));
        }
    }
}
