package dev.brickhouse.clone;

import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters that {@code ALTER DATABASE … SET} gives to the sessions of a database. */
final class DatabaseParameters {

    private static final SqlStatements SQL = SqlStatements.read(DatabaseParameters.class, "clone.sql", Map.of());

    private final Connection connection;

    DatabaseParameters(Connection connection) {
        this.connection = connection;
    }

    /** Gives a clone those of its source, which {@code CREATE DATABASE} does not copy. */
    void passOn(String source, String clone) throws SQLException {
        for (Map.Entry<String, String> parameter : Sql.list(
                connection,
                SQL.get("settings"),
                row -> Map.entry(row.getString("name"), row.getString("value")),
                source)) {
            String name = parameter.getKey();
            String before =
                    Sql.one(connection, "SELECT pg_catalog.current_setting(?, true)", row -> row.getString(1), name);
            set(name, parameter.getValue());
            // the server's own form of a value that it has read: no quoting could get it wrong
            Sql.execute(
                    connection,
                    "ALTER DATABASE " + Identifiers.quote(clone) + " SET " + quoted(name) + " FROM CURRENT");
            set(name, before);
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
