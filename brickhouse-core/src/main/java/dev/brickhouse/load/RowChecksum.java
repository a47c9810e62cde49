package dev.brickhouse.load;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Sums up a hash of each row that a writer sends. The sum does not depend on the order of the rows, so chunks can be
 * loaded by any worker in any order; {@link ContentChecksum} computes the same from the rows in the database.
 *
 * <p>A row's hash is the exclusive or of its values' hashes, each column with a seed of its own, scrambled once more so
 * that values cannot change places between rows unseen. The columns of a row do not wait for each other in this way,
 * which keeps the processor's units busy.
 *
 * <p>Each writer has one, rather than one that passes rows on to any writer: the JVM would compile both writers into
 * each of its methods, which takes a cold JVM longer than a small load itself.
 */
public class RowChecksum {

    private final PostgresHash[] hashes;
    private final long[] nulls;
    private long sum;
    private long row;
    private int column;

    /** @param table whose rows are summed up */
    public RowChecksum(Table table) {
        int columns = table.columns().size();
        hashes = new PostgresHash[columns];
        nulls = new long[columns];
        for (int i = 0; i < columns; i++) {
            hashes[i] = PostgresHash.of(table, table.columns().get(i));
            nulls[i] = hashes[i].ofNull(table.columns().get(i).type());
        }
    }

    /** The sum over all rows so far, of which the last one is complete; it wraps around. */
    public final long sum() {
        return column == 0 ? sum : sum + PostgresHash.scramble(row);
    }

    /** As {@link RowWriter#startRow}. */
    public void startRow() {
        sum = sum();
        row = 0;
        column = 0;
    }

    /** As {@link RowWriter#integer}. */
    public void integer(int value) {
        row ^= hashes[column++].ofInt(value);
    }

    /** As {@link RowWriter#text(String)}. */
    public void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        utf8(bytes, bytes.length);
    }

    /** As {@link RowWriter#text(EncodedText)}. */
    public void text(EncodedText value) {
        row ^= value.hashFor(hashes[column++]);
    }

    /** As {@link RowWriter#utf8}. */
    public void utf8(byte[] buffer, int length) {
        row ^= hashes[column++].ofBytes(buffer, length);
    }

    /** As {@link RowWriter#numeric}. */
    public void numeric(BigDecimal value) {
        byte[] bytes = value.stripTrailingZeros().toPlainString().getBytes(StandardCharsets.US_ASCII);
        row ^= hashes[column++].ofBytes(bytes, bytes.length);
    }

    /** As {@link RowWriter#timestamp}. */
    public void timestamp(long micros) {
        row ^= hashes[column++].ofLong(micros - BinaryCopyWriter.POSTGRES_EPOCH_MICROS);
    }

    /** As {@link RowWriter#nullValue}. */
    public void nullValue() {
        row ^= nulls[column++];
    }
}
