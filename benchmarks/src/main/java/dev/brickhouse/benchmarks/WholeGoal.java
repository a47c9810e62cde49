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
 * The goal seed as a process, from the start of Maven to its end, each time with a new data directory: with the cache of
 * seeds and without, alone and with validate after it; and two goals that do next to nothing, which tell what Maven itself
 * takes, and what it takes with this plugin.
 */
public final class WholeGoal {

    private static final int RUNS = Integer.getInteger("benchmark.runs", 5);
    private static final String NOTHING = "org.apache.maven.plugins:maven-clean-plugin:3.5.0:help";
    private static final String CACHE = "cache";

    private static final Map<String, String> JVM_OPTIONS = new LinkedHashMap<>();

    static {
        JVM_OPTIONS.put("as it is", "-Xshare:auto");
        JVM_OPTIONS.put("`-XX:TieredStopAtLevel=1`", "-XX:TieredStopAtLevel=1");
    }

    private static final Pattern STEP = Pattern.compile(
            "\"name\" : \"(?:orders|indexes|foreign keys|statistics)\",\\s*\"rows\" : \\d+,\\s*\"seconds\" : ([0-9.]+)");

    private final Path directory;
    private final Map<String, List<String>> goals = new LinkedHashMap<>();

    private WholeGoal(Path directory, String seed) {
        this.directory = directory;
        String plugin = seed.substring(0, seed.lastIndexOf(':'));
        String off = "-Dbrickhouse.seedCache=false";
        String on = "-Dbrickhouse.seedCacheDirectory=" + directory.resolve(CACHE);
        goals.put("a goal that does nothing", List.of(NOTHING));
        goals.put("brickhouse:help", List.of(plugin + ":help"));
        goals.put("seed, from the cache", List.of(seed, on));
        goals.put("seed, without the cache", List.of(seed, off));
        goals.put("seed and validate, from the cache", List.of(seed, plugin + ":validate", on));
        goals.put("seed and validate, without the cache", List.of(seed, plugin + ":validate", off));
    }

    /** @param arguments the directory to run Maven in, and the goal's full name, whose plugin is installed */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
        new WholeGoal(directory, arguments[1]).measure();
    }

    private void measure() throws Exception {
        // fills the cache, and has Maven download what it wants
        for (List<String> goal : goals.values()) {
            maven("", goal);
        }
        Map<String, Map<String, List<Double>>> whole = new LinkedHashMap<>();
        Map<String, List<Double>> ordersStep = new LinkedHashMap<>();
        for (int run = 0; run < RUNS; run++) {
            for (Map.Entry<String, String> options : JVM_OPTIONS.entrySet()) {
                for (Map.Entry<String, List<String>> goal : goals.entrySet()) {
                    add(
                            whole.computeIfAbsent(options.getKey(), key -> new LinkedHashMap<>()),
                            goal.getKey(),
                            maven(options.getValue(), goal.getValue()));
                    if (goal.getKey().equals("seed, without the cache")) {
                        add(ordersStep, options.getKey(), ordersStep());
                    }
                }
            }
        }
        System.out.println("| Maven's JVM | goals | whole process | times a goal that does nothing |");
        System.out.println("| --- | --- | ---: | ---: |");
        whole.forEach((jvm, byGoal) -> {
            double nothing = Median.of(byGoal.values().iterator().next());
            byGoal.forEach((goal, seconds) -> System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.2f s | %.2f |%n",
                    jvm,
                    goal,
                    Median.of(seconds),
                    Median.of(seconds) / nothing));
            System.out.printf(
                    Locale.ROOT, "| %s | of which the orders step | %.2f s | |%n", jvm, Median.of(ordersStep.get(jvm)));
        });
    }

    private static void add(Map<String, List<Double>> all, String name, double seconds) {
        all.computeIfAbsent(name, key -> new ArrayList<>()).add(seconds);
    }

    /** Seconds of a run of Maven in a directory without a target. */
    private double maven(String jvmOptions, List<String> goals) throws IOException, InterruptedException {
        Command.run(List.of("rm", "-rf", directory.resolve("target").toString()));
        List<String> command = new ArrayList<>(
                List.of("env", "-C", directory.toString(), "MAVEN_OPTS=" + jvmOptions, "mvn", "--batch-mode"));
        command.addAll(goals);
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
