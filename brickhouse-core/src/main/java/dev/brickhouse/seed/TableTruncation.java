package dev.brickhouse.seed;

import dev.brickhouse.load.Table;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Empties the plugin's tables. */
final class TableTruncation {

    private TableTruncation() {}

    /**
     * Locks the tables as emptying them does, so that what is in them then stays as it is until the transaction ends.
     * Whoever looks at their rows first, to see whether they may be deleted, has to look after this: it waits for those
     * who are writing, and they may commit.
     *
     * @param tables parents before children
     */
    static void lock(Connection connection, String schema, List<Table> tables, SqlStatements sql) throws SQLException {
        List<String> names = names(schema, tables);
        Sql.execute(
                connection,
                "LOCK TABLE " + String.join(", ", names) + " IN "
                        + (mayTruncate(connection, names, sql) ? "ACCESS EXCLUSIVE" : "SHARE ROW EXCLUSIVE") + " MODE");
    }

    /**
     * Truncates them, all in one statement because they refer to each other; a role without that privilege deletes the
     * rows instead, which takes longer. Both fail if other tables refer to these.
     *
     * @param tables parents before children
     */
    static void truncate(Connection connection, String schema, List<Table> tables, SqlStatements sql)
            throws SQLException {
        List<String> names = names(schema, tables);
        if (mayTruncate(connection, names, sql)) {
            Sql.execute(connection, "TRUNCATE " + String.join(", ", names));
        } else {
            Collections.reverse(names);
            for (String name : names) {
                Sql.update(connection, "DELETE FROM " + name);
            }
        }
    }

    private static List<String> names(String schema, List<Table> tables) {
        return tables.stream()
                .map(table -> Identifiers.qualify(schema, table.name()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean mayTruncate(Connection connection, List<String> names, SqlStatements sql)
            throws SQLException {
        return Sql.isTrue(connection, sql.get("may-truncate"), names);
    }
}
