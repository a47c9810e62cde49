package dev.brickhouse.backup;

import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SearchPath;
import dev.brickhouse.sql.Conditions;
import dev.brickhouse.sql.GuardStatement;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a backup goes, and what has to happen there first. */
final class RestoreTarget {

    /** What fails with the name of a table that has rows. */
    static final GuardStatement ROWS_APPEARED = new GuardStatement("ZR001");

    private static final SqlStatements SQL = SqlStatements.read(RestoreTarget.class, "restore.sql", Map.of());

    /**
     * What has to happen in the transaction that restores a backup.
     *
     * @param locks the statements by which another session takes the locks that the session has which found this out
     * @param before the statements that make room then
     * @param after the statements that set again what was set on the tables that were replaced
     */
    record Preparation(List<String> locks, List<String> before, List<String> after) {}

    private RestoreTarget() {}

    /**
     * Finds out what makes room for a backup and changes nothing. The tables are locked until the connection's
     * transaction ends, which has to be READ COMMITTED.
     *
     * @throws RefusedException if rows would be lost and nobody said that they may be, if something else has the name
     *     of one of our tables or views, or if these have something of the user's that the backup does not hold
     * @throws ConfigurationException if rows alone are to be restored and there are no tables for them
     */
    static Preparation preparation(Connection connection, BackupManifest manifest, boolean overwrite)
            throws SQLException {
        if (manifest.options().scope() == BackupScope.DATABASE) {
            RestorePreconditions.requireEmptyDatabase(connection);
            return new Preparation(List.of(), List.of(), List.of());
        }
        List<ReplacedRelation> relations = lockRelationsToReplace(connection, manifest, overwrite);
        List<String> locks = locks(relations, overwrite);
        if (manifest.options().content() == BackupContent.DATA) {
            RestorePreconditions.requireTables(relations, manifest);
            return new Preparation(locks, List.of("TRUNCATE " + ReplacedRelation.names(relations)), List.of());
        }
        RestorePreconditions.refuseToDropShards(connection, manifest);
        // definitions that qualify every name can be compared, and mean the same anywhere
        String path = SearchPath.current(connection);
        SearchPath.set(connection, "");
        RestorePreconditions.refuseToDropAttachments(connection, manifest);
        List<RelationProperty> kept = RelationProperty.of(connection, manifest.schema());
        SearchPath.set(connection, path);
        List<String> before = new ArrayList<>();
        for (ReplacedRelation relation : relations) {
            before.add("DROP " + (relation.isTable() ? "TABLE " : "MATERIALIZED VIEW ") + relation.qualified());
        }
        before.addAll(missingSchemas(connection, manifest));
        return new Preparation(
                locks, before, kept.stream().map(RelationProperty::whereThere).toList());
    }

    private static List<ReplacedRelation> lockRelationsToReplace(
            Connection connection, BackupManifest manifest, boolean overwrite) throws SQLException {
        List<ReplacedRelation> locked = List.of();
        List<ReplacedRelation> found = relationsToReplace(connection, manifest, overwrite);
        while (!found.equals(locked)) {
            for (String lock : locks(found, overwrite)) {
                Sql.execute(connection, lock);
            }
            locked = found;
            // whoever was writing, and was waited for, may have committed
            found = relationsToReplace(connection, manifest, overwrite);
        }
        return locked;
    }

    /** @throws RefusedException if they must not be replaced */
    private static List<ReplacedRelation> relationsToReplace(
            Connection connection, BackupManifest manifest, boolean overwrite) throws SQLException {
        RestorePreconditions.refuseOtherKinds(connection, manifest);
        List<ReplacedRelation> relations = ReplacedRelation.of(connection, manifest);
        if (!overwrite) {
            RestorePreconditions.refuseToDestroy(connection, relations, manifest);
        }
        return relations;
    }

    /**
     * The statements that keep the rows as they are from then on, and fail with {@link #ROWS_APPEARED} if there are any
     * that nobody has said may be replaced: another session, such as psql's, runs them later.
     */
    private static List<String> locks(List<ReplacedRelation> relations, boolean overwrite) {
        if (ReplacedRelation.withRows(relations).isEmpty()) {
            return List.of();
        }
        List<String> statements = new ArrayList<>();
        statements.add("LOCK TABLE " + ReplacedRelation.names(relations) + " IN ACCESS EXCLUSIVE MODE");
        if (!overwrite) {
            Map<String, String> failures = new LinkedHashMap<>();
            ReplacedRelation.withRows(relations)
                    .forEach(relation -> failures.put(Conditions.hasRow(relation.qualified()), relation.qualified()));
            statements.add(ROWS_APPEARED.text(failures));
        }
        return statements;
    }

    /** Not by IF NOT EXISTS, which needs the right to create a schema even where there is nothing to create. */
    private static List<String> missingSchemas(Connection connection, BackupManifest manifest) throws SQLException {
        List<String> missing = new ArrayList<>(manifest.schema().names());
        missing.removeAll(Sql.strings(connection, SQL.get("schemas"), missing));
        return missing.stream()
                .map(name -> "CREATE SCHEMA " + Identifiers.quote(name))
                .toList();
    }

    /** Takes away what default privileges meant for an application's tables and gave on the plugin's own record. */
    static void hideJournal(Connection connection, BackupManifest manifest) throws SQLException {
        if (manifest.options().content() == BackupContent.DATA) {
            return;
        }
        List<String> statements = Sql.list(
                connection,
                SQL.get("journal-rights"),
                row -> "REVOKE ALL ON " + row.getString("relation") + " FROM " + row.getString("grantee"),
                manifest.schema().name());
        for (String revoke : statements) {
            Sql.execute(connection, revoke);
        }
    }

    /**
     * The triggers that act on rows which a restore writes, each with its table.
     *
     * @param schema the schema of the tables, unquoted
     */
    static List<String> triggers(Connection connection, String schema) throws SQLException {
        return Sql.strings(connection, SQL.get("triggers"), Identifiers.quote(schema), RetailSchema.allTables());
    }
}
