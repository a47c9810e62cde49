package dev.brickhouse.load;

import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The checksum of a table's rows as a query finds them, equal to the one that was summed up while they were sent. It
 * depends on no session setting. Needs PostgreSQL 13 and a database in UTF-8.
 */
public final class ContentChecksum {

    private ContentChecksum() {}

    /**
     * Reads the whole table, which takes about two seconds for a million orders.
     *
     * @return the sum of all rows' hashes, which wraps around
     */
    public static long of(Connection connection, String schema, Table table) throws SQLException {
        // the sum of 64-bit numbers is a numeric in SQL
        return Sql.one(connection, query(schema, table), row -> row.getBigDecimal(1))
                .toBigInteger()
                .longValue();
    }

    /** How a checksum is shown and kept: 16 hexadecimal digits. */
    public static String text(long checksum) {
        return String.format(Locale.ROOT, "%016x", checksum);
    }

    static String query(String schema, Table table) {
        String row = table.columns().stream()
                .map(column -> hash(column, PostgresHash.of(table, column).seed()))
                .collect(Collectors.joining(" OPERATOR(pg_catalog.#) "));
        return "SELECT COALESCE(SUM(pg_catalog.hashint4extended(0, " + row + ")), 0) FROM "
                + Identifiers.qualify(schema, table.name());
    }

    private static String hash(Column column, long seed) {
        String value = Identifiers.quote(column.name());
        String call = switch (column.type()) {
            case INTEGER -> "hashint4extended(COALESCE(" + value + ", '" + PostgresHash.NULL_INTEGER + "')";
            case TEXT -> textHash(value + "::text");
            case NUMERIC -> textHash("pg_catalog.trim_scale(" + value + ")::text");
            case TIMESTAMP -> "timestamp_hash_extended(COALESCE(" + value + ", 'infinity')";
        };
        return "pg_catalog." + call + ", '" + seed + "')";
    }

    private static String textHash(String value) {
        return "hashtextextended(COALESCE(" + value + ", chr(1)) COLLATE \"C\"";
    }
}
