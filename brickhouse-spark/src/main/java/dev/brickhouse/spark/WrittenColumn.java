package dev.brickhouse.spark;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/** The values of one column in a batch, which rows are written into one after the other. */
abstract class WrittenColumn extends ColumnVector {

    private final boolean[] nulls;
    private int nullCount;

    WrittenColumn(DataType type, int rows) {
        super(type);
        nulls = new boolean[rows];
    }

    /** Forgets all values. */
    void clear() {
        if (nullCount > 0) {
            Arrays.fill(nulls, false);
            nullCount = 0;
        }
    }

    void putNull(int row) {
        nulls[row] = true;
        nullCount++;
    }

    @Override
    public final void close() {
        // what is in the heap is used for the next batch
    }

    @Override
    public final boolean hasNull() {
        return nullCount > 0;
    }

    @Override
    public final int numNulls() {
        return nullCount;
    }

    @Override
    public final boolean isNullAt(int row) {
        return nulls[row];
    }

    @Override
    public int getInt(int row) {
        throw unsupported();
    }

    @Override
    public long getLong(int row) {
        throw unsupported();
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
        throw unsupported();
    }

    @Override
    public UTF8String getUTF8String(int row) {
        throw unsupported();
    }

    @Override
    public final boolean getBoolean(int row) {
        throw unsupported();
    }

    @Override
    public final byte getByte(int row) {
        throw unsupported();
    }

    @Override
    public final short getShort(int row) {
        throw unsupported();
    }

    @Override
    public final float getFloat(int row) {
        throw unsupported();
    }

    @Override
    public final double getDouble(int row) {
        throw unsupported();
    }

    @Override
    public final ColumnarArray getArray(int row) {
        throw unsupported();
    }

    @Override
    public final ColumnarMap getMap(int row) {
        throw unsupported();
    }

    @Override
    public final byte[] getBinary(int row) {
        throw unsupported();
    }

    @Override
    public final ColumnVector getChild(int ordinal) {
        throw unsupported();
    }

    private UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException(
                "No column of type " + dataType().simpleString() + " has such values");
    }
}
