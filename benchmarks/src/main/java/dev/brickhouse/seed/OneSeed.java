package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.load.LoadMethod;
import java.time.LocalDate;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Seeds a database and prints how many milliseconds the orders step took: generating and loading the orders, all indexes
 * and foreign keys back and valid, statistics. In a process of its own it is as cold as a build is.
 */
public final class OneSeed {

    private static final Set<String> ORDERS_STEP = Set.of("orders", "indexes", "foreign keys", "statistics");

    private OneSeed() {}

    /** @param arguments JDBC URL, load method, threads, times the default number of orders, how many seeds */
    public static void main(String[] arguments) {
        for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
            System.out.println(ordersStepMillis(
                    arguments[0],
                    LoadMethod.valueOf(arguments[1]),
                    Integer.parseInt(arguments[2]),
                    Double.parseDouble(arguments[3])));
        }
    }

    /** Seeds once. */
    public static long ordersStepMillis(String url, LoadMethod method, int threads, double scale) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        HistorySettings settings = HistorySettings.defaults(LocalDate.of(2026, 11, 24));
        SeedRequest request = new SeedRequest(
                settings.withCounts(settings.counts().scaledBy(scale)),
                true,
                new LoadOptions(method, LoadOptions.DEFAULT_BATCH_SIZE, threads, LoadOptions.DEFAULT_CHUNK_SIZE),
                true,
                "benchmark");
        SeedSummary summary = new Seeder(
                        new SeedTarget(dataSource, "public", "analytics"),
                        Catalog.standard(),
                        Console.SILENT,
                        Progress.NONE)
                .seed(request);
        return summary.steps().stream()
                .filter(step -> ORDERS_STEP.contains(step.name()))
                .mapToLong(step -> step.time().toMillis())
                .sum();
    }
}
