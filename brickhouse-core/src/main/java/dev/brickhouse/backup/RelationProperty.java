package dev.brickhouse.backup;

import dev.brickhouse.schema.MigratedObjects;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that a user has set on one of our tables or views and that is no object of its own, such as a comment,
 * another default, a statistics target, storage options or a right. It goes with the table when that is dropped, and
 * can be set again on the one that takes its place.
 *
 * @param aspect the kind, as {@code relation-properties.sql} names it
 * @param object what it is, in words
 * @param needs the qualified and quoted name of what has to be there
 * @param statement sets it again, whatever the search path
 */
record RelationProperty(String aspect, String object, String needs, String statement) {

    private static final SqlStatements SQL =
            SqlStatements.read(RelationProperty.class, "relation-properties.sql", Map.of());

    /** What the server says of where an error arose in {@link #whereThere}. */
    static final String WHERE = "inline_code_block";

    /**
     * What a script has to set in addition to what its definitions say; rights and tablespaces are those of another server.
     */
    private static final Set<String> IN_SCRIPTS =
            Set.of("default of a partition", "statistics", "options", "storage", "cluster", "replica identity");

    /**
     * All that there are.
     *
     * @param connection with nothing but pg_catalog on its search path
     */
    static List<RelationProperty> of(Connection connection, RetailSchema schema) throws SQLException {
        List<RelationProperty> found = new ArrayList<>();
        Sql.forEach(
                connection,
                SQL.get("relation-properties"),
                row -> {
                    if (!isOurs(row)) {
                        found.add(new RelationProperty(
                                row.getString("aspect"),
                                row.getString("object"),
                                row.getString("needs"),
                                row.getString("statement")));
                    }
                },
                schema.name(),
                RetailSchema.allTables(),
                schema.analytics(),
                RetailSchema.VIEWS);
        return found;
    }

    /** Whether the built-in writer's script has to set it. */
    boolean belongsInScript() {
        return IN_SCRIPTS.contains(aspect);
    }

    /** The statement for a place where a backup may not have brought the object back. */
    String whereThere() {
        String tag = "$brickhouse$";
        while (statement.contains(tag)) {
            tag = tag.substring(0, tag.length() - 1) + "_$";
        }
        return "DO LANGUAGE plpgsql " + tag + "BEGIN IF pg_catalog.to_regclass(" + Literals.quote(needs)
                + ") IS NOT NULL THEN " + statement + "; END IF; END" + tag;
    }

    private static boolean isOurs(ResultSet row) throws SQLException {
        return switch (row.getString("aspect")) {
            case "default" ->
                MigratedObjects.containDefault(
                        row.getString("relation"), row.getString("name"), row.getString("setting"));
            case "comment" -> MigratedObjects.containComment(row.getString("setting"));
            default -> false;
        };
    }
}
