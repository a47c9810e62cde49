package dev.brickhouse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The goal seed as a process, from the start of Maven to its end, on an embedded server whose data directory is there
 * already; and a goal that does next to nothing, which tells what Maven itself takes.
 */
public final class WholeGoal {

    private static final int RUNS = Integer.getInteger("benchmark.runs", 5);
    private static final String NOTHING = "org.apache.maven.plugins:maven-clean-plugin:3.5.0:help";

    private static final Map<String, String> JVM_OPTIONS = new LinkedHashMap<>();

    static {
        JVM_OPTIONS.put("as it is", "-Xshare:auto");
        JVM_OPTIONS.put("`-XX:TieredStopAtLevel=1`", "-XX:TieredStopAtLevel=1");
    }

    private static final Pattern STEP = Pattern.compile(
            "\"name\" : \"(?:orders|indexes|foreign keys|statistics)\",\\s*\"rows\" : \\d+,\\s*\"seconds\" : ([0-9.]+)");

    private final Path directory;
    private final String goal;

    private WholeGoal(Path directory, String goal) {
        this.directory = directory;
        this.goal = goal;
    }

    /** @param arguments the directory to run Maven in, and the goal's full name, whose plugin is installed */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
        new WholeGoal(directory, arguments[1]).measure();
    }

    private void measure() throws Exception {
        // makes the data directory, and has Maven download what it wants
        maven("", goal);
        maven("", NOTHING);
        Map<String, List<Double>> whole = new LinkedHashMap<>();
        Map<String, List<Double>> ordersStep = new LinkedHashMap<>();
        Map<String, List<Double>> nothing = new LinkedHashMap<>();
        for (int run = 0; run < RUNS; run++) {
            for (Map.Entry<String, String> options : JVM_OPTIONS.entrySet()) {
                add(whole, options.getKey(), maven(options.getValue(), goal));
                add(ordersStep, options.getKey(), ordersStep());
                add(nothing, options.getKey(), maven(options.getValue(), NOTHING));
            }
        }
        System.out.println(
                "| Maven's JVM | whole process | orders step | everything else | a goal that does nothing |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        whole.forEach((name, seconds) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.2f s | %.2f s | %.2f s | %.2f s |%n",
                name,
                Median.of(seconds),
                Median.of(ordersStep.get(name)),
                Median.of(seconds) - Median.of(ordersStep.get(name)),
                Median.of(nothing.get(name))));
    }

    private static void add(Map<String, List<Double>> all, String name, double seconds) {
        all.computeIfAbsent(name, key -> new ArrayList<>()).add(seconds);
    }

    /** Seconds of a run of Maven. */
    private double maven(String jvmOptions, String goal) throws IOException, InterruptedException {
        List<String> command =
                List.of("env", "-C", directory.toString(), "MAVEN_OPTS=" + jvmOptions, "mvn", "--batch-mode", goal);
        long start = System.nanoTime();
        Command.run(command);
        return (System.nanoTime() - start) / 1e9;
    }

    /** Seconds of what the last run took for the orders, by its summary. */
    private double ordersStep() throws IOException {
        Matcher step = STEP.matcher(Files.readString(directory.resolve("target/brickhouse/seed.json")));
        double seconds = 0;
        while (step.find()) {
            seconds += Double.parseDouble(step.group(1));
        }
        return seconds;
    }
}
