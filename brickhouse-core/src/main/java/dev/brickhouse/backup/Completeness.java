package dev.brickhouse.backup;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a backup holds everything that it is meant to hold. */
final class Completeness {

    private static final int SHOWN = 3;

    private static final SqlStatements SQL = SqlStatements.read(Completeness.class, "completeness.sql", Map.of());

    private Completeness() {}

    /**
     * Looks for tables that hold rows of those in the backup and are not in it themselves.
     *
     * @throws RefusedException if there are any
     */
    static void requireNothingLeftOut(Connection snapshot, BackupRequest request) throws SQLException {
        List<String> leftOut = new ArrayList<>();
        List<Boolean> reachable = new ArrayList<>();
        Sql.forEach(
                snapshot,
                SQL.get("left-out"),
                row -> {
                    leftOut.add(row.getString("relation") + " " + row.getString("why"));
                    reachable.add(row.getBoolean("is_reachable"));
                },
                BackupTask.schemas(request),
                request.schema().name(),
                RetailSchema.allTables());
        if (!leftOut.isEmpty()) {
            int more = leftOut.size() - SHOWN;
            throw new RefusedException("The backup would lose rows: "
                    + String.join(", ", leftOut.subList(0, Math.min(SHOWN, leftOut.size())))
                    + (more > 0 ? " and " + more + " more" : "") + "; nothing was written; "
                    + (!reachable.contains(false)
                            ? "back up everything with " + PropertyNames.BACKUP_SCOPE + "=database."
                            : "take them out of these tables, or back up the whole server with pg_basebackup."));
        }
    }

    /**
     * Compares what was written with what the tables held at that moment.
     *
     * @param written rows by qualified and quoted name
     * @throws DatabaseException if a table or a row is missing
     */
    static void requireEveryRow(BackupManifest manifest, Map<String, Long> written) {
        for (BackupManifest.Rows table : manifest.tables()) {
            String name = Identifiers.qualify(table.schema(), table.table());
            Long rows = written.get(name);
            if (rows == null || rows != table.rows()) {
                throw new DatabaseException("The backup came out incomplete: it holds "
                        + (rows == null ? "no rows" : rows + (rows == 1 ? " row" : " rows")) + " of " + name
                        + ", which has " + table.rows() + "; nothing was kept; take it with another program by "
                        + PropertyNames.PG_DUMP + ", or with " + PropertyNames.BACKUP_WRITER + "="
                        + (manifest.writer().kind() == WriterKind.BUILTIN ? "pg_dump" : "builtin") + ".");
            }
        }
    }
}
