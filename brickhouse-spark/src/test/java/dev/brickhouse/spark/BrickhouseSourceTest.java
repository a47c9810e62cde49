package dev.brickhouse.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.ConfigurationException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
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
    void onlyTheColumnsThatAreAskedForAreCarried() {
        List<Row> whole = LocalSpark.small("orders").orderBy("order_id").collectAsList();
        Dataset<Row> pruned = LocalSpark.small("orders", 3).select("notes", "order_id");

        assertThat(plan(pruned)).containsPattern("BatchScan brickhouse\\.orders\\[(order_id|notes)#\\d+L?, \\w+#\\d+]");
        List<Row> rows = pruned.orderBy("order_id").collectAsList();
        assertThat(rows).hasSize(whole.size());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).get(0)).isEqualTo(whole.get(i).getAs("notes"));
            assertThat(rows.get(i).getInt(1)).isEqualTo(i + 1);
        }
    }

    @Test
    void theNumberOfRowsIsKnownWithoutMakingThem() {
        Dataset<Row> counted = large("orders").agg(count(lit(1)), count(lit(2)));

        assertThat(plan(counted)).contains("LocalTableScan").doesNotContain("BatchScan");
        assertThat(counted.first().getLong(0)).isEqualTo(200_000_000L);
        assertThat(large("orders").count()).isEqualTo(200_000_000L);
        assertThat(large("orders")
                        .queryExecution()
                        .optimizedPlan()
                        .stats()
                        .rowCount()
                        .get()
                        .longValue())
                .isEqualTo(200_000_000L);
        assertThat(LocalSpark.small("products").count()).isEqualTo(156);
        assertThat(LocalSpark.small("stores").count()).isEqualTo(26);
        assertThat(LocalSpark.small("users").count()).isEqualTo(33);
        assertThat(LocalSpark.small("inventory").count())
                .isEqualTo(LocalSpark.small("inventory").collectAsList().size());
    }

    /** Two hundred million orders, which no test makes. */
    private static Dataset<Row> large(String table) {
        return SPARK.read()
                .format("brickhouse")
                .options(LocalSpark.SMALL)
                .options(Map.of(
                        "fulfilledOrders", "200000000",
                        "approvedOrders", "0",
                        "pendingOrders", "0",
                        "cancelledOrders", "0"))
                .load(table);
    }

    @Test
    void whatIsCountedIsNotAlwaysTheWholeTable() {
        Dataset<Row> orders = LocalSpark.small("orders");

        assertThat(orders.where("order_status = 'pending_review'").count()).isEqualTo(60);
        assertThat(orders.limit(100).count()).isEqualTo(100);
        assertThat(orders.limit(10_000).count()).isEqualTo(LocalSpark.ORDERS);
        assertThat(orders.groupBy("order_status")
                        .count()
                        .where("count = 330")
                        .first()
                        .getString(0))
                .isEqualTo("approved");
        assertThat(orders.agg(count(lit(1)), sum("version")).first().getLong(0)).isEqualTo(LocalSpark.ORDERS);
        assertThat(orders.select("product_id").distinct().count()).isBetween(100L, 156L);
        assertThat(orders.crossJoin(LocalSpark.small("stores")).count()).isEqualTo(LocalSpark.ORDERS * 26L);
    }

    @Test
    void aLimitMakesOnlyThatManyRows() {
        Dataset<Row> few = large("orders").limit(7);

        assertThat(few.select("order_id").collectAsList())
                .extracting(row -> row.getInt(0))
                .containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(LocalSpark.small("orders", 16).limit(100).select("order_id").collectAsList())
                .extracting(row -> row.getInt(0))
                .hasSize(100)
                .doesNotHaveDuplicates();
        assertThat(LocalSpark.small("inventory", 3).limit(100).collectAsList()).hasSize(100);
        assertThat(LocalSpark.small("orders")
                        .where("order_status = 'cancelled'")
                        .limit(20)
                        .collectAsList())
                .hasSize(20);
        assertThat(LocalSpark.small("orders").limit(100).where("order_id > 90").collectAsList())
                .hasSize(10);
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

    private static String plan(Dataset<Row> rows) {
        return rows.queryExecution().executedPlan().toString();
    }
}
