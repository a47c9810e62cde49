package dev.brickhouse.load;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * Passes rows on and sums up a hash of each. The sum does not depend on the order of the rows, so chunks can be loaded
 * by anybody in any order; {@link ContentChecksum} computes the same from the rows in the database.
 */
final class ChecksumWriter implements RowWriter {

    /** What a missing value counts as, which no seed writes: it cannot be told from NULL by the checksum. */
    static final int NULL_INTEGER = Integer.MIN_VALUE;

    static final long NULL_TIMESTAMP = Long.MAX_VALUE;
    private static final byte[] NULL_TEXT = {1};

    private final RowWriter out;
    private final Table table;
    private final long seed;
    private long sum;
    private long row;
    private int column;

    ChecksumWriter(Table table, RowWriter out) {
        this.out = out;
        this.table = table;
        this.seed = seedOf(table);
    }

    /** Every table's rows hash from another seed, so that the sums of several tables can be added up. */
    static long seedOf(Table table) {
        byte[] name = table.name().getBytes(StandardCharsets.UTF_8);
        return RowHash.ofBytes(name, name.length, 0);
    }

    /** The sum over all rows so far, of which the last one is complete; it wraps around. */
    long sum() {
        return column == 0 ? sum : sum + row;
    }

    @Override
    public void startRow() throws SQLException {
        sum = sum();
        row = seed;
        column = 0;
        out.startRow();
    }

    @Override
    public void integer(int value) throws SQLException {
        row = RowHash.ofInt(value, row);
        column++;
        out.integer(value);
    }

    @Override
    public void text(String value) throws SQLException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        utf8(bytes, bytes.length);
    }

    @Override
    public void utf8(byte[] buffer, int length) throws SQLException {
        row = RowHash.ofBytes(buffer, length, row);
        column++;
        out.utf8(buffer, length);
    }

    @Override
    public void numeric(BigDecimal value) throws SQLException {
        byte[] bytes = value.stripTrailingZeros().toPlainString().getBytes(StandardCharsets.US_ASCII);
        row = RowHash.ofBytes(bytes, bytes.length, row);
        column++;
        out.numeric(value);
    }

    @Override
    public void timestamp(long micros) throws SQLException {
        row = RowHash.ofLong(micros - BinaryCopyWriter.POSTGRES_EPOCH_MICROS, row);
        column++;
        out.timestamp(micros);
    }

    @Override
    public void nothing() throws SQLException {
        row = switch (table.columns().get(column).type()) {
            case INTEGER -> RowHash.ofInt(NULL_INTEGER, row);
            case TEXT, NUMERIC -> RowHash.ofBytes(NULL_TEXT, NULL_TEXT.length, row);
            case TIMESTAMP -> RowHash.ofLong(NULL_TIMESTAMP, row);
        };
        column++;
        out.nothing();
    }
}
