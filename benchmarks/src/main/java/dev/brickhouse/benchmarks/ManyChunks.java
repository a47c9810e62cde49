package dev.brickhouse.benchmarks;

import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.load.Claims;
import java.nio.file.Path;
import java.util.Locale;

/** What a worker's claim costs, by the number of chunks. */
public final class ManyChunks {

    private ManyChunks() {}

    /** @param arguments the directory for the server's data, which is made anew */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        try (Database database = Databases.open(BenchmarkServer.plan(directory), 1, Console.SILENT)) {
            String url = BenchmarkServer.url(database.connectionInfo());
            Claims.measure(url, 2_500);
            System.out.println("| chunks | a claim of the first tenth, µs | of the last tenth, µs"
                    + " | one that looks through all, µs |");
            System.out.println("| ---: | ---: | ---: | ---: |");
            for (int chunks : new int[] {250, 2_500, 25_000}) {
                Claims claims = Claims.measure(url, chunks);
                System.out.printf(
                        Locale.ROOT,
                        "| %,d | %,.0f | %,.0f | %,.0f |%n",
                        chunks,
                        Median.of(claims.first()),
                        Median.of(claims.last()),
                        claims.ofAll());
            }
        }
    }
}
