package dev.brickhouse.backup;

import dev.brickhouse.schema.SearchPath;
import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.PinnedSettings;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings under which psql reads what the plugin sends it: those of the plugin's own sessions, whatever the role,
 * the database, the server or a script of pg_dump's sets.
 */
final class PsqlSettings {

    private static final SqlStatements SQL = SqlStatements.read(PsqlSettings.class, "restore.sql", Map.of());

    /** Their values are those of the plugin's session, which the user or the server's platform decides. */
    private static final List<String> AS_HERE =
            List.of("statement_timeout", "lock_timeout", "work_mem", "client_connection_check_interval");

    private PsqlSettings() {}

    /**
     * The statements that set them until the transaction ends, so that they do not stay in a session that a pooler
     * lends.
     *
     * @param connection a session of the same user
     */
    static List<String> statements(Connection connection) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        // the first, since it counts from the transaction's begin
        values.put("transaction_timeout", "0");
        values.putAll(PinnedSettings.ofSession());
        values.put("client_encoding", "UTF8");
        AS_HERE.forEach(name -> values.put(name, ""));
        Map<String, String> settable = new LinkedHashMap<>();
        Sql.forEach(
                connection,
                SQL.get("settable"),
                row -> settable.put(row.getString("name"), row.getString("setting")),
                List.copyOf(values.keySet()));
        List<String> statements = new ArrayList<>();
        values.forEach((name, value) -> {
            if (settable.containsKey(name)) {
                statements.add(
                        "SET LOCAL " + name + " = '" + (AS_HERE.contains(name) ? settable.get(name) : value) + "'");
            }
        });
        // without the schemas that the plugin's own sessions leave out
        statements.add("SELECT pg_catalog.set_config('search_path', " + Literals.quote(SearchPath.current(connection))
                + ", true)");
        return statements;
    }
}
