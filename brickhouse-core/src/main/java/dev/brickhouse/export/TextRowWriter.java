package dev.brickhouse.export;

import dev.brickhouse.load.EncodedText;
import dev.brickhouse.load.RowChecksum;
import dev.brickhouse.load.RowWriter;
import dev.brickhouse.load.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/** What the writers of rows as lines of text have in common: a buffer, numbers and the checksum. For one thread. */
abstract class TextRowWriter implements RowWriter {

    private static final int BUFFER_BYTES = 1 << 16;

    /** Enough for any integer. */
    private static final int INTEGER_DIGITS = 11;

    private final OutputStream out;
    private final RowChecksum checksum;
    private final TimestampText timestamps;
    private final LongConsumer progress;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private long rows;
    private long reportedRows;
    private int column;

    /** @param progress is told from time to time of how many further rows were written */
    TextRowWriter(Table table, OutputStream out, char betweenDateAndTime, LongConsumer progress) {
        this.out = out;
        this.progress = progress;
        checksum = new RowChecksum(table);
        timestamps = new TimestampText(betweenDateAndTime);
    }

    /** Writes what stands in front of a column's value. */
    abstract void beginValue(int column);

    /** Writes characters as a value, encoded in UTF-8. */
    abstract void characters(byte[] source, int length);

    /** Writes a timestamp, by {@link #bareTimestamp}. */
    abstract void timestampValue(long micros);

    abstract void missingValue();

    /** Writes what stands behind the last value of a row. */
    abstract void endRow();

    @Override
    public final void startRow() {
        endOfRow();
        checksum.startRow();
        rows++;
        column = 0;
        if (position > BUFFER_BYTES * 3 / 4) {
            flush();
        }
    }

    @Override
    public final void integer(int value) {
        checksum.integer(value);
        beginValue(column++);
        room(INTEGER_DIGITS);
        long rest = Math.abs((long) value);
        int digits = 1;
        for (long limit = 10; limit <= rest; limit *= 10) {
            digits++;
        }
        if (value < 0) {
            buffer[position++] = '-';
        }
        for (int i = position + digits - 1; i >= position; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        position += digits;
    }

    @Override
    public final void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        utf8(bytes, bytes.length);
    }

    @Override
    public final void text(EncodedText value) {
        checksum.text(value);
        beginValue(column++);
        characters(value.bytes(), value.bytes().length);
    }

    @Override
    public final void utf8(byte[] source, int length) {
        checksum.utf8(source, length);
        beginValue(column++);
        characters(source, length);
    }

    @Override
    public final void numeric(BigDecimal value) {
        checksum.numeric(value);
        beginValue(column++);
        numericValue(value);
    }

    void numericValue(BigDecimal value) {
        byte[] digits = value.toPlainString().getBytes(StandardCharsets.US_ASCII);
        put(digits, digits.length);
    }

    @Override
    public final void timestamp(long micros) {
        checksum.timestamp(micros);
        beginValue(column++);
        timestampValue(micros);
    }

    @Override
    public final void nullValue() {
        checksum.nullValue();
        beginValue(column++);
        missingValue();
    }

    /** Writes what is left in the buffer. The stream stays open. */
    final void finish() {
        endOfRow();
        flush();
    }

    private void endOfRow() {
        if (column > 0) {
            endRow();
            column = 0;
        }
    }

    /** How many rows were written. */
    final long rows() {
        return rows;
    }

    /** The checksum of all rows. */
    final long checksum() {
        return checksum.sum();
    }

    final void bareTimestamp(long micros) {
        room(TimestampText.LONGEST);
        position = timestamps.write(micros, buffer, position);
    }

    final void put(char ascii) {
        room(1);
        buffer[position++] = (byte) ascii;
    }

    final void put(byte[] source, int length) {
        put(source, 0, length);
    }

    final void put(byte[] source, int from, int length) {
        room(length);
        System.arraycopy(source, from, buffer, position, length);
        position += length;
    }

    private void room(int bytes) {
        if (position + bytes > buffer.length) {
            byte[] larger = new byte[Math.max(buffer.length * 2, position + bytes)];
            System.arraycopy(buffer, 0, larger, 0, position);
            buffer = larger;
        }
    }

    private void flush() {
        try {
            out.write(buffer, 0, position);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        position = 0;
        progress.accept(rows - reportedRows);
        reportedRows = rows;
    }
}
