package dev.brickhouse.grant;

import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A role that is there already.
 *
 * @param differences how its attributes differ from those of an account that can do nothing but log in
 * @param madeHere whether this plugin made it
 */
record ExistingRole(List<String> differences, boolean madeHere) {

    /** The role's comment, by which a later revoke knows that it may drop the role. */
    static final String MARK = "made by brickhouse-maven-plugin, goal grant";

    static Optional<ExistingRole> find(Connection connection, SqlStatements sql, String role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("role"))) {
            query.setString(1, MARK);
            query.setString(2, role);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                List<String> differences = attributes(row);
                if (!row.getBoolean("rolcanlogin")) {
                    differences.add("NOLOGIN");
                }
                return Optional.of(new ExistingRole(differences, row.getBoolean("made_here")));
            }
        }
    }

    void refuseOtherAttributes(Account account) {
        if (!differences.isEmpty()) {
            throw new RefusedException("Role " + Identifiers.quote(account.role()) + " exists and is "
                    + String.join(", ", differences)
                    + ", which an account of an application must not be; nothing was changed; alter that role, or name"
                    + " another one with " + account.setting() + ".");
        }
    }

    /** Another role whose rights a role has or can take on, and its attributes beside LOGIN. */
    record Group(String name, List<String> attributes) {}

    static List<Group> groups(Connection connection, SqlStatements sql, String role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("memberships"))) {
            query.setString(1, role);
            query.setString(2, role);
            List<Group> groups = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    groups.add(new Group(row.getString("rolname"), attributes(row)));
                }
            }
            return groups;
        }
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
        for (String attribute : List.of("rolsuper", "rolcreatedb", "rolcreaterole", "rolreplication", "rolbypassrls")) {
            if (row.getBoolean(attribute)) {
                attributes.add(named(attribute));
            }
        }
        return attributes;
    }

    private static String named(String attribute) {
        return switch (attribute) {
            case "rolsuper" -> "SUPERUSER";
            case "rolcreatedb" -> "CREATEDB";
            case "rolcreaterole" -> "CREATEROLE";
            case "rolreplication" -> "REPLICATION";
            default -> "BYPASSRLS";
        };
    }
}
