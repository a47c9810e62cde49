package dev.brickhouse.spark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Orders that one core of a local Spark makes, by the second and by the second of the process's processor time: what
 * {@code benchmarks/run spark} prints after the export's figures.
 */
final class SparkRates {

    private static final int RUNS = Integer.getInteger("benchmark.runs", 5);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private SparkRates() {}

    /** @param arguments a directory for the files */
    public static void main(String[] arguments) throws IOException {
        String files = Path.of(arguments[0]).toAbsolutePath().toUri().toString();
        try (SparkSession spark = LocalSpark.builder()
                .master("local[1]")
                .config("spark.sql.parquet.compression.codec", "zstd")
                .getOrCreate()) {
            // as many as the export's benchmark has
            Dataset<Row> orders = spark.read()
                    .format("brickhouse")
                    .option("asOf", "2026-11-24")
                    .option("scale", 4)
                    .load("orders");
            Map<String, Runnable> ways = new LinkedHashMap<>();
            ways.put(
                    "Spark, every column read and dropped",
                    () -> orders.write().format("noop").mode(SaveMode.Overwrite).save());
            ways.put(
                    "Spark, one column added up",
                    () -> orders.groupBy().sum("quantity_cases").first());
            ways.put(
                    "Spark, Parquet, Zstandard",
                    () -> orders.write().mode(SaveMode.Overwrite).parquet(files));
            long rows = orders.count();
            System.out.println("| what | rows/s | rows a second of processor time |");
            System.out.println("| --- | ---: | ---: |");
            ways.forEach((name, way) -> measure(name, way, rows));
        }
    }

    private static void measure(String name, Runnable way, long rows) {
        List<Double> perSecond = new ArrayList<>();
        List<Double> perProcessorSecond = new ArrayList<>();
        // the first run warms the JVM up
        for (int run = 0; run <= RUNS; run++) {
            long start = System.nanoTime();
            long processor = PROCESS.getProcessCpuTime();
            way.run();
            if (run > 0) {
                perProcessorSecond.add(rows * NANOS_PER_SECOND / (PROCESS.getProcessCpuTime() - processor));
                perSecond.add(rows * NANOS_PER_SECOND / (System.nanoTime() - start));
            }
        }
        Collections.sort(perSecond);
        Collections.sort(perProcessorSecond);
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f |%n",
                name,
                perSecond.get(RUNS / 2),
                perProcessorSecond.get(RUNS / 2));
    }
}
