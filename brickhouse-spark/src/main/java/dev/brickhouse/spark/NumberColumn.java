package dev.brickhouse.spark;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;

/** Whole numbers, hundredths of a decimal number, or microseconds of a timestamp. */
final class NumberColumn extends WrittenColumn {

    private final long[] values;

    NumberColumn(DataType type, int rows) {
        super(type, rows);
        values = new long[rows];
    }

    void put(int row, long value) {
        values[row] = value;
    }

    @Override
    public int getInt(int row) {
        return (int) values[row];
    }

    @Override
    public long getLong(int row) {
        return values[row];
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
        return isNullAt(row) ? null : Decimal.createUnsafe(values[row], precision, scale);
    }
}
