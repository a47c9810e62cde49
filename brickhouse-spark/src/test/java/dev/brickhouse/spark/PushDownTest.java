package dev.brickhouse.spark;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What is not made because nobody asked for it, and what is right all the same. */
class PushDownTest {

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
        return LocalSpark.session()
                .read()
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

    private static String plan(Dataset<Row> rows) {
        return rows.queryExecution().executedPlan().toString();
    }
}
