package dev.brickhouse.spark;

import dev.brickhouse.load.Table;
import dev.brickhouse.seed.RetailRows;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Opens slices on the executors.
 *
 * @param table the name of the table
 * @param columns the places of the wanted columns in the table, in the wanted order
 */
record SliceReaderFactory(String table, int[] columns) implements PartitionReaderFactory {

    @Override
    public boolean supportColumnarReads(InputPartition partition) {
        return true;
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        throw new UnsupportedOperationException("Slices are read by columns");
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
        Slice slice = (Slice) partition;
        Table made = ReadOptions.named(table);
        RetailRows rows = ModelCache.ofThisProcess().rows(slice.settings());
        long size = rows.count(made);
        return new SliceReader(
                rows.source(made), new ColumnBatchWriter(made, columns), slice.from(size), slice.to(size));
    }
}
