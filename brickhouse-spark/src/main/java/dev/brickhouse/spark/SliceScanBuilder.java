package dev.brickhouse.spark;

import dev.brickhouse.seed.RowSettings;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/** Takes what Spark's optimizer leaves to the source: which columns, how many rows, or only their number. */
final class SliceScanBuilder
        implements ScanBuilder, SupportsPushDownRequiredColumns, SupportsPushDownLimit, SupportsPushDownAggregates {

    private final ReadOptions options;
    private StructType schema;
    private long limit = Long.MAX_VALUE;

    /** How often the number of rows is asked for; 0 if rows are. */
    private int counts;

    SliceScanBuilder(ReadOptions options) {
        this.options = options;
        schema = SparkTypes.schema(options.table());
    }

    @Override
    public void pruneColumns(StructType required) {
        schema = required;
    }

    @Override
    public boolean pushLimit(int rows) {
        if (counts > 0) {
            return false;
        }
        limit = rows;
        return true;
    }

    /** The slices have exactly as many rows together as the limit says. */
    @Override
    public boolean isPartiallyPushed() {
        return false;
    }

    @Override
    public boolean supportCompletePushDown(Aggregation aggregation) {
        return isKnown(aggregation);
    }

    @Override
    public boolean pushAggregation(Aggregation aggregation) {
        if (!isKnown(aggregation)) {
            return false;
        }
        counts = aggregation.aggregateExpressions().length;
        return true;
    }

    /** How many positions there are in the inventory follows from a pass through orders, which is not for the driver. */
    private boolean isKnown(Aggregation aggregation) {
        AggregateFunc[] functions = aggregation.aggregateExpressions();
        return limit == Long.MAX_VALUE
                && aggregation.groupByExpressions().length == 0
                && functions.length > 0
                && Stream.of(functions).allMatch(CountStar.class::isInstance)
                && RowSettings.isExact(options.table());
    }

    @Override
    public Scan build() {
        return counts > 0
                ? new CountScan(options.settings().maxRows(options.table()), counts)
                : new SliceScan(options, schema, limit);
    }
}
