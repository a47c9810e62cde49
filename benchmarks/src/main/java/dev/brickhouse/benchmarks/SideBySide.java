package dev.brickhouse.benchmarks;

import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.seed.LoadOptions;
import dev.brickhouse.seed.OneSeed;
import dev.brickhouse.settings.ConnectionInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every way to fill the orders table, one after the other and several times round, on one throw-away embedded server, or
 * on the one that the system property {@code benchmark.url} names, whose tables in schema public are replaced. The rows are
 * the plugin's default ones, except where a way makes its own.
 */
public final class SideBySide {

    /** The orders of a default seed. */
    static final int ROWS = 242_291;

    private static final int RUNS = Integer.getInteger("benchmark.runs", 5);

    /** The row that all others are compared with: the practical limit of one connection. */
    private static final String YARDSTICK = "psql \\copy BINARY, dropped and rebuilt, one connection";

    /** A way to fill the table. */
    private interface Way {

        /** @return milliseconds for {@link #ROWS} rows */
        long run() throws Exception;
    }

    private final String url;
    private final Psql psql;
    private final JdbcBatches batches;
    private final Path directory;
    private final Map<String, Way> ways = new LinkedHashMap<>();

    private SideBySide(ConnectionInfo server, Path directory) {
        this.url = BenchmarkServer.url(server);
        this.psql = new Psql(server);
        this.batches = new JdbcBatches(url);
        this.directory = directory;
    }

    /** @param arguments the directory for the server's data and the files, which is made anew */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        try (Database database = Databases.open(BenchmarkServer.plan(directory), 1, Console.SILENT)) {
            new SideBySide(database.connectionInfo(), directory).measure();
        }
    }

    private void measure() throws Exception {
        prepare();
        plan();
        Map<String, List<Long>> millis = new LinkedHashMap<>();
        for (int run = 0; run < RUNS; run++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                long taken = way.getValue().run();
                millis.computeIfAbsent(way.getKey(), name -> new ArrayList<>()).add(taken);
                System.err.printf(Locale.ROOT, "%d/%d %s: %,d ms%n", run + 1, RUNS, way.getKey(), taken);
            }
        }
        print(millis);
    }

    /** The ready files, from the rows that the plugin makes. */
    private void prepare() throws Exception {
        OneSeed.ordersStepMillis(url, LoadMethod.COPY, 2, 1);
        psql.command("\\copy (SELECT * FROM orders ORDER BY order_id) TO '" + file("orders.csv") + "' (FORMAT csv)");
        psql.command("\\copy (SELECT * FROM orders ORDER BY order_id) TO '" + file("orders.bin") + "' (FORMAT binary)");
        psql.command("\\copy (SELECT * FROM orders WHERE order_id <= " + ROWS / 2 + " ORDER BY order_id) TO '"
                + file("first.bin") + "' (FORMAT binary)");
        psql.command("\\copy (SELECT * FROM orders WHERE order_id > " + ROWS / 2 + " ORDER BY order_id) TO '"
                + file("second.bin") + "' (FORMAT binary)");
        batches.read();
    }

    private void plan() {
        int threads = LoadOptions.defaultThreads();
        ways.put(
                "brickhouse:seed, COPY, " + threads + " threads, new JVM",
                () -> BenchmarkServer.newJvm(url, "COPY", threads, 1));
        ways.put("brickhouse:seed, COPY, 1 thread, new JVM", () -> BenchmarkServer.newJvm(url, "COPY", 1, 1));
        ways.put(
                "brickhouse:seed, COPY, " + threads + " threads, warm JVM",
                () -> OneSeed.ordersStepMillis(url, LoadMethod.COPY, threads, 1));
        ways.put(
                "brickhouse:seed, load=insert, " + threads + " threads, new JVM",
                () -> BenchmarkServer.newJvm(url, "INSERT", threads, 1));
        ways.put(YARDSTICK, this::rebuild);
        ways.put("psql \\copy BINARY, dropped and rebuilt, two connections", this::rebuildOnTwo);
        ways.put("psql \\copy CSV, constraints in place", () -> inPlace("orders.csv", "csv"));
        ways.put("psql \\copy BINARY, constraints in place", () -> inPlace("orders.bin", "binary"));
        ways.put("INSERT ... SELECT generate_series on the server, constraints in place", () -> {
            psql.command("TRUNCATE orders");
            return time(() -> psql.script("server-side.sql"));
        });
        ways.put("JDBC batches of 500, rewritten, constraints in place", () -> batches.insert(true, ROWS));
        // a tenth, since it is the slowest
        ways.put("JDBC batches of 500, plain, constraints in place", () -> batches.insert(false, ROWS / 10) * 10);
        ways.put("pgbench -i (its own rows, one index)", this::pgbench);
        ways.put("sql-maven-plugin, INSERT file, constraints in place", () -> {
            psql.command("TRUNCATE orders");
            return new SqlMavenPlugin(url, directory).millis(batches.statements(ROWS / 4)) * 4;
        });
    }

    private long inPlace(String file, String format) throws Exception {
        psql.command("TRUNCATE orders");
        return time(() -> psql.command("\\copy orders FROM '" + file(file) + "' (FORMAT " + format + ")"));
    }

    private long rebuild() throws Exception {
        psql.script("drop.sql");
        return time(() -> {
            psql.command("\\copy orders FROM '" + file("orders.bin") + "' (FORMAT binary)");
            psql.script("rebuild-1.sql", "rebuild-2.sql", "foreign-keys.sql");
        });
    }

    private long rebuildOnTwo() throws Exception {
        psql.script("drop.sql");
        return time(() -> {
            psql.both(
                    psql.arguments("\\copy orders FROM '" + file("first.bin") + "' (FORMAT binary)"),
                    psql.arguments("\\copy orders FROM '" + file("second.bin") + "' (FORMAT binary)"));
            psql.both(psql.scriptArguments("rebuild-parallel-1.sql"), psql.scriptArguments("rebuild-parallel-2.sql"));
            psql.script("attach.sql", "foreign-keys.sql");
        });
    }

    private long pgbench() throws Exception {
        int scale = 3;
        long millis = time(() -> psql.pgbench("-i", "-q", "-s", Integer.toString(scale)));
        psql.command("DROP TABLE pgbench_accounts, pgbench_branches, pgbench_history, pgbench_tellers");
        return millis * ROWS / (scale * 100_000L);
    }

    private interface Work {

        void run() throws Exception;
    }

    private static long time(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private static void print(Map<String, List<Long>> millis) {
        double yardstick = Median.of(millis.get(YARDSTICK));
        System.out.println("| way | median s | least s | rows/s | times the yardstick |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        millis.forEach((name, taken) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %,.0f | %.2f |%n",
                name.equals(YARDSTICK) ? "**" + name + "** (the yardstick)" : name,
                Median.of(taken) / 1e3,
                taken.stream().mapToLong(Long::longValue).min().orElse(0) / 1e3,
                ROWS / (Median.of(taken) / 1e3),
                Median.of(taken) / yardstick));
    }
}
