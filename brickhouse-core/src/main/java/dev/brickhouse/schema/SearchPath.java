package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.LookAlikes;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The search path of a transaction: what the session searches by itself, and a schema in front for unqualified names. */
public final class SearchPath {

    private static final SqlStatements SQL = SqlStatements.read(SearchPath.class, "search-path.sql", Map.of());

    private SearchPath() {}

    /** The path as it is, as {@link #set} takes it. */
    public static String current(Connection connection) throws SQLException {
        return Sql.one(connection, SQL.get("current"), row -> row.getString(1));
    }

    /** Sets the whole path until the transaction ends. */
    public static void set(Connection transaction, String path) throws SQLException {
        Sql.call(transaction, SQL.get("set"), path);
    }

    /**
     * Puts a schema in front of the path until the transaction ends.
     *
     * @param schema its name, unquoted
     * @throws RefusedException if operators or functions in it would take the place of PostgreSQL's own
     */
    public static void putFirst(Connection transaction, String schema) throws SQLException {
        refuseLookAlikes(transaction, schema);
        putSearchableFirst(transaction, schema);
    }

    /** As {@link #putFirst}, for a schema that {@link #refuseLookAlikes} has passed already. */
    static void putSearchableFirst(Connection transaction, String schema) throws SQLException {
        Sql.call(transaction, SQL.get("put-first"), Identifiers.quote(schema));
    }

    /** @throws RefusedException if operators or functions in the schema would take the place of PostgreSQL's own */
    static void refuseLookAlikes(Connection connection, String schema) throws SQLException {
        String signature = LookAlikes.of(connection, List.of(schema)).get(schema);
        if (signature != null) {
            throw new RefusedException("Schema " + Identifiers.quote(schema) + " has the " + signature
                    + ", which PostgreSQL would prefer to its own in constraints, views and checks; nothing was changed;"
                    + " move it to another schema, or choose another schema for the tables with "
                    + PropertyNames.SCHEMA + ".");
        }
    }
}
