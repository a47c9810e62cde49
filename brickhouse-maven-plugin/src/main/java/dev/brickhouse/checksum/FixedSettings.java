package dev.brickhouse.checksum;

import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Settings under which PostgreSQL writes values and definitions the same way everywhere, every name outside pg_catalog
 * with its schema, whatever the role, the database or the server sets.
 */
public final class FixedSettings {

    private static final SqlStatements SQL = SqlStatements.read(FixedSettings.class, "fixed-settings.sql", Map.of());

    private FixedSettings() {}

    /**
     * Sets them up to the end of a transaction. Row security is among them: who may not see every row gets an error
     * instead of some of the rows.
     *
     * @param connection with an open transaction
     */
    public static void apply(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException("settings for a transaction need one");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(SQL.get("fixed-settings"));
        }
    }
}
