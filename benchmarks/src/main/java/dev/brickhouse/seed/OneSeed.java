package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.SettingsResolver;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;

/**
 * Seeds a database and prints how many milliseconds the orders step took: generating and loading the orders, all indexes
 * and foreign keys back and valid, statistics. In a process of its own it is as cold as a build is.
 */
public final class OneSeed {

    private static final Set<String> ORDERS_STEP = Set.of("orders", "indexes", "foreign keys", "statistics");

    /** As the goal has in addition to its loading connections. */
    private static final int FURTHER_CONNECTIONS = 3;

    /** The server that is measured runs already, so that nothing is ever put there. */
    private static final Path NO_EMBEDDED_SERVER = Path.of("no-embedded-server");

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
        try (Database database = open(url, threads)) {
            return ordersStepMillis(database, method, threads, scale);
        }
    }

    /** Connects to a server that runs already, for so many threads. */
    static Database open(String url, int threads) {
        DatabaseSettings server = DatabaseSettings.builder()
                .commandLine(PropertyNames.URL, url)
                .embeddedDirectory(NO_EMBEDDED_SERVER)
                .binaries((version, platform) -> {
                    throw new IllegalStateException("A server that runs already needs none");
                })
                .build();
        return Databases.open(
                SettingsResolver.resolve(server, Console.SILENT), threads + FURTHER_CONNECTIONS, Console.SILENT);
    }

    private static long ordersStepMillis(Database database, LoadMethod method, int threads, double scale) {
        HistorySettings settings = HistorySettings.defaults(LocalDate.of(2026, 11, 24));
        SeedRequest request = SeedRequest.builder(
                        settings.withCounts(settings.counts().scaledBy(scale)), true, "benchmark")
                .load(new LoadOptions(method, LoadOptions.DEFAULT_BATCH_SIZE, threads, LoadOptions.DEFAULT_CHUNK_SIZE))
                .overwrite(true)
                .build();
        SeedResult summary = new Seeder(
                        new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
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
