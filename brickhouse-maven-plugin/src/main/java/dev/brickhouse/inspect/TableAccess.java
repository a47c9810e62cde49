package dev.brickhouse.inspect;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether the tables are there to be read. Asked first, since a missing right on a schema looks like missing tables. */
final class TableAccess {

    private TableAccess() {}

    /**
     * @throws ConfigurationException if a table is missing
     * @throws DatabaseException if the user may not read one
     */
    static void require(Connection connection, String schema) throws SQLException {
        List<String> missing = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        String user = "";
        try (PreparedStatement select = connection.prepareStatement(SqlText.read(TableAccess.class, "access.sql"))) {
            select.setString(1, schema);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    user = Identifiers.quote(row.getString("user_name"));
                    if (!row.getBoolean("present")) {
                        missing.add(row.getString("name"));
                    } else if (!row.getBoolean("readable")) {
                        closed.add(Identifiers.qualify(schema, row.getString("name")));
                    }
                }
            }
        }
        String quoted = Identifiers.quote(schema);
        if (!missing.isEmpty()) {
            throw new ConfigurationException("There is nothing to inspect in schema " + quoted + ": "
                    + (missing.size() == 1 ? "the table " : "the tables ") + String.join(", ", missing)
                    + (missing.size() == 1 ? " is" : " are")
                    + " not there; run the goal brickhouse:seed first, or name the schema that holds them with "
                    + PropertyNames.SCHEMA + " (" + PropertyNames.ENV_SCHEMA + ").");
        }
        if (!closed.isEmpty()) {
            throw new DatabaseException("User " + user + " may not read " + String.join(", ", closed)
                    + "; let an administrator run GRANT USAGE ON SCHEMA " + quoted + " TO " + user
                    + " and GRANT SELECT ON ALL TABLES IN SCHEMA " + quoted + " TO " + user
                    + ", or connect as another user with " + PropertyNames.USER + ".");
        }
    }

    /** Lets unqualified names mean the tables of this schema until the transaction ends. */
    static void lookOnlyInto(Connection connection, String schema) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(SqlText.read(Schemas.class, "search-path.sql"))) {
            set.setString(1, Identifiers.quote(schema));
            set.execute();
        }
    }
}
