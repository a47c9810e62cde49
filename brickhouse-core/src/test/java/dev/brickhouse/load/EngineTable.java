package dev.brickhouse.load;

import dev.brickhouse.schema.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A table with a column of each type, to write and to read back. */
final class EngineTable {

    static final Table TABLE = new Table(
            "values",
            List.of(
                    new Column("an_integer", ColumnType.INTEGER),
                    new Column("a_text", ColumnType.TEXT),
                    new Column("a_numeric", ColumnType.NUMERIC),
                    new Column("a_timestamp", ColumnType.TIMESTAMP)));

    private EngineTable() {}

    /** One row; null is NULL. */
    record Row(Integer integer, String text, BigDecimal numeric, Long micros) {

        void write(RowWriter out) throws SQLException {
            out.startRow();
            if (integer == null) {
                out.nullValue();
            } else {
                out.integer(integer);
            }
            if (text == null) {
                out.nullValue();
            } else {
                out.text(text);
            }
            if (numeric == null) {
                out.nullValue();
            } else {
                out.numeric(numeric);
            }
            if (micros == null) {
                out.nullValue();
            } else {
                out.timestamp(micros);
            }
        }

        /** As {@link #READ} shows it. */
        String expected() {
            return integer + " | " + text + " | " + (numeric == null ? null : numeric.toPlainString()) + " | " + micros;
        }
    }

    /** The rows in the order in which they were written, as the server's own text. */
    static final String READ = "SELECT an_integer, a_text, a_numeric::text,"
            + " (extract(epoch FROM a_timestamp) * 1000000)::bigint"
            + " FROM \"values\" ORDER BY written";

    static void create(TestDatabase database) throws SQLException {
        database.execute("CREATE TABLE \"values\" (written serial, an_integer integer, a_text text, a_numeric numeric,"
                + " a_timestamp timestamp)");
    }

    /** Loads rows and returns their checksum. */
    static long load(TestDatabase database, LoadMethod method, int batchSize, List<Row> rows) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return new TableLoader("public", method, batchSize)
                    .load(connection, TABLE, (row, out) -> rows.get((int) row).write(out), 0, rows.size());
        }
    }
}
