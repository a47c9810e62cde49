package dev.brickhouse.seed;

import dev.brickhouse.load.Table;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Empties tables of this plugin's. */
final class TableTruncation {

    private TableTruncation() {}

    /**
     * Truncates them, all in one statement because they refer to each other; a role without that privilege deletes the
     * rows instead, which takes longer. Tables of others that refer to these make both fail.
     *
     * @param tables each one behind those that it refers to
     */
    static void empty(Connection connection, String schema, List<Table> tables, SqlStatements sql) throws SQLException {
        List<String> names = tables.stream()
                .map(table -> Identifiers.qualify(schema, table.name()))
                .collect(Collectors.toCollection(ArrayList::new));
        try (Statement statement = connection.createStatement()) {
            if (mayTruncate(connection, names, sql)) {
                statement.execute("TRUNCATE " + String.join(", ", names));
            } else {
                Collections.reverse(names);
                for (String name : names) {
                    statement.executeUpdate("DELETE FROM " + name);
                }
            }
        }
    }

    private static boolean mayTruncate(Connection connection, List<String> names, SqlStatements sql)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("may-truncate"))) {
            query.setArray(1, connection.createArrayOf("text", names.toArray()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
