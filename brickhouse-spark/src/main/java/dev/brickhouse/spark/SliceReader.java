package dev.brickhouse.spark;

import dev.brickhouse.load.RowSource;
import java.sql.SQLException;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Makes the rows of a slice, some thousands at a time, always in the same memory. For one thread. */
final class SliceReader implements PartitionReader<ColumnarBatch> {

    private final RowSource rows;
    private final ColumnBatchWriter batch;
    private final long to;
    private long next;

    SliceReader(RowSource rows, ColumnBatchWriter batch, long from, long to) {
        this.rows = rows;
        this.batch = batch;
        this.next = from;
        this.to = to;
    }

    @Override
    public boolean next() {
        int size = (int) Math.min(ColumnBatchWriter.ROWS, to - next);
        if (size <= 0) {
            return false;
        }
        batch.begin(size);
        if (batch.wantsValues()) {
            try {
                for (long row = next; row < next + size; row++) {
                    rows.write(row, batch);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("There is no server here", e);
            }
        }
        next += size;
        return true;
    }

    @Override
    public ColumnarBatch get() {
        return batch.batch();
    }

    @Override
    public void close() {
        // memory only
    }
}
