package dev.brickhouse.grant;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Where rights are given, and by whom.
 *
 * @param database the database
 * @param user who is connected
 * @param mayCreateRole whether that user may create roles
 * @param migrated whether the schema was set up by this plugin
 * @param everybodyMayCreate whether PUBLIC, and so every role, may create objects in the schema
 */
record GrantContext(String database, String user, boolean mayCreateRole, boolean migrated, boolean everybodyMayCreate) {

    static GrantContext look(Connection connection, SqlStatements sql, String schema) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("survey"))) {
            query.setString(1, Identifiers.qualify(schema, RetailSchema.HISTORY_TABLE));
            query.setString(2, schema);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new GrantContext(
                        row.getString("database_name"),
                        row.getString("user_name"),
                        row.getBoolean("may_create_role"),
                        row.getBoolean("migrated"),
                        row.getBoolean("public_may_create"));
            }
        }
    }

    /** Rights that are given before the journal is there would reach it by the default privileges. */
    void requireMigrated(String schema) {
        if (!migrated) {
            throw new ConfigurationException("Schema " + Identifiers.quote(schema)
                    + " has not been set up by this plugin; run the goal brickhouse:schema first, or name the right one"
                    + " in " + PropertyNames.SCHEMA + " (" + PropertyNames.ENV_SCHEMA + ").");
        }
    }

    void refuseOwnUser(Account account) {
        if (account.role().equals(user)) {
            throw new RefusedException(
                    account.setting() + " is \"" + user + "\", the user that this goal is connected as; name another"
                            + " role, or connect as the owner of the tables with " + PropertyNames.USER + ".");
        }
    }

    void requireCreateRole(Account account) {
        if (!mayCreateRole) {
            throw new DatabaseException("User " + Identifiers.quote(user) + " lacks CREATEROLE, which making role "
                    + Identifiers.quote(account.role())
                    + " or setting its password takes; let an administrator run ALTER ROLE " + Identifiers.quote(user)
                    + " CREATEROLE, or connect as another user with " + PropertyNames.USER + ".");
        }
    }
}
