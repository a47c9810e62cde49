package dev.brickhouse.schema;

import dev.brickhouse.resource.Resources;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Lets unqualified names mean the tables of one schema. */
public final class SearchPath {

    private static final String SET = Resources.text(SearchPath.class, "search-path.sql");

    private SearchPath() {}

    /**
     * Puts a schema before what the session searches by itself, until the transaction ends.
     *
     * @param quotedSchema the schema as SQL takes it
     */
    public static void set(Connection connection, String quotedSchema) throws SQLException {
        Sql.call(connection, SET, quotedSchema);
    }
}
