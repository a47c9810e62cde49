package dev.brickhouse.benchmarks;

import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.seed.JoinedSeed;
import dev.brickhouse.settings.ConnectionInfo;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Seeds by one run and by four, from the server's own machine and from one and from twenty milliseconds away. */
public final class ThroughNetwork {

    private static final int RUNS = Integer.getInteger("benchmark.runs", 5);
    private static final int[] MILLIS = {0, 1, 20};

    /**
     * What is seeded.
     *
     * @param scale times the default number of orders
     * @param runs joined processes
     * @param threads of each
     */
    private record Way(int scale, int runs, int threads) {}

    private static final List<Way> WAYS = List.of(
            new Way(1, 1, 2), new Way(1, 4, 2), new Way(4, 1, 2), new Way(4, 1, 4), new Way(4, 1, 8), new Way(4, 4, 2));

    /** What one seed has taken: whole and the load of the orders in milliseconds, and round trips of all processes. */
    private record Taken(double whole, double load, double turns) {}

    private final Database database;
    private int databases;

    private ThroughNetwork(Database database) {
        this.database = database;
    }

    /** @param arguments the directory for the server's data, which is made anew */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        try (Database database = Databases.open(BenchmarkServer.plan(directory), 1, Console.SILENT)) {
            new ThroughNetwork(database).measure();
        }
    }

    private void measure() throws Exception {
        Map<Way, Map<Integer, List<Taken>>> all = new LinkedHashMap<>();
        for (int run = 0; run < RUNS; run++) {
            for (Way way : WAYS) {
                for (int millis : MILLIS) {
                    Taken taken = seed(way, millis);
                    System.err.printf(Locale.ROOT, "%d/%d %s, %d ms: %s%n", run + 1, RUNS, way, millis, taken);
                    all.computeIfAbsent(way, key -> new LinkedHashMap<>())
                            .computeIfAbsent(millis, key -> new ArrayList<>())
                            .add(taken);
                }
            }
        }
        System.out.println(
                "| orders | runs | threads of each | round trip | seconds | times 0 ms | of which the orders | times 0 ms"
                        + " | round trips of all |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        all.forEach(ThroughNetwork::print);
    }

    private static void print(Way way, Map<Integer, List<Taken>> byMillis) {
        double whole = median(byMillis.get(0).stream().map(Taken::whole));
        double load = median(byMillis.get(0).stream().map(Taken::load));
        byMillis.forEach((millis, taken) -> System.out.printf(
                Locale.ROOT,
                "| %,d | %d | %d | %d ms | %.2f | %.2f | %.2f | %.2f | %,.0f |%n",
                (long) SideBySide.ROWS * way.scale(),
                way.runs(),
                way.threads(),
                millis,
                median(taken.stream().map(Taken::whole)) / 1e3,
                median(taken.stream().map(Taken::whole)) / whole,
                median(taken.stream().map(Taken::load)) / 1e3,
                median(taken.stream().map(Taken::load)) / load,
                median(taken.stream().map(Taken::turns))));
    }

    private static double median(Stream<Double> values) {
        return Median.of(values.toList());
    }

    private Taken seed(Way way, int millis) throws Exception {
        ConnectionInfo server = database.connectionInfo();
        String name = "network_" + ++databases;
        execute("CREATE DATABASE " + name);
        try (DelayLine line = DelayLine.to(server.host(), server.port(), Duration.ofMillis(millis))) {
            String url = "jdbc:postgresql://localhost:" + line.port() + "/" + name + "?user=" + server.user();
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    "-cp",
                    System.getProperty("java.class.path"),
                    JoinedSeed.class.getName(),
                    url,
                    Integer.toString(way.threads()),
                    Integer.toString(way.scale()));
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < way.runs(); i++) {
                processes.add(Command.start(command));
            }
            long begun = Long.MAX_VALUE;
            long ended = 0;
            long load = 0;
            for (Process process : processes) {
                String[] times = Command.end(command, process).strip().split(" ");
                begun = Math.min(begun, Long.parseLong(times[0]));
                ended = Math.max(ended, Long.parseLong(times[1]));
                load = Math.max(load, Long.parseLong(times[2]));
            }
            return new Taken(ended - begun, load, line.turns());
        } finally {
            execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement command = connection.createStatement()) {
            command.execute(statement);
        }
    }
}
