package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.connection.Database;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.schema.RetailSchema;
import java.time.LocalDate;

/**
 * One of the runs that make a seed together, in a process of its own. Prints when it has begun and ended, in milliseconds
 * since 1970, and for how many it has loaded orders.
 */
public final class JoinedSeed {

    private JoinedSeed() {}

    /** @param arguments JDBC URL, threads, times the default number of orders */
    public static void main(String[] arguments) {
        int threads = Integer.parseInt(arguments[1]);
        HistorySettings settings = HistorySettings.defaults(LocalDate.of(2026, 11, 24));
        SeedRequest request = SeedRequest.builder(
                        settings.withCounts(settings.counts().scaledBy(Double.parseDouble(arguments[2]))),
                        true,
                        "benchmark")
                .load(new LoadOptions(
                        LoadMethod.COPY, LoadOptions.DEFAULT_BATCH_SIZE, threads, LoadOptions.DEFAULT_CHUNK_SIZE))
                .existingSeed(false, false, true)
                .build();
        long begun = System.currentTimeMillis();
        try (Database database = OneSeed.open(arguments[0], threads)) {
            SeedResult result = new Seeder(
                            new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
                            Catalog.standard(),
                            Console.SILENT,
                            Progress.NONE)
                    .seed(request);
            long loading = result.steps().stream()
                    .filter(step -> step.name().equals(RetailTables.ORDERS.name()))
                    .mapToLong(step -> step.time().toMillis())
                    .sum();
            System.out.println(begun + " " + System.currentTimeMillis() + " " + loading);
        }
    }
}
