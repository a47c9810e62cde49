package dev.brickhouse.load;

import dev.brickhouse.problem.SqlState;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Writes rows by INSERT statements, each of which takes a batch of rows as one array for each column. The server plans
 * such a statement once for a whole batch, which makes it faster than a JDBC batch, rewritten or not.
 */
final class BatchWriter implements RowWriter, AutoCloseable {

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private final Connection connection;
    private final PreparedStatement insert;
    private final Table table;
    private final RowChecksum checksum;
    private final int batchSize;
    private final Object[][] values;
    private int column;
    private int rows;

    BatchWriter(Connection connection, String schema, Table table, int batchSize) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement(table.insertStatement(schema));
        this.table = table;
        this.checksum = new RowChecksum(table);
        this.batchSize = batchSize;
        this.values = new Object[table.columns().size()][batchSize];
    }

    @Override
    public void startRow() throws SQLException {
        checksum.startRow();
        if (rows == batchSize) {
            flush();
        }
        rows++;
        column = 0;
    }

    @Override
    public void integer(int value) {
        checksum.integer(value);
        put(value);
    }

    @Override
    public void text(String value) {
        checksum.text(value);
        put(value);
    }

    @Override
    public void text(EncodedText value) {
        checksum.text(value);
        put(value.text());
    }

    @Override
    public void utf8(byte[] buffer, int length) {
        checksum.utf8(buffer, length);
        put(new String(buffer, 0, length, StandardCharsets.UTF_8));
    }

    @Override
    public void numeric(BigDecimal value) {
        checksum.numeric(value);
        put(value.toPlainString());
    }

    @Override
    public void timestamp(long micros) {
        checksum.timestamp(micros);
        int nanos = (int) Math.floorMod(micros, (long) MICROS_PER_SECOND) * NANOS_PER_MICRO;
        // ISO 8601 is read the same in every date style
        put(LocalDateTime.ofEpochSecond(Math.floorDiv(micros, (long) MICROS_PER_SECOND), nanos, ZoneOffset.UTC)
                .toString());
    }

    @Override
    public void nullValue() {
        checksum.nullValue();
        put(null);
    }

    /** Of the rows so far, as {@link RowChecksum#sum()}. */
    long checksum() {
        return checksum.sum();
    }

    /** Sends what is left of the last batch. */
    void finish() throws SQLException {
        flush();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }

    private void put(Object value) {
        values[column++][rows - 1] = value;
    }

    private void flush() throws SQLException {
        if (rows == 0) {
            return;
        }
        for (int i = 0; i < values.length; i++) {
            ColumnType type = table.columns().get(i).type();
            Array array = connection.createArrayOf(type.sqlName(), elements(values[i], type));
            insert.setArray(i + 1, array);
        }
        int inserted = insert.executeUpdate();
        if (inserted != rows) {
            throw new SQLException("The server took " + inserted + " rows of " + rows, SqlState.DATA_EXCEPTION);
        }
        rows = 0;
    }

    private Object[] elements(Object[] column, ColumnType type) {
        return Arrays.copyOf(column, rows, type == ColumnType.INTEGER ? Integer[].class : String[].class);
    }
}
