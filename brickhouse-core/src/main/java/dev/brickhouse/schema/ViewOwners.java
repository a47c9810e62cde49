package dev.brickhouse.schema;

import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether the owners of the views see what the views are made from: a refresh has its owner's rights, whoever asks for
 * it.
 */
public final class ViewOwners {

    private static final SqlStatements SQL = SqlStatements.read(ViewOwners.class, "view-owners.sql", Map.of());

    private ViewOwners() {}

    /**
     * Why a view cannot be refreshed.
     *
     * @param what the view, its owner and what that one lacks, as a part of a sentence
     * @param remedy what removes it, as a part of a sentence
     */
    public record Restriction(String what, String remedy) {}

    /** What keeps the views that there are from being refreshed, of whoever owns them. */
    public static List<Restriction> restrictions(Connection connection, RetailSchema schema) throws SQLException {
        List<Restriction> found = new ArrayList<>(ofPrivileges(connection, schema, false));
        found.addAll(find(connection, "row-security", schema));
        return found;
    }

    /**
     * Those that the server reports as a lack of privileges.
     *
     * @param concurrently whether it is a concurrent refresh, which looks the views up by their names
     */
    static List<Restriction> ofPrivileges(Connection connection, RetailSchema schema, boolean concurrently)
            throws SQLException {
        List<Restriction> found = new ArrayList<>(find(connection, "privileges", schema));
        if (concurrently) {
            found.addAll(find(connection, "usage", schema));
        }
        return found;
    }

    private static List<Restriction> find(Connection connection, String statement, RetailSchema schema)
            throws SQLException {
        return Sql.list(
                connection,
                SQL.get(statement),
                row -> new Restriction(row.getString(1), row.getString(2)),
                schema.analytics(),
                RetailSchema.VIEWS);
    }
}
