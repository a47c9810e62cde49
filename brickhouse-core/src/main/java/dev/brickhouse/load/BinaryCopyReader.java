package dev.brickhouse.load;

import dev.brickhouse.problem.SqlState;
import dev.brickhouse.sql.Identifiers;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * Reads rows of a table in PostgreSQL's binary COPY format and passes them on to a {@link RowWriter}: the way back of
 * {@link BinaryCopyWriter}. Rows travel as a stream, so memory does not grow with their number.
 */
public final class BinaryCopyReader {

    private static final int HEADER_BYTES = 19;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final BigInteger NUMERIC_BASE = BigInteger.valueOf(10_000);

    private final Table table;
    private final RowWriter out;
    private final DataInputStream in;
    private byte[] buffer = new byte[256];

    private BinaryCopyReader(Table table, RowWriter out, DataInputStream in) {
        this.table = table;
        this.out = out;
        this.in = in;
    }

    /**
     * Reads the rows for which a condition holds, in the order of the table's first column.
     *
     * @param schema the table's schema, unquoted
     * @param condition an expression in SQL
     * @return how many rows there were
     * @throws SQLException if the server refuses it, or a value is none that {@link RowWriter} can take
     */
    public static long read(Connection connection, String schema, Table table, String condition, RowWriter out)
            throws SQLException {
        String columns = table.columns().stream()
                .map(column ->
                        Identifiers.quote(column.name()) + "::" + column.type().sqlName())
                .collect(Collectors.joining(", "));
        String copy = "COPY (SELECT " + columns + " FROM " + Identifiers.qualify(schema, table.name()) + " WHERE "
                + condition + " ORDER BY 1) TO STDOUT (FORMAT binary)";
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(
                new PGCopyInputStream(connection.unwrap(PGConnection.class), copy), BUFFER_BYTES))) {
            return new BinaryCopyReader(table, out, in).rows();
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException cause
                    ? cause
                    : new SQLException(
                            "The rows of table " + table.name() + " could not be read", SqlState.CONNECTION_FAILURE, e);
        }
    }

    private long rows() throws IOException, SQLException {
        in.skipNBytes(HEADER_BYTES);
        long rows = 0;
        while (in.readShort() != -1) {
            out.startRow();
            for (Column column : table.columns()) {
                value(column);
            }
            rows++;
        }
        return rows;
    }

    private void value(Column column) throws IOException, SQLException {
        int length = in.readInt();
        if (length < 0) {
            out.nullValue();
            return;
        }
        switch (column.type()) {
            case INTEGER -> out.integer(in.readInt());
            case TEXT -> text(length);
            case NUMERIC -> out.numeric(numeric(column));
            case TIMESTAMP -> out.timestamp(timestamp(column));
        }
    }

    private void text(int length) throws IOException, SQLException {
        if (length > buffer.length) {
            buffer = new byte[Math.max(length, 2 * buffer.length)];
        }
        in.readFully(buffer, 0, length);
        out.utf8(buffer, length);
    }

    private long timestamp(Column column) throws IOException, SQLException {
        long value = in.readLong();
        if (value == Long.MAX_VALUE || value == Long.MIN_VALUE) {
            throw unsupported(column, "infinity");
        }
        return value + BinaryCopyWriter.POSTGRES_EPOCH_MICROS;
    }

    private BigDecimal numeric(Column column) throws IOException, SQLException {
        int digits = in.readUnsignedShort();
        int weight = in.readShort();
        int sign = in.readUnsignedShort();
        int scale = in.readUnsignedShort();
        BigInteger unscaled = BigInteger.ZERO;
        for (int i = 0; i < digits; i++) {
            unscaled = unscaled.multiply(NUMERIC_BASE).add(BigInteger.valueOf(in.readUnsignedShort()));
        }
        if (sign != 0 && sign != BinaryCopyWriter.NUMERIC_NEGATIVE) {
            throw unsupported(column, "NaN or infinity");
        }
        // the last digit of base 10,000 stands for 10,000 to the power of weight + 1 - digits
        BigDecimal value =
                new BigDecimal(unscaled, BinaryCopyWriter.NUMERIC_DIGITS * (digits - weight - 1)).setScale(scale);
        return sign == BinaryCopyWriter.NUMERIC_NEGATIVE ? value.negate() : value;
    }

    private SQLException unsupported(Column column, String value) {
        return new SQLException(
                "Column " + column.name() + " of table " + table.name() + " holds " + value,
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE);
    }
}
