package dev.brickhouse.spark;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The number of rows, which no job has to find out.
 *
 * @param count it
 * @param times how often it was asked for
 */
record CountScan(long count, int times) implements LocalScan {

    @Override
    public StructType readSchema() {
        return new StructType(IntStream.range(0, times)
                .mapToObj(each -> DataTypes.createStructField("count" + each, DataTypes.LongType, false))
                .toArray(StructField[]::new));
    }

    @Override
    public InternalRow[] rows() {
        Object[] values = new Object[times];
        Arrays.fill(values, count);
        return new InternalRow[] {new GenericInternalRow(values)};
    }

    @Override
    public String description() {
        return "brickhouse row count";
    }
}
