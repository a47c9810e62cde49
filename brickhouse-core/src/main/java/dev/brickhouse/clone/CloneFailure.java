package dev.brickhouse.clone;

import dev.brickhouse.config.Plugin;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What helps where the server refuses to clone a database. */
final class CloneFailure {

    private static final SqlStatements SQL = SqlStatements.read(CloneFailure.class, "clone.sql", Map.of());

    private CloneFailure() {}

    /** @param connection to another database of the server, outside of a transaction that has failed */
    static DatabaseException explained(SQLException e, Connection connection, String source, String clone) {
        String cloning =
                "The database " + Identifiers.quote(source) + " could not be cloned as " + Identifiers.quote(clone);
        if (SqlState.OBJECT_IN_USE.equals(e.getSQLState())) {
            return new DatabaseException(
                    cloning + ", since others are connected to it" + describe(clients(connection, source))
                            + "; end their sessions, and run this again.",
                    e);
        }
        if (SqlState.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
            return new DatabaseException(
                    cloning + " (" + SqlProblems.oneLine(e)
                            + "); the user needs the attribute CREATEDB and has to own the database: let an administrator"
                            + " run ALTER ROLE … CREATEDB, or name another user with " + PropertyNames.USER + ".",
                    e);
        }
        return SqlProblems.explain(e, "clone database " + Identifiers.quote(source), "as " + Identifiers.quote(clone));
    }

    private static String describe(List<String> clients) {
        return clients.isEmpty()
                ? ""
                : " (" + String.join(", ", clients)
                        + (clients.stream().anyMatch(client -> client.startsWith(Plugin.NAME + " as "))
                                ? "; the session of this plugin is another goal's, or one that a connection pooler keeps open:"
                                        + " clones need a direct connection to the server"
                                : "")
                        + ")";
    }

    private static List<String> clients(Connection connection, String source) {
        try {
            return Sql.strings(connection, SQL.get("clients"), source);
        } catch (SQLException e) {
            return List.of();
        }
    }
}
