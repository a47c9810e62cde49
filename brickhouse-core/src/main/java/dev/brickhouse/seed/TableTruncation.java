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
     * Truncates them, all in one statement because they refer to each other; a role without that privilege deletes the
     * rows instead, which takes longer. Both fail if other tables refer to these.
     *
     * @param tables parents before children
     */
    static void truncate(Connection connection, String schema, List<Table> tables, SqlStatements sql)
            throws SQLException {
        List<String> names = tables.stream()
                .map(table -> Identifiers.qualify(schema, table.name()))
                .collect(Collectors.toCollection(ArrayList::new));
        if (Sql.isTrue(connection, sql.get("may-truncate"), names)) {
            Sql.execute(connection, "TRUNCATE " + String.join(", ", names));
        } else {
            Collections.reverse(names);
            for (String name : names) {
                Sql.update(connection, "DELETE FROM " + name);
            }
        }
    }
}
