package dev.brickhouse.spark;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The one session of a test process, and the small seed that tests read by it. */
final class LocalSpark {

    /** Every status, as many orders as a test can wait for. */
    static final Map<String, String> SMALL = Map.of(
            "asOf", "2026-11-24",
            "fulfilledOrders", "5200",
            "approvedOrders", "330",
            "pendingOrders", "60",
            "cancelledOrders", "25");

    static final int ORDERS = 5_615;

    private LocalSpark() {}

    /** It stops with the process. */
    static SparkSession session() {
        return builder().getOrCreate();
    }

    /** For a process that has none yet. */
    static SparkSession.Builder builder() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("brickhouse")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.warehouse.dir", "target/warehouse");
    }

    /** A table of the small seed. */
    static Dataset<Row> small(String table) {
        return session().read().format("brickhouse").options(SMALL).load(table);
    }

    /** The same in so many slices. */
    static Dataset<Row> small(String table, int partitions) {
        return session()
                .read()
                .format("brickhouse")
                .options(SMALL)
                .option("partitions", partitions)
                .load(table);
    }
}
