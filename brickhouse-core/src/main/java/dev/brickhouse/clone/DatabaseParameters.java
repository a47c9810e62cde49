package dev.brickhouse.clone;

import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What belongs to a database and not to its contents: who may use it, and the parameters of its sessions. */
final class DatabaseParameters {

    private static final SqlStatements SQL = SqlStatements.read(DatabaseParameters.class, "clone.sql", Map.of());

    private final Connection connection;

    DatabaseParameters(Connection connection) {
        this.connection = connection;
    }

    /** Gives a clone those of its source, which {@code CREATE DATABASE} does not copy, and the same rights to use it. */
    void passOn(String source, String clone) throws SQLException {
        record Parameter(String name, String value, String role) {}
        for (Parameter parameter : Sql.list(
                connection,
                SQL.get("settings"),
                row -> new Parameter(row.getString("name"), row.getString("value"), row.getString("role")),
                source)) {
            String before = Sql.one(
                    connection,
                    "SELECT pg_catalog.current_setting(?, true)",
                    row -> row.getString(1),
                    parameter.name());
            set(parameter.name(), parameter.value());
            // the server's own form of a value that it has read: no quoting could get it wrong
            Sql.execute(
                    connection,
                    "ALTER "
                            + (parameter.role() == null ? "" : "ROLE " + Identifiers.quote(parameter.role()) + " IN ")
                            + "DATABASE " + Identifiers.quote(clone) + " SET " + quoted(parameter.name())
                            + " FROM CURRENT");
            set(parameter.name(), before);
        }
        for (String statement : Sql.strings(connection, SQL.get("access"), source, clone)) {
            Sql.execute(connection, statement);
        }
    }

    /** Sets a parameter of this session. */
    void set(String name, String value) throws SQLException {
        Sql.call(connection, SQL.get("set"), name, value);
    }

    private static String quoted(String name) {
        return Stream.of(name.split("\\.")).map(Identifiers::quote).collect(Collectors.joining("."));
    }
}
