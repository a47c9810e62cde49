package dev.brickhouse.backup;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.Layouts;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.sql.GuardStatement;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a backup goes, and what has to happen there first. */
final class RestoreTarget {

    private record Relation(String schema, String name, boolean isTable) {

        String qualified() {
            return Identifiers.qualify(schema, name);
        }
    }

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
            requireEmptyDatabase(connection);
            return new Preparation(List.of(), List.of(), List.of());
        }
        List<Relation> relations = lockRelationsToReplace(connection, manifest, overwrite);
        List<String> locks = locks(relations, overwrite);
        if (manifest.options().content() == BackupContent.DATA) {
            requireTables(relations, manifest);
            return new Preparation(locks, List.of("TRUNCATE " + names(relations)), List.of());
        }
        refuseToDropShards(connection, manifest);
        // definitions that qualify every name can be compared, and mean the same anywhere
        String path = searchPath(connection);
        setSearchPath(connection, "");
        refuseToDropAttachments(connection, manifest);
        List<RelationProperty> kept = RelationProperty.of(connection, manifest.schema());
        setSearchPath(connection, path);
        List<String> before = new ArrayList<>();
        for (Relation relation : relations) {
            before.add("DROP " + (relation.isTable() ? "TABLE " : "MATERIALIZED VIEW ") + relation.qualified());
        }
        before.addAll(missingSchemas(connection, manifest));
        return new Preparation(
                locks, before, kept.stream().map(RelationProperty::whereThere).toList());
    }

    private static List<Relation> lockRelationsToReplace(
            Connection connection, BackupManifest manifest, boolean overwrite) throws SQLException {
        List<Relation> locked = List.of();
        List<Relation> found = relationsToReplace(connection, manifest, overwrite);
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
    private static List<Relation> relationsToReplace(Connection connection, BackupManifest manifest, boolean overwrite)
            throws SQLException {
        refuseOtherKinds(connection, manifest);
        List<Relation> relations = relations(connection, manifest);
        if (!overwrite) {
            refuseToDestroy(connection, relations, manifest);
        }
        return relations;
    }

    /**
     * The statements that keep the rows as they are from then on, and fail with {@link #ROWS_APPEARED} if there are any
     * that nobody has said may be replaced: another session, such as psql's, runs them later.
     */
    private static List<String> locks(List<Relation> relations, boolean overwrite) {
        if (withRows(relations).isEmpty()) {
            return List.of();
        }
        List<String> statements = new ArrayList<>();
        statements.add("LOCK TABLE " + names(relations) + " IN ACCESS EXCLUSIVE MODE");
        if (!overwrite) {
            Map<String, String> failures = new LinkedHashMap<>();
            withRows(relations)
                    .forEach(relation ->
                            failures.put("EXISTS (SELECT FROM " + relation.qualified() + ")", relation.qualified()));
            statements.add(ROWS_APPEARED.text(failures));
        }
        return statements;
    }

    private static String names(List<Relation> relations) {
        return withRows(relations).stream().map(Relation::qualified).collect(Collectors.joining(", "));
    }

    /** All tables but that of the migrations. */
    private static List<Relation> withRows(List<Relation> relations) {
        return relations.stream()
                .filter(relation -> relation.isTable() && !relation.name().equals(RetailSchema.HISTORY_TABLE))
                .toList();
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

    static String searchPath(Connection connection) throws SQLException {
        return text(connection, "search-path");
    }

    static void setSearchPath(Connection transaction, String searchPath) throws SQLException {
        Sql.call(transaction, SQL.get("set-search-path"), searchPath);
    }

    private static String text(Connection connection, String query) throws SQLException {
        return Sql.one(connection, SQL.get(query), row -> row.getString(1));
    }

    private static void requireEmptyDatabase(Connection connection) throws SQLException {
        Optional<String> table = Sql.first(connection, SQL.get("any-table"), row -> row.getString(1));
        if (table.isPresent()) {
            throw new RefusedException("The backup is of a whole database and the target is not empty: it holds "
                    + table.get() + "; nothing was changed; create a new database and name it with "
                    + PropertyNames.DATABASE + ".");
        }
    }

    /** Nothing but our own tables and views is dropped for a backup, and what else has their names is in its way. */
    private static void refuseOtherKinds(Connection connection, BackupManifest manifest) throws SQLException {
        List<String> others = Sql.strings(
                connection,
                SQL.get("other-kinds"),
                manifest.schema().name(),
                RetailSchema.allTables(),
                SchemaContents.of(connection, manifest.schema()).isPartitioned(),
                manifest.schema().analytics(),
                RetailSchema.VIEWS);
        if (!others.isEmpty()) {
            throw new RefusedException("The backup cannot be restored here: " + String.join(", ", others)
                    + ", which a restore neither fills nor replaces; nothing was changed; restore into "
                    + SqlProblems.ANOTHER_DATABASE + ", or rename or drop "
                    + (others.size() == 1 ? "it" : "them") + " first.");
        }
    }

    private static void requireTables(List<Relation> relations, BackupManifest manifest) {
        long tables = relations.stream().filter(Relation::isTable).count();
        if (tables < RetailSchema.allTables().size()) {
            throw new ConfigurationException("The backup holds rows only, and schema "
                    + manifest.schema().quoted()
                    + " has no tables for them; run the goal brickhouse:schema first, or restore a full backup.");
        }
    }

    private static void refuseToDestroy(Connection connection, List<Relation> relations, BackupManifest manifest)
            throws SQLException {
        List<Relation> parentsFirst = new ArrayList<>(withRows(relations));
        Collections.reverse(parentsFirst);
        for (Relation relation : parentsFirst) {
            if (holdsRows(connection, relation)) {
                throw holdsRows(manifest, relation.qualified());
            }
        }
    }

    /** The refusal to replace rows, which nobody has said may be. */
    static RefusedException holdsRows(BackupManifest manifest, String table) {
        return new RefusedException("Schema " + manifest.schema().quoted() + " holds rows already, in " + table
                + "; nothing was changed; restore into " + SqlProblems.ANOTHER_DATABASE
                + ", or let everything that the plugin made there be replaced with -D" + PropertyNames.OVERWRITE
                + "=true.");
    }

    /** Making tables of the same names again deadlocks with dropping their shards in the same transaction. */
    private static void refuseToDropShards(Connection connection, BackupManifest manifest) throws SQLException {
        if (Layouts.isDistributed(connection, manifest.schema())) {
            throw new RefusedException(
                    "The tables in schema " + manifest.schema().quoted()
                            + " have the layout " + Layout.CITUS.label()
                            + ", and Citus does not replace distributed tables in one transaction; nothing was changed; restore a"
                            + " backup of the rows alone (" + PropertyNames.BACKUP_CONTENT
                            + "=data), name " + SqlProblems.ANOTHER_DATABASE + ", or drop both schemas first.");
        }
    }

    /** Whoever lets rows be replaced need not know of the policy that somebody has put on their table. */
    private static void refuseToDropAttachments(Connection connection, BackupManifest manifest) throws SQLException {
        List<String> lost =
                Attachments.missingFrom(manifest.attachments(), Attachments.of(connection, manifest.schema()));
        if (lost.isEmpty()) {
            return;
        }
        String withRowsAlone =
                ", or restore a backup of the rows alone (" + PropertyNames.BACKUP_CONTENT + "=data), which keeps it";
        throw new RefusedException("The tables in schema " + manifest.schema().quoted()
                + " have what the backup does not hold, and a restore would drop it with them: "
                + String.join(", ", lost) + "; nothing was changed; restore into " + SqlProblems.ANOTHER_DATABASE
                + ", or drop it first and make it again afterwards"
                + (lost.stream().anyMatch(Attachments::isColumn) ? "" : withRowsAlone) + ".");
    }

    private static boolean holdsRows(Connection connection, Relation relation) throws SQLException {
        return Sql.hasRows(connection, "SELECT 1 FROM " + relation.qualified() + " LIMIT 1");
    }

    /** Views first and children before parents, as they have to be dropped. */
    private static List<Relation> relations(Connection connection, BackupManifest manifest) throws SQLException {
        return Sql.list(
                connection,
                SQL.get("relations"),
                row -> new Relation(
                        row.getString("schema_name"),
                        row.getString("relation_name"),
                        !row.getString("kind").equals("m")),
                manifest.schema().name(),
                RetailSchema.allTables(),
                manifest.schema().analytics(),
                RetailSchema.VIEWS,
                RetailSchema.allTables());
    }

    /** The triggers of a table, qualified and quoted, that act on rows that are inserted. */
    static List<String> triggers(Connection connection, String table) throws SQLException {
        return Sql.strings(connection, SQL.get("triggers"), table);
    }
}
