package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.server.ConnectionNeed;
import dev.brickhouse.server.Database;
import dev.brickhouse.simulate.ErrorLimit;
import dev.brickhouse.simulate.Mix;
import dev.brickhouse.simulate.Simulation;
import dev.brickhouse.simulate.SimulationFiles;
import dev.brickhouse.simulate.SimulationRequest;
import dev.brickhouse.simulate.SimulationResult;
import dev.brickhouse.simulate.SimulationTable;
import dev.brickhouse.simulate.Thresholds;
import dev.brickhouse.simulate.TimeSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Simulates the application of the seeded business: workers place, approve, fulfil and cancel orders, sell and receive
 * stock and query dashboards, while the goal measures the latency of each operation.
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
     * The number of workers, each with its own connection, from 1 to 1000. Default: 4.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_WORKERS)
    private String workers;

    /**
     * The weights of the operations, such as <code>place=20,approve=18,list=5</code>; those not named do not occur. The
     * operations are place, approve, fulfil, cancel, sell, receive, list, kpis, low-stock and trends. Default:
     * <code>place=20,approve=18,fulfil=17,cancel=2,sell=25,receive=4,list=8,kpis=1,low-stock=3,trends=2</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_MIX)
    private String mix;

    /**
     * The average number of operations started per second, whether or not the server keeps up, varying over the day and
     * week as in the history. With 0, each worker starts the next operation at once. Default: 0.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_RATE)
    private String rate;

    /**
     * How many times faster than the clock on the wall the simulated day passes, with a {@link #rate}; 1440 is a day in a
     * minute. Default: 1440.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_CLOCK)
    private String clock;

    /**
     * How long it runs: seconds, or a duration such as <code>30s</code>, <code>5m</code> or <code>2h</code>. Default:
     * 30 s, or no end but that of {@link #orders} if that is set.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_DURATION)
    private String duration;

    /**
     * The number of placed orders after which it ends; 0 means no limit. Default: 0.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_ORDERS)
    private String orders;

    /**
     * The number of products that are ordered, sold and received, best-sellers first; few products cause contention. 0
     * means all. Default: 0.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_PRODUCTS)
    private String products;

    /**
     * How long the server may be unreachable before the goal fails: seconds, or a duration such as <code>30s</code>.
     * Default: 30 s.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_PATIENCE)
    private String patience;

    /**
     * The highest 99th percentile of an operation's latency, in milliseconds, above which the build fails: a number for
     * all operations, such as <code>200</code>, or one for each, such as <code>list=100,place=20</code>. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_MAX_P99)
    private String maxP99;

    /**
     * The percentage of operations that may fail, from 0 to 100, above which the build fails; it also fails if every
     * attempt at an operation fails, unless this is 100. Operations that succeed on a retry, find no order or too
     * little stock are not errors. Default: 1.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_MAX_ERRORS)
    private String maxErrors;

    /**
     * The interval at which the views are refreshed concurrently during the load: seconds, or a duration such as
     * <code>30s</code>. Default: never.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SIMULATE_REFRESH_ANALYTICS)
    private String refreshAnalytics;

    /**
     * The random seed of the simulation. Default: 42.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.RANDOM_SEED)
    private String seed;

    @Inject
    SimulateMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    @Override
    boolean skipGoal() {
        return skipSimulate;
    }

    @Override
    void run() throws MojoFailureException {
        SimulationRequest request = request();
        Thresholds thresholds = Thresholds.parse(maxP99);
        ErrorLimit errorLimit = new ErrorLimit(orElse(
                NumberParameter.decimal(PropertyNames.SIMULATE_MAX_ERRORS, maxErrors), ErrorLimit.DEFAULT_PERCENT));
        SimulationResult result = simulate(request);
        SimulationTable.of(result).forEach(console()::info);
        SimulationFiles.json(result).forEach(summary()::put);
        Path page = SimulationFiles.page(outputDirectory(), summaryFile());
        leave(() -> {
            SimulationFiles.write(result, outputDirectory(), summaryFile());
            console().info("Charts over time: " + page);
        });
        List<String> problems = new ArrayList<>();
        List<String> errors = errorLimit.exceededBy(result);
        if (!errors.isEmpty()) {
            problems.add(errorLimit.sentence(errors, result));
        }
        List<String> exceeded = thresholds.exceededBy(result);
        if (!exceeded.isEmpty()) {
            problems.add("Slower than " + PropertyNames.SIMULATE_MAX_P99 + " allows: " + String.join(", ", exceeded));
        }
        if (!problems.isEmpty()) {
            throw new MojoFailureException(String.join(". ", problems) + "; the whole picture is in " + page + ".");
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
            Progress bar = isWatched() ? progress() : Progress.NONE;
            return new Simulation(target, console(), bar).run(request);
        }
    }

    private SimulationRequest request() {
        return new SimulationRequest(
                orElse(
                        NumberParameter.integer(PropertyNames.SIMULATE_WORKERS, workers),
                        SimulationRequest.DEFAULT_WORKERS),
                Mix.parse(mix),
                orElse(NumberParameter.decimal(PropertyNames.SIMULATE_RATE, rate), 0.0),
                orElse(NumberParameter.decimal(PropertyNames.SIMULATE_CLOCK, clock), SimulationRequest.DEFAULT_CLOCK),
                TimeSpan.parse(PropertyNames.SIMULATE_DURATION, duration),
                orElse(NumberParameter.whole(PropertyNames.SIMULATE_ORDERS, orders), 0L),
                orElse(NumberParameter.integer(PropertyNames.SIMULATE_PRODUCTS, products), 0),
                TimeSpan.parse(PropertyNames.SIMULATE_REFRESH_ANALYTICS, refreshAnalytics),
                orElse(TimeSpan.parse(PropertyNames.SIMULATE_PATIENCE, patience), SimulationRequest.DEFAULT_PATIENCE),
                orElse(NumberParameter.whole(PropertyNames.RANDOM_SEED, seed), HistorySettings.DEFAULT_SEED));
    }

    private static <T> T orElse(T given, T otherwise) {
        return Optional.ofNullable(given).orElse(otherwise);
    }
}
