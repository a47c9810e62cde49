package dev.brickhouse.backup;

import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.DefinitionText;
import dev.brickhouse.schema.MigratedObjects;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects that others have added to our tables and views, and what they have made of these: columns, constraints,
 * indexes, triggers, policies and the like, in words, each with its definition. It goes with the tables when they are
 * dropped, and only a backup that holds it brings it back. What is merely set on a table is a {@link RelationProperty}.
 */
final class Attachments {

    private static final SqlStatements SQL = SqlStatements.read(Attachments.class, "attachments.sql", Map.of());

    @FunctionalInterface
    private interface Filter {

        boolean accepts(ResultSet row) throws SQLException;
    }

    private Attachments() {}

    /**
     * All that there are.
     *
     * @param connection with nothing but pg_catalog on its search path
     * @return their definitions by what they are in words
     */
    static Map<String, String> of(Connection connection, RetailSchema schema) throws SQLException {
        return find(connection, schema, row -> true);
    }

    /** Those that a backup of the definitions holds, in the same words. */
    static Map<String, String> heldBy(WriterKind writer, Connection connection, RetailSchema schema)
            throws SQLException {
        String held = writer == WriterKind.BUILTIN ? "held_by_builtin" : "held_by_pg_dump";
        return find(connection, schema, row -> row.getBoolean(held));
    }

    /** Those of a target that a backup does not hold, in words for the user. */
    static List<String> missingFrom(Map<String, String> backup, Map<String, String> target) {
        return target.entrySet().stream()
                .filter(there -> !there.getValue().equals(backup.get(there.getKey())))
                .map(there ->
                        there.getKey() + (backup.containsKey(there.getKey()) ? " (the backup holds another one)" : ""))
                .toList();
    }

    /** Whether it is part of the rows. */
    static boolean isColumn(String attachment) {
        return attachment.startsWith("column ");
    }

    private static Map<String, String> find(Connection connection, RetailSchema schema, Filter filter)
            throws SQLException {
        Map<String, String> found = new LinkedHashMap<>();
        Sql.forEach(
                connection,
                SQL.get("attached"),
                row -> {
                    if (!isOurs(row) && filter.accepts(row)) {
                        found.merge(row.getString("object"), plain(row.getString("definition")), String::concat);
                    }
                },
                schema.name(),
                RetailSchema.allTables(),
                schema.analytics(),
                RetailSchema.VIEWS);
        return found;
    }

    private static boolean isOurs(ResultSet row) throws SQLException {
        String relation = row.getString("relation");
        String name = row.getString("name");
        return switch (row.getString("made_by")) {
            case "name" -> MigratedObjects.contain(relation, name);
            case "view index" ->
                MigratedObjects.containViewIndex(relation, name, row.getString("definition"))
                        || AnalyticsRefresh.makesIndex(relation, name, row.getString("definition"));
            // what is set on an index of a migration's can be set again, but that of a refresh is not there then
            case "view index with more" ->
                MigratedObjects.containViewIndex(relation, name, row.getString("definition"));
            // another column than one of ours is an attachment as a whole
            case "type" ->
                !MigratedObjects.containColumn(relation, name)
                        || MigratedObjects.containColumn(relation, name, row.getString("definition"));
            case "not null" ->
                !MigratedObjects.containColumn(relation, name) || MigratedObjects.containNotNull(relation, name);
            case "another column" -> !MigratedObjects.containColumn(relation, name);
            default -> false;
        };
    }

    private static String plain(String definition) {
        return DefinitionText.plain(definition).replaceAll("\\s", "");
    }
}
