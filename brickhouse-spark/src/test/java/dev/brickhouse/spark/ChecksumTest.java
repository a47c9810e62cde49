package dev.brickhouse.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.load.ContentChecksum;
import dev.brickhouse.load.Table;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.seed.RetailRows;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark's rows are those that a seed loads: the checksums are those that the core's tests hold databases to. */
class ChecksumTest {

    private static final String OF_SMALL = "a0a689d072556822";
    private static final String OF_DEFAULT = "50172b75cf2fd3f6";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void theSameForAnyNumberOfPartitions(int partitions) {
        assertThat(checksum(table -> LocalSpark.small(table, partitions))).isEqualTo(OF_SMALL);
        assertThat(LocalSpark.small("orders", partitions).rdd().getNumPartitions())
                .isEqualTo(partitions);
    }

    @Test
    void theDefaultsAreThoseOfASeed() {
        assertThat(checksum(table -> LocalSpark.session()
                        .read()
                        .format("brickhouse")
                        .option("asOf", "2026-11-24")
                        .load(table)))
                .isEqualTo(OF_DEFAULT);
    }

    @Test
    void oneOtherValueIsAnotherChecksum() {
        Dataset<Row> orders = LocalSpark.small("orders");
        long right = TableChecksum.of(orders, "orders");

        assertThat(TableChecksum.of(
                        orders.orderBy(col("notes"), col("order_date").desc()), "orders"))
                .isEqualTo(right);
        assertThat(TableChecksum.of(
                        orders.withColumn(
                                "quantity_cases",
                                when(col("order_id").equalTo(77), 51).otherwise(col("quantity_cases"))),
                        "orders"))
                .isNotEqualTo(right);
        assertThat(TableChecksum.of(orders.withColumn("notes", lit(null).cast("string")), "orders"))
                .isNotEqualTo(right);
        assertThat(TableChecksum.of(orders.where("order_id <> 5"), "orders")).isNotEqualTo(right);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop writes files there only with programs of its own")
    void parquetHasTheSameRows() {
        for (Table table : RetailRows.TABLES) {
            LocalSpark.small(table.name(), 3).write().parquet(file(table.name()));
        }

        assertThat(checksum(table -> LocalSpark.session().read().parquet(file(table))))
                .isEqualTo(OF_SMALL);
        assertThat(LocalSpark.session().read().parquet(file("orders")).schema())
                .isEqualTo(LocalSpark.small("orders").schema());
    }

    private String file(String table) {
        return directory.resolve(table).toUri().toString();
    }

    @Test
    void whatIsNoSuchTableIsRefused() {
        Dataset<Row> orders = LocalSpark.small("orders");
        assertThatThrownBy(() -> TableChecksum.of(orders.drop("notes"), "orders"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The rows have no column notes, which the checksum of the table orders counts; select it, too.");
        assertThatThrownBy(() -> TableChecksum.of(
                        orders.withColumn("order_date", col("order_date").cast("timestamp")), "orders"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The column order_date is of the type timestamp, but the checksum is one of timestamp_ntz;"
                        + " read it as that, or cast it.");
    }

    /** As a seed shows that of all tables. */
    private static String checksum(Function<String, Dataset<Row>> read) {
        return ContentChecksum.text(RetailRows.TABLES.stream()
                .map(Table::name)
                .mapToLong(table -> TableChecksum.of(read.apply(table), table))
                .sum());
    }
}
