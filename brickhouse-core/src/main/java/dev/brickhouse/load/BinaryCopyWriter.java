package dev.brickhouse.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows in PostgreSQL's binary COPY format (its manual, "COPY", section "Binary Format"). Only text and numeric
 * values make garbage.
 */
final class BinaryCopyWriter implements RowWriter, AutoCloseable {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    /** Large enough that a message costs little beside its rows, small enough to stay in the processor's cache. */
    private static final int BUFFER_BYTES = 1 << 16;

    /** PostgreSQL counts from 2000-01-01. */
    static final long POSTGRES_EPOCH_MICROS = 946_684_800_000_000L;

    /** No value but text and numbers of any length takes more than a timestamp with its length. */
    private static final int MOST_FIXED_BYTES = Integer.BYTES + Long.BYTES;

    /** The length of an integer, as the upper half of a word whose lower half is the integer. */
    private static final long INTEGER_LENGTH = (long) Integer.BYTES << Integer.SIZE;

    /** Texts up to this length are copied by so many bytes, the last of which the next value overwrites. */
    static final int COPIED_BY_WORDS = 2 * Long.BYTES;

    private static final int NUMERIC_BASE = 10_000;
    static final int NUMERIC_DIGITS = 4;
    static final short NUMERIC_NEGATIVE = 0x4000;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final CopyIn copy;
    private final RowChecksum checksum;
    private final short columns;

    /** For so many bytes there is always room within a row, so that only values of any length have to look. */
    private final int rowBytes;

    private byte[] buffer = new byte[BUFFER_BYTES];
    private int position;

    BinaryCopyWriter(CopyIn copy, Table table, RowChecksum checksum) {
        this.copy = copy;
        this.checksum = checksum;
        this.columns = (short) table.columns().size();
        rowBytes = Short.BYTES + columns * MOST_FIXED_BYTES + COPIED_BY_WORDS;
        System.arraycopy(HEADER, 0, buffer, 0, HEADER.length);
        position = HEADER.length;
    }

    static BinaryCopyWriter open(Connection connection, String schema, Table table) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copyStatement(schema));
        return new BinaryCopyWriter(copy, table, new RowChecksum(table));
    }

    @Override
    public void startRow() throws SQLException {
        checksum.startRow();
        if (position > BUFFER_BYTES * 3 / 4) {
            flush();
        }
        room(rowBytes);
        SHORT.set(buffer, position, columns);
        position += 2;
    }

    @Override
    public void integer(int value) {
        checksum.integer(value);
        LONG.set(buffer, position, INTEGER_LENGTH | value & 0xFFFF_FFFFL);
        position += 8;
    }

    @Override
    public void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        utf8(bytes, bytes.length);
    }

    @Override
    public void text(EncodedText value) {
        checksum.text(value);
        characters(value.padded(), value.bytes().length);
    }

    @Override
    public void utf8(byte[] source, int length) {
        checksum.utf8(source, length);
        characters(source, length);
    }

    private void characters(byte[] source, int length) {
        room(4 + length + rowBytes);
        INT.set(buffer, position, length);
        copy(source, length, buffer, position + 4);
        position += 4 + length;
    }

    /** A few whole words take less time than the call of a method that copies any number of bytes. */
    private static void copy(byte[] source, int length, byte[] target, int at) {
        if (length > COPIED_BY_WORDS || source.length < COPIED_BY_WORDS) {
            System.arraycopy(source, 0, target, at, length);
            return;
        }
        LONG.set(target, at, (long) LONG.get(source, 0));
        LONG.set(target, at + Long.BYTES, (long) LONG.get(source, Long.BYTES));
    }

    @Override
    public void numeric(BigDecimal value) {
        checksum.numeric(value);
        BigDecimal positive = value.abs();
        int scale = Math.max(0, positive.scale());
        int fractionGroups = (scale + NUMERIC_DIGITS - 1) / NUMERIC_DIGITS;
        BigInteger unscaled = positive.setScale(fractionGroups * NUMERIC_DIGITS).unscaledValue();
        BigInteger base = BigInteger.valueOf(NUMERIC_BASE);
        int groups = 0;
        for (BigInteger rest = unscaled; rest.signum() > 0; rest = rest.divide(base)) {
            groups++;
        }
        room(12 + 2 * groups + rowBytes);
        INT.set(buffer, position, 8 + 2 * groups);
        SHORT.set(buffer, position + 4, (short) groups);
        SHORT.set(buffer, position + 6, (short) (groups - fractionGroups - 1));
        SHORT.set(buffer, position + 8, value.signum() < 0 ? NUMERIC_NEGATIVE : (short) 0);
        SHORT.set(buffer, position + 10, (short) scale);
        BigInteger rest = unscaled;
        for (int group = groups - 1; group >= 0; group--) {
            BigInteger[] parts = rest.divideAndRemainder(base);
            SHORT.set(buffer, position + 12 + 2 * group, parts[1].shortValue());
            rest = parts[0];
        }
        position += 12 + 2 * groups;
    }

    @Override
    public void timestamp(long micros) {
        checksum.timestamp(micros);
        INT.set(buffer, position, 8);
        LONG.set(buffer, position + 4, micros - POSTGRES_EPOCH_MICROS);
        position += 12;
    }

    @Override
    public void nullValue() {
        checksum.nullValue();
        INT.set(buffer, position, -1);
        position += 4;
    }

    /** Of the rows so far, as {@link RowChecksum#sum()}. */
    long checksum() {
        return checksum.sum();
    }

    /**
     * Ends the COPY.
     *
     * @return the number of rows that the server took
     */
    long finish() throws SQLException {
        room(2);
        SHORT.set(buffer, position, (short) -1);
        position += 2;
        flush();
        return copy.endCopy();
    }

    /** Cancels a COPY that was not finished; the connection can be used again. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer, 0, position);
        position = 0;
    }

    private void room(int bytes) {
        if (position + bytes > buffer.length) {
            byte[] larger = new byte[Math.max(buffer.length * 2, position + bytes)];
            System.arraycopy(buffer, 0, larger, 0, position);
            buffer = larger;
        }
    }
}
