package dev.brickhouse.benchmarks;

import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.seed.LoadOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an order costs where there are ten and a hundred times as many, with a heap that has no room for them. */
public final class TimesAsMany {

    /** As many as it takes for a median; the large ones are long enough to be measured once. */
    private static final int RUNS_OF_THE_DEFAULT = 3;

    private TimesAsMany() {}

    /** @param arguments the directory for the server's data, which is made anew */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        try (Database database = Databases.open(BenchmarkServer.plan(directory), 1, Console.SILENT)) {
            String url = BenchmarkServer.url(database.connectionInfo());
            List<Long> once = new ArrayList<>();
            for (int run = 0; run < RUNS_OF_THE_DEFAULT; run++) {
                once.add(millis(url, 1));
            }
            System.out.println("| orders | seconds | microseconds an order | times the default |");
            System.out.println("| ---: | ---: | ---: | ---: |");
            double first = Median.of(once);
            print(1, first, first);
            for (int scale : new int[] {10, 100}) {
                print(scale, millis(url, scale), first);
            }
        }
    }

    private static long millis(String url, int scale) throws Exception {
        return BenchmarkServer.newJvm(url, "COPY", LoadOptions.defaultThreads(), scale, "-Xmx96m");
    }

    private static void print(int scale, double millis, double first) {
        System.out.printf(
                Locale.ROOT,
                "| %,d | %.2f | %.2f | %.2f |%n",
                (long) SideBySide.ROWS * scale,
                millis / 1e3,
                millis * 1e3 / SideBySide.ROWS / scale,
                millis / scale / first);
    }
}
