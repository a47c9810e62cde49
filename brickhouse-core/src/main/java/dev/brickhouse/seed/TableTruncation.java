package dev.brickhouse.seed;

import dev.brickhouse.load.Table;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Empties the plugin's tables: truncates them, all in one statement because they refer to each other; for a role without
 * that privilege it deletes the rows instead, which takes longer. Both fail if other tables refer to these.
 *
 * @param names of the tables, qualified and quoted, parents before children
 * @param isAllowed whether the role may truncate all of them
 */
record TableTruncation(List<String> names, boolean isAllowed) {

    /** @param tables parents before children */
    static TableTruncation of(Connection connection, String schema, List<Table> tables, SqlStatements sql)
            throws SQLException {
        List<String> names = tables.stream()
                .map(table -> Identifiers.qualify(schema, table.name()))
                .toList();
        return new TableTruncation(names, Sql.isTrue(connection, sql.get("may-truncate"), names));
    }

    /**
     * Locks the tables as emptying them does, so that what is in them then stays as it is until the transaction ends.
     * Whoever looks at their rows first, to see whether they may be deleted, has to look after this: it waits for those
     * who are writing, and they may commit.
     */
    void lock(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                "LOCK TABLE " + String.join(", ", names) + " IN "
                        + (isAllowed ? "ACCESS EXCLUSIVE" : "SHARE ROW EXCLUSIVE") + " MODE");
    }

    void run(Connection connection) throws SQLException {
        if (isAllowed) {
            Sql.execute(connection, "TRUNCATE " + String.join(", ", names));
            return;
        }
        for (int i = names.size() - 1; i >= 0; i--) {
            Sql.update(connection, "DELETE FROM " + names.get(i));
        }
    }
}
