package dev.brickhouse.embedded;

import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The databases and users of an embedded server, seen from a database that none of its clients uses. */
final class ServerDatabases {

    private static final SqlStatements SQL =
            SqlStatements.read(ServerDatabases.class, "server-databases.sql", Map.of());

    private final Connection connection;

    ServerDatabases(ServerSession session) {
        connection = session.connection();
    }

    /** Makes the user and the database of the settings if they do not exist. */
    void ensure(EmbeddedSettings settings) throws SQLException {
        Existing existing = Sql.one(
                connection,
                SQL.get("existing"),
                row -> new Existing(row.getBoolean("has_user"), row.getBoolean("has_database")),
                settings.user(),
                settings.database());
        if (!existing.user()) {
            Sql.execute(connection, "CREATE ROLE " + Identifiers.quote(settings.user()) + " SUPERUSER LOGIN");
        }
        if (!existing.database()) {
            Sql.execute(
                    connection,
                    "CREATE DATABASE " + Identifiers.quote(settings.database()) + " OWNER "
                            + Identifiers.quote(settings.user()));
        }
    }

    private record Existing(boolean user, boolean database) {}
}
