package dev.brickhouse.spark;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.ConfigurationException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrickhouseSourceTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @Test
    void columnsHaveTheTypesOfTheDatabase() {
        assertThat(LocalSpark.small("orders").schema().toDDL())
                .startsWith("order_id INT,order_number STRING,from_store_id INT")
                .contains(
                        "order_date TIMESTAMP_NTZ,approved_date TIMESTAMP_NTZ,fulfilled_date TIMESTAMP_NTZ,notes STRING");
        assertThat(LocalSpark.small("products").schema().toDDL())
                .contains("unit_price DECIMAL(10,2),created_at TIMESTAMP_NTZ");

        Row first = LocalSpark.small("products").orderBy("product_id").first();
        assertThat(first.<BigDecimal>getAs("unit_price")).hasScaleOf(2).isPositive();
        Row last = LocalSpark.small("orders").orderBy(col("order_id").desc()).first();
        assertThat(last.<LocalDateTime>getAs("order_date")).isBefore("2026-11-24T00:00:00");
        assertThat(last.<String>getAs("order_number")).isEqualTo("ORD005615");
        assertThat(last.isNullAt(last.fieldIndex("fulfilled_date"))).isTrue();
    }

    @Test
    void tablesFitTogether() {
        LocalSpark.small("orders").createOrReplaceTempView("orders");
        LocalSpark.small("products").createOrReplaceTempView("products");
        Row sales = SPARK.sql(
                        "SELECT count(*), sum(quantity_cases * unit_price) FROM orders JOIN products USING (product_id)")
                .first();

        assertThat(sales.getLong(0)).isEqualTo(LocalSpark.ORDERS);
        assertThat(sales.getDecimal(1)).isPositive();
    }

    @Test
    void largerCatalogsComeFromTheSameOptions() {
        Map<String, String> larger = Map.of("stores", "28", "PRODUCTS", "158", "scale", "0.001", "asOf", "2026-11-24");

        assertThat(SPARK.read()
                        .format("brickhouse")
                        .options(larger)
                        .load("stores")
                        .collectAsList())
                .hasSize(28);
        assertThat(SPARK.read()
                        .format("brickhouse")
                        .options(larger)
                        .load("users")
                        .collectAsList())
                .hasSize(35);
        assertThat(SPARK.read()
                        .format("brickhouse")
                        .options(larger)
                        .load("products")
                        .collectAsList())
                .hasSize(158);
        assertThat(SPARK.read()
                        .format("brickhouse")
                        .options(larger)
                        .load("users")
                        .count())
                .isEqualTo(35);
    }

    @Test
    void aConfigurationOfTheSessionIsAnOptionOfEachRead() {
        SPARK.conf().set("spark.datasource.brickhouse.scale", "0.01");
        try {
            assertThat(SPARK.read().format("brickhouse").load("orders").count()).isEqualTo(2_422);
            assertThat(SPARK.read()
                            .format("brickhouse")
                            .option("scale", 0.001)
                            .load("orders")
                            .count())
                    .isEqualTo(243);
        } finally {
            SPARK.conf().unset("spark.datasource.brickhouse.scale");
        }
    }

    @Test
    void aCatalogHasAllTables() {
        SPARK.conf().set("spark.sql.catalog.retail", BrickhouseCatalog.class.getName());
        SPARK.conf().set("spark.sql.catalog.retail.scale", "0.01");

        assertThat(SPARK.sql("SHOW TABLES IN retail").select("tableName").collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactlyInAnyOrder("products", "stores", "users", "inventory", "orders");
        assertThat(SPARK.sql(
                                "SELECT count(DISTINCT order_id), count(*) FROM retail.orders JOIN retail.products USING (product_id)")
                        .first())
                .extracting(row -> row.getLong(0), row -> row.getLong(1))
                .containsExactly(2_422L, 2_422L);
        assertThat(SPARK.sql("SELECT order_id FROM retail.orders WITH (`partitions` = 7, scale = 0.001)")
                        .rdd())
                .extracting(rows -> rows.getNumPartitions(), rows -> rows.count())
                .containsExactly(7, 243L);
        assertThatThrownBy(() -> SPARK.sql("SELECT * FROM retail.order"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
        assertThatThrownBy(() -> SPARK.sql("DROP TABLE retail.orders"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(
                        "The tables of the catalog retail are made when they are read; nothing in them can be changed.");

        SPARK.conf().set("spark.sql.catalog.other", BrickhouseCatalog.class.getName());
        SPARK.conf().set("spark.sql.catalog.other.mnths", "6");
        assertThatThrownBy(() -> SPARK.sql("SELECT * FROM other.orders"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The data source brickhouse has no option mnths (did you mean months?)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scal | 2 | The data source brickhouse has no option scal (did you mean scale?); its options are",
                "brickhouse.months | 6 | The data source brickhouse has no option brickhouse.months (did you mean months?)",
                "months | 121 | brickhouse.months is '121', but it has to be a whole number from 1 to 120.",
                "stores | 7 | brickhouse.stores is 7, but it has to be a number from 26",
                "partitions | 0 | partitions is '0', but it has to be a whole number from 1 to 1000000.",
                "scale | 9000 | 2,180,619,000 orders are too many: orders.order_id is an integer column that ends at 2,147,483,647; lower brickhouse.scale or the order counts."
            })
    void anOptionThatCannotBeUsedIsRefused(String option, String value, String sentence) {
        assertThatThrownBy(() ->
                        SPARK.read().format("brickhouse").option(option, value).load("orders"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void aTableThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> SPARK.read().format("brickhouse").load("order"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The data source brickhouse has no table order (did you mean orders?);"
                        + " load one of products, stores, users, inventory, orders, as in load(\"orders\").");
        assertThatThrownBy(() -> SPARK.read().format("brickhouse").load())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("No table is named; load one of products, stores, users, inventory, orders, as in"
                        + " load(\"orders\").");
    }
}
