package dev.brickhouse.backup;

import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table or view of the plugin's that a restore replaces or fills. */
record ReplacedRelation(String schema, String name, boolean isTable) {

    private static final SqlStatements SQL = SqlStatements.read(ReplacedRelation.class, "restore.sql", Map.of());

    /** Views first and children before parents, as they have to be dropped. */
    static List<ReplacedRelation> of(Connection connection, BackupManifest manifest) throws SQLException {
        return Sql.list(
                connection,
                SQL.get("relations"),
                row -> new ReplacedRelation(
                        row.getString("schema_name"),
                        row.getString("relation_name"),
                        !row.getString("kind").equals("m")),
                manifest.schema().name(),
                RetailSchema.allTables(),
                manifest.schema().analytics(),
                RetailSchema.VIEWS,
                RetailSchema.allTables());
    }

    /** All tables but that of the migrations. */
    static List<ReplacedRelation> withRows(List<ReplacedRelation> relations) {
        return relations.stream()
                .filter(relation -> relation.isTable() && !relation.name().equals(RetailSchema.HISTORY_TABLE))
                .toList();
    }

    /** Those that have rows, as SQL takes them. */
    static String names(List<ReplacedRelation> relations) {
        return withRows(relations).stream().map(ReplacedRelation::qualified).collect(Collectors.joining(", "));
    }

    String qualified() {
        return Identifiers.qualify(schema, name);
    }

    boolean holdsRows(Connection connection) throws SQLException {
        return Sql.hasRows(connection, "SELECT 1 FROM " + qualified() + " LIMIT 1");
    }
}
