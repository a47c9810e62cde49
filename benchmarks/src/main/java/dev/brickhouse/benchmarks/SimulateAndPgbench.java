package dev.brickhouse.benchmarks;

import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.seed.OneSeed;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.simulate.Mix;
import dev.brickhouse.simulate.Simulation;
import dev.brickhouse.simulate.SimulationRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Steps of the simulation a second against pgbench with the same statements from a script, in turns on one throw-away
 * embedded server and on as many connections.
 */
public final class SimulateAndPgbench {

    private static final int RUNS = Integer.getInteger("benchmark.runs", 5);
    private static final int CONNECTIONS = Integer.getInteger("benchmark.connections", 4);
    private static final int SECONDS = 5;

    /** Each once in every round of the script. */
    private static final String MIX = "place=1,approve=1,fulfill=1,sell=1,receive=1";

    private static final int STEPS_OF_THE_SCRIPT = 5;
    private static final String SIMPLE = "pgbench, as by default (-M simple)";
    private static final String PREPARED = "pgbench -M prepared";
    private static final String OURS = "brickhouse:simulate";
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

    private SimulateAndPgbench() {}

    /** @param arguments the directory for the server's data, which is made anew */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        ResolvedDatabase plan = BenchmarkServer.plan(directory);
        ConnectionNeed need =
                ConnectionNeed.of(Simulation.connections(request(0))).waiting(Simulation.WAIT_FOR_A_CONNECTION);
        try (Database database = Databases.open(plan, need, Console.SILENT)) {
            OneSeed.ordersStepMillis(BenchmarkServer.url(database.connectionInfo()), LoadMethod.COPY, 2, 1);
            measure(database);
        }
    }

    private static void measure(Database database) throws Exception {
        Psql psql = new Psql(database.connectionInfo());
        // a JVM that has just begun is measured by nobody
        simulated(database, 0);
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int run = 1; run <= RUNS; run++) {
            add(rates, run, SIMPLE, pgbench(psql, "simple"));
            add(rates, run, PREPARED, pgbench(psql, "prepared"));
            add(rates, run, OURS, simulated(database, run));
        }
        double prepared = Median.of(rates.get(PREPARED));
        System.out.println("| way | median steps/s | least | most | times pgbench -M prepared |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        rates.forEach((way, all) -> System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,.0f | %.2f |%n",
                way,
                Median.of(all),
                Collections.min(all),
                Collections.max(all),
                Median.of(all) / prepared));
    }

    private static void add(Map<String, List<Double>> rates, int run, String way, double rate) {
        rates.computeIfAbsent(way, name -> new ArrayList<>()).add(rate);
        System.err.printf(Locale.ROOT, "%d/%d %s: %,.0f steps/s%n", run, RUNS, way, rate);
    }

    private static double simulated(Database database, long seed) {
        SeedTarget target = new SeedTarget(database.dataSource(), database.schema());
        var result = new Simulation(target, Console.SILENT, Progress.NONE).run(request(seed));
        return result.perSecond(result.done());
    }

    private static SimulationRequest request(long seed) {
        return SimulationRequest.builder()
                .workers(CONNECTIONS)
                .mix(Mix.parse(MIX))
                .duration(Duration.ofSeconds(SECONDS))
                .seed(seed)
                .build();
    }

    private static double pgbench(Psql psql, String protocol) throws Exception {
        Matcher rate = RATE.matcher(psql.pgbench(
                "-n",
                "-c",
                Integer.toString(CONNECTIONS),
                "-j",
                "2",
                "-T",
                Integer.toString(SECONDS),
                "-M",
                protocol,
                "-f",
                psql.file("simulate.sql").toString()));
        if (!rate.find()) {
            throw new IllegalStateException("pgbench told no rate");
        }
        return STEPS_OF_THE_SCRIPT * Double.parseDouble(rate.group(1));
    }
}
