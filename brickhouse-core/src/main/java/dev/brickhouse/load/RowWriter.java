package dev.brickhouse.load;

import java.math.BigDecimal;
import java.sql.SQLException;

/** Takes the values of rows, column by column. For one thread. */
public interface RowWriter {

    /** Begins the next row. */
    void startRow() throws SQLException;

    /** Writes an integer. */
    void integer(int value) throws SQLException;

    /** Writes characters. */
    void text(String value) throws SQLException;

    /** Writes characters that are written often. */
    void text(EncodedText value) throws SQLException;

    /** Writes characters, encoded in UTF-8, from a buffer that the caller may reuse. */
    void utf8(byte[] buffer, int length) throws SQLException;

    /** Writes a decimal number. */
    void numeric(BigDecimal value) throws SQLException;

    /** Writes a timestamp without time zone, in microseconds since 1970-01-01T00:00. */
    void timestamp(long micros) throws SQLException;

    /** Writes NULL. */
    void nullValue() throws SQLException;
}
