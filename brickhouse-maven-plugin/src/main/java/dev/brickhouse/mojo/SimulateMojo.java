package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.simulate.ErrorLimit;
import dev.brickhouse.simulate.LoadPattern;
import dev.brickhouse.simulate.Mix;
import dev.brickhouse.simulate.Simulation;
import dev.brickhouse.simulate.SimulationFiles;
import dev.brickhouse.simulate.SimulationRequest;
import dev.brickhouse.simulate.SimulationResult;
import dev.brickhouse.simulate.Thresholds;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Puts a realistic load on the seeded data: workers place, approve, deliver and cancel orders, sell and receive stock and
 * read dashboards, as an application does, and the goal reports how fast the server answers them.
 *
 * <p>The result goes to the log, to <code>simulate.json</code>, to <code>simulate.html</code> with charts over time,
 * and to one <code>.hgrm</code> file for each operation.
 *
 * @since 0.1.0
 */
@Mojo(name = "simulate", defaultPhase = LifecyclePhase.INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class SimulateMojo extends AbstractDatabaseMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_SKIP, defaultValue = "false")
    private boolean skipSimulate;

    /**
     * How many steps may run at the same time, each on its own connection, from 1 to 1000. Default: 4.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_WORKERS)
    private String workers;

    /**
     * How often each operation occurs: <code>application</code>, <code>read-heavy</code>, <code>write-heavy</code>,
     * <code>read-only</code>, <code>order-entry</code>, <code>dashboards</code>, shares of kinds of operations, such as
     * <code>select=70,insert=20,update=10</code>, or of operations, such as <code>place=20,approve=18,list=5</code>; what is not
     * named does not occur. The operations are place (insert), approve, fulfill, cancel, sell, receive (update), list, kpis,
     * low-stock and trends (select). Default: <code>application</code>, which is
     * <code>place=20,approve=18,fulfill=17,cancel=2,sell=25,receive=4,list=8,kpis=1,low-stock=3,trends=2</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_MIX)
    private String mix;

    /**
     * How the load changes over the simulated day, with a {@link #rate}: <code>history</code>, which follows the hours and
     * days of the history, <code>steady</code>, <code>business-hours</code>, <code>rush</code>, <code>nightly-batch</code>, or a
     * CSV file with the columns from, load and mix. Default: <code>history</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_PATTERN)
    private String pattern;

    /**
     * How many steps begin per second on average, whether the server keeps up or not; they follow the
     * {@link #pattern}. With 0, each worker begins its next step as soon as it is free. Default: 0.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_RATE)
    private String rate;

    /**
     * How many times faster than real time the simulated day passes, with a {@link #rate}; 1440 is a day per minute.
     * Default: 1440, or a day in the {@link #duration} where a {@link #pattern} other than the history's is given.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_CLOCK)
    private String clock;

    /**
     * How long the same load runs before it is measured, so that caches are filled and connections open: seconds, or a
     * duration such as <code>30s</code>. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_WARM_UP)
    private String warmUp;

    /**
     * How long it runs: seconds, or a duration such as <code>30s</code>, <code>5m</code> or <code>2h</code>. Default: 30 s,
     * or no limit if {@link #orders} is set.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_DURATION)
    private String duration;

    /**
     * How many placed orders end it; 0 is no limit. Default: 0.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_ORDERS)
    private String orders;

    /**
     * How many products to order, sell and receive, the best-selling ones: the fewer they are, the more often workers
     * compete for the same rows. 0 is all. Default: 0.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_PRODUCTS)
    private String products;

    /**
     * How long the server may be away before the goal fails: seconds, or a duration such as <code>30s</code>. Default: 30 s.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_RECONNECT_TIMEOUT, alias = "patience")
    private String reconnectTimeout;

    /**
     * Fails the build if the 99th percentile of an operation's latency exceeds this limit in milliseconds: one number for
     * all operations, such as <code>200</code>, or <code>list=100,place=20</code>. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_MAX_P99)
    private String maxP99;

    /**
     * Fails the build if more than this percentage of all steps fail, or all steps of an operation do; from 0 to 100, where
     * 100 allows everything. Steps that succeed when they are retried do not count as errors, nor do those that find no
     * order or too few cases. Default: 1.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_MAX_ERRORS)
    private String maxErrors;

    /**
     * How often to refresh the views with CONCURRENTLY during the load: seconds, or a duration such as <code>30s</code>.
     * Default: never.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_REFRESH_ANALYTICS)
    private String refreshAnalytics;

    /**
     * The random seed of what is ordered, sold and read. Default: 42.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.RANDOM_SEED)
    private String seed;

    private volatile Simulation simulation;

    @Override
    boolean skipGoal() {
        return skipSimulate;
    }

    @Override
    String interrupted(String again) {
        Simulation running = simulation;
        if (running != null) {
            running.stop();
        }
        return super.interrupted(again);
    }

    @Override
    void run() throws MojoFailureException {
        SimulationRequest request = request();
        SimulationResult result = simulate(request);
        report(result);
        List<String> problems = result.problems();
        Path page = SimulationFiles.page(summaryFile());
        writeOrWarn(() -> {
            SimulationFiles.write(result, summaryFile());
            console().info("Report: " + page.toUri());
        });
        if (!problems.isEmpty()) {
            throw new MojoFailureException(String.join(". ", problems) + "; see " + page.toUri() + " for details.");
        }
    }

    private SimulationResult simulate(SimulationRequest request) {
        int workers = request.workers();
        ConnectionNeed need = ConnectionNeed.of(Simulation.connections(request))
                .waiting(Simulation.WAIT_FOR_A_CONNECTION)
                .explained(
                        "with " + PropertyNames.SIMULATE_WORKERS + "=" + workers,
                        workers == 1 ? "" : "lower " + PropertyNames.SIMULATE_WORKERS);
        try (Database database = open(plan(), need)) {
            SeedTarget target = new SeedTarget(database.dataSource(), database.schema());
            simulation = new Simulation(target, console(), isWatched() ? progress() : Progress.NONE);
            return simulation.run(request);
        }
    }

    /** Where the name of a file that is not absolute starts, as everywhere in a POM. */
    private Path folder() {
        return project().getBasedir() == null
                ? Path.of("")
                : project().getBasedir().toPath();
    }

    private SimulationRequest request() {
        return SimulationRequest.builder()
                .workers(SimulationRequest.WORKERS.read(workers))
                .mix(Mix.parse(mix))
                .pattern(LoadPattern.parse(pattern, folder()))
                .warmUp(SimulationRequest.WARM_UP.read(warmUp))
                .rate(SimulationRequest.RATE.read(rate))
                .clock(SimulationRequest.CLOCK.read(clock))
                .duration(SimulationRequest.DURATION.read(duration))
                .orders(SimulationRequest.ORDERS.read(orders))
                .products(SimulationRequest.PRODUCTS.read(products))
                .refreshEvery(SimulationRequest.REFRESH_EVERY.read(refreshAnalytics))
                .reconnectTimeout(SimulationRequest.RECONNECT_TIMEOUT.read(reconnectTimeout))
                .maxP99(Thresholds.parse(maxP99))
                .maxErrors(new ErrorLimit(ErrorLimit.PERCENT.readOr(maxErrors, ErrorLimit.DEFAULT_PERCENT)))
                .seed(HistorySettings.SEED.read(seed))
                .build();
    }
}
