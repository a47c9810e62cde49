package dev.brickhouse.spark;

import dev.brickhouse.load.Column;
import dev.brickhouse.load.ColumnType;
import dev.brickhouse.load.Table;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What the columns of the tables are in Spark: the same as in the Parquet files of the plugin's export. */
final class SparkTypes {

    /** That of {@code products.unit_price}, the only decimal number. */
    static final DecimalType DECIMAL = DataTypes.createDecimalType(10, 2);

    private SparkTypes() {}

    /** All columns may be null as far as the schema goes, so that it is that of exported files. */
    static StructType schema(Table table) {
        return new StructType(table.columns().stream()
                .map(column -> DataTypes.createStructField(column.name(), of(column.type()), true))
                .toArray(StructField[]::new));
    }

    /** Timestamps have no time zone: they are the local time of the business, as in the database. */
    static DataType of(ColumnType type) {
        return switch (type) {
            case INTEGER -> DataTypes.IntegerType;
            case TEXT -> DataTypes.StringType;
            case NUMERIC -> DECIMAL;
            case TIMESTAMP -> DataTypes.TimestampNTZType;
        };
    }

    /** The place of a column in its table. */
    static int indexOf(Table table, String column) {
        return table.columns().stream().map(Column::name).toList().indexOf(column);
    }
}
