package dev.brickhouse.spark;

import dev.brickhouse.load.Table;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A table of which every read makes the same rows. */
final class BrickhouseTable implements SupportsRead {

    private final Map<String, String> options;
    private final Table table;

    /** @param options those of the read, {@link ReadOptions#PATH} among them */
    BrickhouseTable(Map<String, String> options) {
        // here and once, on the driver
        this.options = ReadOptions.withAsOf(options);
        table = ReadOptions.of(this.options).table();
    }

    @Override
    public String name() {
        return BrickhouseSource.NAME + '.' + table.name();
    }

    @Override
    public Column[] columns() {
        return Stream.of(SparkTypes.schema(table).fields())
                .map(field -> Column.create(field.name(), field.dataType(), field.nullable()))
                .toArray(Column[]::new);
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    /** @param ofQuery those of the table once more, or what a query adds to those of its catalog */
    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ofQuery) {
        Map<String, String> all = ReadOptions.copy(options);
        all.putAll(ofQuery.asCaseSensitiveMap());
        return new SliceScanBuilder(ReadOptions.of(all));
    }
}
