package dev.brickhouse.spark;

import dev.brickhouse.load.ColumnType;
import dev.brickhouse.load.RowChecksum;
import dev.brickhouse.load.Table;
import dev.brickhouse.problem.ConfigurationException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/**
 * The content checksum of a table that Spark reads, from wherever: the one that the Maven plugin computes for the rows of a
 * database or of exported files.
 */
public final class TableChecksum {

    private TableChecksum() {}

    /**
     * Computes it by one job, whose executors look at every row.
     *
     * @param rows the table, in any order and with any further columns
     * @param table its name, such as orders
     * @return the sum of all rows' hashes, which wraps around; those of the five tables add up to the checksum that a
     *     seed reports as 16 hexadecimal digits
     * @throws ConfigurationException if there is no such table, or a column is missing or has another type
     */
    public static long of(Dataset<Row> rows, String table) {
        Table known = ReadOptions.named(table);
        requireColumns(rows.schema(), known);
        Column[] columns = known.columns().stream()
                .map(column -> functions.col(column.name()))
                .toArray(Column[]::new);
        MapPartitionsFunction<Row, Long> ofPartition =
                partition -> List.of(sum(partition, table)).iterator();
        return rows.select(columns).mapPartitions(ofPartition, Encoders.LONG()).collectAsList().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static void requireColumns(StructType schema, Table table) {
        for (dev.brickhouse.load.Column column : table.columns()) {
            DataType wanted = SparkTypes.of(column.type());
            DataType found = Stream.of(schema.fields())
                    .filter(field -> field.name().equals(column.name()))
                    .findFirst()
                    .orElseThrow(() -> new ConfigurationException("The rows have no column " + column.name()
                            + ", which the checksum of the table " + table.name() + " counts; select it, too."))
                    .dataType();
            // any decimal type, since 12.5 and 12.50 are one number
            if (!found.equals(wanted) && !(found instanceof DecimalType && wanted instanceof DecimalType)) {
                throw new ConfigurationException("The column " + column.name() + " is of the type "
                        + found.simpleString() + ", but the checksum is one of " + wanted.simpleString()
                        + "; read it as that, or cast it.");
            }
        }
    }

    private static long sum(Iterator<Row> rows, String name) {
        Table table = ReadOptions.named(name);
        RowChecksum checksum = new RowChecksum(table);
        while (rows.hasNext()) {
            Row row = rows.next();
            checksum.startRow();
            for (int i = 0; i < row.length(); i++) {
                add(checksum, table.columns().get(i).type(), row.get(i));
            }
        }
        return checksum.sum();
    }

    private static void add(RowChecksum checksum, ColumnType type, Object value) {
        if (value == null) {
            checksum.nullValue();
            return;
        }
        switch (type) {
            case INTEGER -> checksum.integer((Integer) value);
            case TEXT -> checksum.text((String) value);
            case NUMERIC -> checksum.numeric((BigDecimal) value);
            case TIMESTAMP -> checksum.timestamp(micros((LocalDateTime) value));
        }
    }

    private static long micros(LocalDateTime time) {
        return TimeUnit.SECONDS.toMicros(time.toEpochSecond(ZoneOffset.UTC))
                + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }
}
