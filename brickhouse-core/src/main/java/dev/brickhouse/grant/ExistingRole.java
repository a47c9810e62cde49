package dev.brickhouse.grant;

import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A role that exists already.
 *
 * @param differences how its attributes differ from those of an account that can do nothing but log in
 * @param madeHere whether this plugin created it
 */
record ExistingRole(List<String> differences, boolean madeHere) {

    /** The role's comment, by which a later revoke knows that it may drop the role. */
    static final String MARK = "made by brickhouse-maven-plugin, goal grant";

    static Optional<ExistingRole> find(Connection connection, SqlStatements sql, String role) throws SQLException {
        return Sql.first(
                connection,
                sql.get("role"),
                row -> {
                    List<String> differences = attributes(row);
                    if (!row.getBoolean("rolcanlogin")) {
                        differences.add("NOLOGIN");
                    }
                    return new ExistingRole(differences, row.getBoolean("made_here"));
                },
                MARK,
                role);
    }

    void refuseOtherAttributes(Account account) {
        if (!differences.isEmpty()) {
            throw new RefusedException("Role " + Identifiers.quote(account.role()) + " exists and is "
                    + String.join(", ", differences)
                    + ", which an account of an application must not be; nothing was changed; alter that role, or name"
                    + " another one with " + account.setting() + ".");
        }
    }

    /** Another role whose rights a role has or can take on, and its attributes other than LOGIN. */
    record Group(String name, List<String> attributes) {}

    static List<Group> groups(Connection connection, SqlStatements sql, String role) throws SQLException {
        return Sql.list(
                connection,
                sql.get("memberships"),
                row -> new Group(row.getString("rolname"), attributes(row)),
                role,
                role);
    }

    static void refuseGroups(List<Group> groups, Account account) {
        for (Group group : groups) {
            if (!group.attributes().isEmpty()) {
                throw new RefusedException("Role " + Identifiers.quote(account.role()) + " exists and is a member of "
                        + Identifiers.quote(group.name()) + ", which is " + String.join(", ", group.attributes())
                        + ", so it can become what an account of an application must not be; nothing was changed; end"
                        + " that membership, or name another role with " + account.setting() + ".");
            }
        }
    }

    private static List<String> attributes(ResultSet row) throws SQLException {
        List<String> attributes = new ArrayList<>();
        for (String attribute : List.of("SUPERUSER", "CREATEDB", "CREATEROLE", "REPLICATION", "BYPASSRLS")) {
            if (row.getBoolean(attribute)) {
                attributes.add(attribute);
            }
        }
        return attributes;
    }
}
