package dev.brickhouse.load;

import dev.brickhouse.problem.SqlState;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes ranges of rows into a table, by COPY or by INSERT. Immutable. */
public final class TableLoader {

    private final String schema;
    private final LoadMethod method;
    private final int batchSize;

    /**
     * @param schema the schema of the tables, unquoted
     * @param method how rows travel
     * @param batchSize rows in a statement for {@link LoadMethod#INSERT}, from 1
     */
    public TableLoader(String schema, LoadMethod method, int batchSize) {
        this.schema = schema;
        this.method = method;
        this.batchSize = batchSize;
    }

    /**
     * Writes the rows from {@code from} to before {@code to}, in the connection's transaction.
     *
     * @return the checksum of these rows, which {@link ContentChecksum} finds in the table again
     * @throws SQLException if the server refuses them; the transaction has to be rolled back then
     */
    public long load(Connection connection, Table table, RowSource rows, long from, long to) throws SQLException {
        if (method == LoadMethod.COPY) {
            return copy(connection, table, rows, from, to);
        }
        return insert(connection, table, rows, from, to);
    }

    private long copy(Connection connection, Table table, RowSource rows, long from, long to) throws SQLException {
        try (BinaryCopyWriter writer = BinaryCopyWriter.open(connection, schema, table)) {
            write(rows, from, to, writer);
            long taken = writer.finish();
            if (taken != to - from) {
                throw new SQLException("The server took " + taken + " rows of " + (to - from), SqlState.DATA_EXCEPTION);
            }
            return writer.checksum();
        }
    }

    private long insert(Connection connection, Table table, RowSource rows, long from, long to) throws SQLException {
        try (BatchWriter writer = new BatchWriter(connection, schema, table, batchSize)) {
            write(rows, from, to, writer);
            writer.finish();
            return writer.checksum();
        }
    }

    static void write(RowSource rows, long from, long to, RowWriter out) throws SQLException {
        for (long row = from; row < to; row++) {
            rows.write(row, out);
        }
    }
}
