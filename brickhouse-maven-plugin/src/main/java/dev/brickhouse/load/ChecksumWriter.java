package dev.brickhouse.load;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * Passes rows on and sums up a hash of each. The sum does not depend on the order of the rows, so chunks can be loaded
 * by anybody in any order; {@link ContentChecksum} computes the same from the rows in the database.
 *
 * <p>A row's hash is the exclusive or of its values' hashes, each column with a seed of its own, scrambled once more so
 * that values cannot change places between rows unseen. The columns of a row do not wait for each other in this way,
 * which keeps the processor's units busy.
 */
final class ChecksumWriter implements RowWriter {

    private final RowWriter out;
    private final ColumnHash[] hashes;
    private final long[] nulls;
    private long sum;
    private long row;
    private int column;

    ChecksumWriter(Table table, RowWriter out) {
        this.out = out;
        int columns = table.columns().size();
        hashes = new ColumnHash[columns];
        nulls = new long[columns];
        for (int i = 0; i < columns; i++) {
            hashes[i] = ColumnHash.of(table, table.columns().get(i));
            nulls[i] = hashes[i].ofNull(table.columns().get(i).type());
        }
    }

    /** The sum over all rows so far, of which the last one is complete; it wraps around. */
    long sum() {
        return column == 0 ? sum : sum + ColumnHash.scramble(row);
    }

    @Override
    public void startRow() throws SQLException {
        sum = sum();
        row = 0;
        column = 0;
        out.startRow();
    }

    @Override
    public void integer(int value) throws SQLException {
        row ^= hashes[column++].ofInt(value);
        out.integer(value);
    }

    @Override
    public void text(String value) throws SQLException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        utf8(bytes, bytes.length);
    }

    @Override
    public void text(EncodedText value) throws SQLException {
        row ^= value.hashFor(hashes[column++]);
        out.text(value);
    }

    @Override
    public void utf8(byte[] buffer, int length) throws SQLException {
        row ^= hashes[column++].ofBytes(buffer, length);
        out.utf8(buffer, length);
    }

    @Override
    public void numeric(BigDecimal value) throws SQLException {
        byte[] bytes = value.stripTrailingZeros().toPlainString().getBytes(StandardCharsets.US_ASCII);
        row ^= hashes[column++].ofBytes(bytes, bytes.length);
        out.numeric(value);
    }

    @Override
    public void timestamp(long micros) throws SQLException {
        row ^= hashes[column++].ofLong(micros - BinaryCopyWriter.POSTGRES_EPOCH_MICROS);
        out.timestamp(micros);
    }

    @Override
    public void nothing() throws SQLException {
        row ^= nulls[column++];
        out.nothing();
    }
}
