package dev.brickhouse.load;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes rows by INSERT statements in JDBC batches. */
final class BatchWriter implements RowWriter, AutoCloseable {

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private final PreparedStatement insert;
    private final Table table;
    private final int batchSize;
    private int column;
    private int rowsInBatch;

    BatchWriter(Connection connection, String schema, Table table, int batchSize) throws SQLException {
        this.insert = connection.prepareStatement(table.insertStatement(schema));
        this.table = table;
        this.batchSize = batchSize;
    }

    @Override
    public void startRow() throws SQLException {
        addRow();
        if (rowsInBatch == batchSize) {
            flush();
        }
    }

    @Override
    public void integer(int value) throws SQLException {
        insert.setInt(++column, value);
    }

    @Override
    public void text(String value) throws SQLException {
        insert.setString(++column, value);
    }

    @Override
    public void utf8(byte[] buffer, int length) throws SQLException {
        insert.setString(++column, new String(buffer, 0, length, StandardCharsets.UTF_8));
    }

    @Override
    public void numeric(BigDecimal value) throws SQLException {
        insert.setBigDecimal(++column, value);
    }

    @Override
    public void timestamp(long micros) throws SQLException {
        int nanos = (int) Math.floorMod(micros, (long) MICROS_PER_SECOND) * NANOS_PER_MICRO;
        insert.setObject(
                ++column,
                LocalDateTime.ofEpochSecond(Math.floorDiv(micros, (long) MICROS_PER_SECOND), nanos, ZoneOffset.UTC));
    }

    @Override
    public void nothing() throws SQLException {
        column++;
        insert.setNull(
                column,
                switch (table.columns().get(column - 1).type()) {
                    case INTEGER -> Types.INTEGER;
                    case TEXT -> Types.VARCHAR;
                    case NUMERIC -> Types.NUMERIC;
                    case TIMESTAMP -> Types.TIMESTAMP;
                });
    }

    /** Sends what is left of the last batch. */
    void finish() throws SQLException {
        addRow();
        flush();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }

    private void addRow() throws SQLException {
        if (column > 0) {
            insert.addBatch();
            rowsInBatch++;
            column = 0;
        }
    }

    private void flush() throws SQLException {
        if (rowsInBatch > 0) {
            insert.executeBatch();
            rowsInBatch = 0;
        }
    }
}
