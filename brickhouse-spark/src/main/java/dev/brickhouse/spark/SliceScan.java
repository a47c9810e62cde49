package dev.brickhouse.spark;

import dev.brickhouse.load.Table;
import dev.brickhouse.seed.RetailRows;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;

/** Cuts a table into slices of row numbers, without making a row. */
final class SliceScan implements SupportsReportStatistics, Batch {

    /** Fewer are not worth a task of their own. */
    static final long LEAST_ROWS = 100_000;

    /** More would be lost with a task that fails; written as Parquet, they are a file of the size that readers like. */
    static final long MOST_ROWS = 4_000_000;

    private final ReadOptions options;
    private final StructType schema;
    private final long limit;

    /**
     * @param schema the columns that are asked for
     * @param limit how many rows there are to be at the most
     */
    SliceScan(ReadOptions options, StructType schema, long limit) {
        this.options = options;
        this.schema = schema;
        this.limit = limit;
    }

    @Override
    public StructType readSchema() {
        return schema;
    }

    @Override
    public String description() {
        return "brickhouse " + options.table().name() + ' ' + options.settings().withResolvedAsOf();
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
        return ColumnarSupportMode.SUPPORTED;
    }

    private long rows() {
        return Math.min(limit, options.settings().maxRows(options.table()));
    }

    @Override
    public Statistics estimateStatistics() {
        long rows = rows();
        return new Statistics() {
            @Override
            public OptionalLong sizeInBytes() {
                return OptionalLong.of(rows * schema.defaultSize());
            }

            @Override
            public OptionalLong numRows() {
                return OptionalLong.of(rows);
            }
        };
    }

    @Override
    public InputPartition[] planInputPartitions() {
        int slices = options.partitions()
                .orElseGet(() -> options.table() == RetailRows.ORDERS
                        ? slices(rows(), SparkSession.active().sparkContext().defaultParallelism())
                        : 1);
        Map<String, String> settings = options.settings().withResolvedAsOf();
        return IntStream.range(0, slices)
                .mapToObj(index -> new Slice(settings, index, slices, limit))
                .toArray(InputPartition[]::new);
    }

    /** As many slices as run at the same time, unless they would be too small or too large. */
    static int slices(long rows, int parallelism) {
        long least = (rows + MOST_ROWS - 1) / MOST_ROWS;
        long most = Math.max(1, rows / LEAST_ROWS);
        return (int) Math.max(1, Math.max(least, Math.min(most, parallelism)));
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        Table table = options.table();
        int[] columns = Stream.of(schema.fieldNames())
                .mapToInt(name -> SparkTypes.indexOf(table, name))
                .toArray();
        return new SliceReaderFactory(table.name(), columns);
    }
}
