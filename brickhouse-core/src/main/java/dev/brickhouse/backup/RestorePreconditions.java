package dev.brickhouse.backup;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.Layouts;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What keeps a backup from being restored, found out before anything is changed. */
final class RestorePreconditions {

    private static final SqlStatements SQL = SqlStatements.read(RestorePreconditions.class, "restore.sql", Map.of());

    private RestorePreconditions() {}

    static void requireEmptyDatabase(Connection connection) throws SQLException {
        Optional<String> table = Sql.first(connection, SQL.get("any-table"), row -> row.getString(1));
        if (table.isPresent()) {
            throw new RefusedException("The backup is of a whole database and the target is not empty: it holds "
                    + table.get() + "; nothing was changed; create a new database and name it with "
                    + PropertyNames.DATABASE + ".");
        }
    }

    /** Nothing but our own tables and views is dropped for a backup, and what else has their names is in its way. */
    static void refuseOtherKinds(Connection connection, BackupManifest manifest) throws SQLException {
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

    static void requireTables(List<ReplacedRelation> relations, BackupManifest manifest) {
        long tables = relations.stream().filter(ReplacedRelation::isTable).count();
        if (tables < RetailSchema.allTables().size()) {
            throw new ConfigurationException("The backup holds rows only, and schema "
                    + manifest.schema().quoted()
                    + " has no tables for them; run the goal brickhouse:schema first, or restore a full backup.");
        }
    }

    static void refuseToDestroy(Connection connection, List<ReplacedRelation> relations, BackupManifest manifest)
            throws SQLException {
        List<ReplacedRelation> parentsFirst = new ArrayList<>(ReplacedRelation.withRows(relations));
        Collections.reverse(parentsFirst);
        for (ReplacedRelation relation : parentsFirst) {
            if (relation.holdsRows(connection)) {
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
    static void refuseToDropShards(Connection connection, BackupManifest manifest) throws SQLException {
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
    static void refuseToDropAttachments(Connection connection, BackupManifest manifest) throws SQLException {
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
}
