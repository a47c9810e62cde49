package dev.brickhouse.checksum;

import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Sums up the rows of a table in one number that does not depend on their order, the time zone, the date style, the
 * encoding or the version of PostgreSQL. The order of the columns does count.
 *
 * <p>It tells a changed table from an unchanged one; it is no protection against somebody who wants the sums to agree.
 */
public final class TableChecksums {

    private TableChecksums() {}

    /**
     * Computes it in the server, so that no row travels, for the rows of this table alone: partitions and tables that
     * inherit from it have checksums of their own.
     *
     * @param connection with an open transaction, which has the {@link FixedSettings} from then on
     * @param schema the table's schema, unquoted
     * @param table the table, unquoted
     */
    public static TableChecksum of(Connection connection, String schema, String table) throws SQLException {
        SqlStatements sql =
                SqlStatements.read(TableChecksums.class, "checksum.sql", Map.of("schema", schema, "table", table));
        FixedSettings.apply(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql.get("checksum"))) {
            row.next();
            return new TableChecksum(row.getLong("row_count"), row.getString("checksum"));
        }
    }
}
