package dev.brickhouse.backup;

import dev.brickhouse.schema.MigratedNames;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What others have added to our tables and views and what goes with these when they are dropped: columns, constraints,
 * indexes, triggers, policies and the like, in words. Rights are not among them.
 */
final class Attachments {

    private static final SqlStatements SQL = SqlStatements.read(Attachments.class, "attachments.sql", Map.of());

    @FunctionalInterface
    private interface Filter {

        boolean accepts(ResultSet row) throws SQLException;
    }

    private Attachments() {}

    /** All that there are. */
    static List<String> of(Connection connection, RetailSchema schema) throws SQLException {
        return find(connection, schema, row -> true);
    }

    /** Those that a backup of the definitions holds, in the same words. */
    static List<String> heldBy(WriterKind writer, Connection connection, RetailSchema schema) throws SQLException {
        String held = writer == WriterKind.BUILTIN ? "held_by_builtin" : "held_by_pg_dump";
        return find(connection, schema, row -> row.getBoolean(held));
    }

    /** Whether it is part of the rows. */
    static boolean isColumn(String attachment) {
        return attachment.startsWith("column ");
    }

    private static List<String> find(Connection connection, RetailSchema schema, Filter filter) throws SQLException {
        List<String> found = new ArrayList<>();
        Sql.forEach(
                connection,
                SQL.get("attached"),
                row -> {
                    boolean migrated = row.getBoolean("may_be_migrated")
                            && MigratedNames.contains(row.getString("relation"), row.getString("name"));
                    if (!migrated && filter.accepts(row)) {
                        found.add(row.getString("object"));
                    }
                },
                schema.name(),
                RetailSchema.allTables(),
                schema.analytics(),
                RetailSchema.VIEWS);
        return found;
    }
}
