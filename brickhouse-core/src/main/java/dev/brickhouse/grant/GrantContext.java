package dev.brickhouse.grant;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Where rights are granted, and by whom.
 *
 * @param schema the schemas
 * @param database the database
 * @param user the connected user
 * @param mayCreateRole whether that user may create roles
 * @param everybodyMayCreate whether PUBLIC, and so every role, may create objects in the schema
 */
record GrantContext(
        RetailSchema schema, String database, String user, boolean mayCreateRole, boolean everybodyMayCreate) {

    static final String RESOURCE = "grant.sql";

    /**
     * Looks it up.
     *
     * @throws ConfigurationException if the plugin has not set up the schema: rights granted before there is a journal
     *     would reach it by the default privileges
     */
    static GrantContext of(Connection connection, SqlStatements sql, RetailSchema schema) throws SQLException {
        SchemaContents.of(connection, schema).requireManaged();
        return beforeTables(connection, sql, schema);
    }

    /** As {@link #of}, where there may be no table and no schema yet. */
    static GrantContext beforeTables(Connection connection, SqlStatements sql, RetailSchema schema)
            throws SQLException {
        return Sql.one(
                connection,
                sql.get("context"),
                row -> new GrantContext(
                        schema,
                        row.getString("database_name"),
                        row.getString("user_name"),
                        row.getBoolean("may_create_role"),
                        row.getBoolean("public_may_create")),
                schema.name());
    }

    /** The statements about one account. */
    SqlStatements statements(Account account) {
        return SqlStatements.read(GrantContext.class, RESOURCE, names(account));
    }

    /** As {@link #statements(Account)}, with those about what an owner will create. */
    SqlStatements statements(Account account, String owner) {
        Map<String, String> names = new HashMap<>(names(account));
        names.put("owner", owner);
        return SqlStatements.read(GrantContext.class, RESOURCE, names);
    }

    private Map<String, String> names(Account account) {
        return Map.of(
                "role", account.role(),
                "database", database,
                "schema", schema.name(),
                "analyticsSchema", schema.analytics());
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
            throw new DatabaseException("User " + Identifiers.quote(user) + " lacks CREATEROLE, which creating role "
                    + Identifiers.quote(account.role())
                    + " or setting its password requires; let an administrator run ALTER ROLE "
                    + Identifiers.quote(user)
                    + " CREATEROLE, or connect as another user with " + PropertyNames.USER + ".");
        }
    }
}
