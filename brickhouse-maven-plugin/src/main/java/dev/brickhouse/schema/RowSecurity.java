package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells those who want to read whole tables that row security would show them a part. */
public final class RowSecurity {

    /** What to do, for a sentence. */
    public static final String REMEDY = "connect as the owner of the tables, or, where row security is forced, as a"
            + " superuser or a role with BYPASSRLS, with " + PropertyNames.USER;

    private static final SqlStatements SQL = SqlStatements.read(RowSecurity.class, "row-security.sql", Map.of());

    private RowSecurity() {}

    /**
     * Looks whether the connected role sees every row.
     *
     * @param schema where the tables are, unquoted
     * @param doing what would be wrong, as in "inspect schema "public""
     * @throws DatabaseException if policies can hide rows of a table of this plugin from it
     */
    public static void requireAllRows(Connection connection, String schema, String doing) throws SQLException {
        List<String> tables = new ArrayList<>();
        String role = "";
        try (PreparedStatement query = connection.prepareStatement(SQL.get("hidden-from-me"))) {
            query.setString(1, schema);
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            Definition.all().stream()
                                    .map(Definition::table)
                                    .distinct()
                                    .toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    tables.add(row.getString("table_name"));
                    role = row.getString("role_name");
                }
            }
        }
        if (!tables.isEmpty()) {
            throw new DatabaseException("Could not " + doing + ": row security can hide rows of "
                    + String.join(", ", tables) + " from role " + Identifiers.quote(role)
                    + ", and half the rows would be taken for all; " + REMEDY + ".");
        }
    }
}
