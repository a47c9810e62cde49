package dev.brickhouse.clone;

import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What belongs to a database and not to its contents: who may use it, and the parameters of its sessions. */
final class DatabaseParameters {

    private static final SqlStatements SQL = SqlStatements.read(DatabaseParameters.class, "clone.sql", Map.of());

    /** The parameters whose values are kept as lists of names that are quoted already. */
    private static final Set<String> LISTS_OF_NAMES =
            Set.of("search_path", "temp_tablespaces", "session_preload_libraries", "local_preload_libraries");

    /** It can be kept, but not be read again as a name. */
    private static final Pattern EMPTY_NAME = Pattern.compile("(^|, )\"\"(?=,|$)");

    private final Connection connection;

    DatabaseParameters(Connection connection) {
        this.connection = connection;
    }

    /** Gives a clone those of its source, which {@code CREATE DATABASE} does not copy, and the same rights to use it. */
    void passOn(String source, String clone) throws SQLException {
        List<String> statements = Sql.list(
                connection,
                SQL.get("settings"),
                row -> alter(clone, row.getString("name"), row.getString("value"), row.getString("role")),
                source);
        for (String statement : statements) {
            Sql.execute(connection, statement);
        }
        for (String statement : Sql.strings(connection, SQL.get("access"), source, clone)) {
            Sql.execute(connection, statement);
        }
    }

    /** As pg_dumpall writes it; the parameters are not set in this session, which might not survive that. */
    private static String alter(String clone, String name, String value, String role) {
        return "ALTER " + (role == null ? "" : "ROLE " + Identifiers.quote(role) + " IN ") + "DATABASE "
                + Identifiers.quote(clone) + " SET " + quoted(name) + " TO "
                + (LISTS_OF_NAMES.contains(name)
                        ? EMPTY_NAME.matcher(value).replaceAll("$1''")
                        : Literals.quote(value));
    }

    /** Sets a parameter of this session. */
    void set(String name, String value) throws SQLException {
        Sql.call(connection, SQL.get("set"), name, value);
    }

    private static String quoted(String name) {
        return Stream.of(name.split("\\.")).map(Identifiers::quote).collect(Collectors.joining("."));
    }
}
