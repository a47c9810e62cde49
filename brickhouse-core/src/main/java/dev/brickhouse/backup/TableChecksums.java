package dev.brickhouse.backup;

import dev.brickhouse.sql.PinnedSettings;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Sums up the rows of a table in one number that does not depend on their order, the time zone, the date style, the
 * encoding or the version of PostgreSQL. The order of the columns does count.
 *
 * <p>It tells a changed table from an unchanged one; it is no protection against deliberate tampering.
 */
final class TableChecksums {

    private TableChecksums() {}

    /**
     * Computes it in the server, so that no row travels, for the rows of this table alone: tables that inherit from it
     * have checksums of their own. That of a partitioned table is the one of all rows in its partitions.
     *
     * @param connection with an open transaction, which has the {@link PinnedSettings} for an export from then on
     * @param schema the table's schema, unquoted
     * @param table the table, unquoted
     */
    static TableChecksum of(Connection connection, String schema, String table) throws SQLException {
        SqlStatements sql =
                SqlStatements.read(TableChecksums.class, "checksum.sql", Map.of("schema", schema, "table", table));
        PinnedSettings.applyForExport(connection);
        return Sql.one(
                connection,
                sql.get(
                        Sql.isTrue(connection, sql.get("is-partitioned"), schema, table)
                                ? "checksum-with-partitions"
                                : "checksum"),
                row -> new TableChecksum(row.getLong("row_count"), row.getString("checksum")));
    }
}
