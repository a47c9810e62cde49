package dev.brickhouse.simulate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.demand.HourlyDemand;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.seed.SeedLease;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.seed.TableAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the seeded business running under load. However it ends, every step has been applied as a whole or not at all,
 * so it leaves nothing that {@code validate} calls an error. Each object runs once; only {@link #stop()} may be called
 * by another thread.
 */
public final class Simulation {

    /** How long a worker waits for a connection before it checks whether the server is there at all. */
    public static final Duration WAIT_FOR_A_CONNECTION = Duration.ofSeconds(2);

    private static final long MILLIS_BETWEEN_SAMPLES = 1000;

    /** Enough for any step but a slow read, which may be cut off. */
    private static final long SECONDS_TO_STOP = 2;

    private final SeedTarget target;
    private final Console console;
    private final Progress progress;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile RunState running;
    private volatile boolean stopped;

    /**
     * @param target a seeded schema, with as many connections as {@link #connections} tells
     * @param progress counts the seconds, or the orders if there is no duration
     */
    public Simulation(SeedTarget target, Console console, Progress progress) {
        this.target = target;
        this.console = console;
        this.progress = progress;
    }

    /**
     * How many connections are used at the same time: by the workers, the lock on the seed, and a refresh of the views.
     */
    public static int connections(SimulationRequest request) {
        return request.workers() + 1 + (request.refreshEvery() == null ? 0 : 1);
    }

    /**
     * Runs until the time is up, enough orders are placed, or it is stopped.
     *
     * @throws RefusedException if there is no complete seed, or a seed is replacing it
     * @throws DatabaseException if the server refuses a statement, or stays away
     */
    public SimulationResult run(SimulationRequest request) {
        try (SeedLease lease = SeedLease.of(target)) {
            return run(request, lease);
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "simulate in schema " + target.schema().quoted(), SqlProblems.NOTHING_CHANGED);
        } finally {
            ended.countDown();
        }
    }

    /** Lets the workers finish the transactions that are running, and waits for that for up to two seconds. */
    public void stop() {
        stopped = true;
        RunState run = running;
        if (run == null) {
            return;
        }
        run.abandon();
        try {
            ended.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SimulationResult run(SimulationRequest request, SeedLease lease) throws SQLException {
        SimulationData data;
        ServerFacts server;
        try (Connection connection = target.dataSource().getConnection()) {
            requireViews(connection, request);
            access(request).require(connection, target, "be simulated in");
            data = SimulationData.read(connection, target.schema(), lease.orders(), request.products());
            server = ServerFacts.read(connection, target.schema());
        }
        if (!request.warmUp().isZero()) {
            console.info("Warming up for " + request.warmUp().toSeconds() + " s, which is not counted");
            load(request.forWarmUp(), lease, data, server, Console.SILENT, Progress.NONE);
        }
        return load(request, lease, data, server, console, progress);
    }

    private SimulationResult load(
            SimulationRequest request,
            SeedLease lease,
            SimulationData data,
            ServerFacts server,
            Console console,
            Progress progress)
            throws SQLException {
        RunState run = new RunState(request, arrivals(request, lease));
        running = run;
        if (stopped) {
            run.abandon();
        }
        StepRunner runner = new StepRunner(target.dataSource(), run::isAbandoned);
        Refresher refresher = new Refresher(target, run, console, request.refreshEvery());
        try (Timeline timeline = new Timeline(request, console, progress);
                Workers workers = new Workers(request, run, runner, new Steps(target.schema(), data))) {
            workers.begin();
            refresher.begin();
            double lastAnswer = run.seconds();
            while (!workers.awaitEnd(MILLIS_BETWEEN_SAMPLES)) {
                timeline.collect(run.seconds(), workers.stats());
                lastAnswer = checkServer(lease, run, request.reconnectTimeout(), lastAnswer);
                if (run.isAbandoned()) {
                    workers.interrupt();
                }
            }
            double seconds = run.seconds();
            long notBegun = run.notBegun();
            timeline.collect(seconds, workers.stats());
            refresher.awaitEnd();
            if (run.failure() != null) {
                throw run.failure();
            }
            return new SimulationResult(
                    request,
                    server,
                    Duration.ofNanos((long) (seconds * 1e9)),
                    workers.stats(),
                    timeline.samples(),
                    refresher.refreshes(),
                    refresher.errors(),
                    notBegun);
        }
    }

    private static ArrivalSchedule arrivals(SimulationRequest request, SeedLease lease) {
        return request.rate() == 0
                ? null
                : ArrivalSchedule.of(
                        request.pattern().load(new HourlyDemand(lease.history().demand())),
                        request.rate(),
                        request.clock(),
                        lease.history().asOf().atStartOfDay(),
                        request.duration(),
                        request.seed());
    }

    /**
     * Renews the lease on the seed, and ends the simulation if another seed has replaced it or the server stays away.
     *
     * @return when the server last answered, in seconds after the start
     */
    private static double checkServer(SeedLease lease, RunState run, Duration reconnectTimeout, double lastAnswer) {
        try {
            lease.renew();
            return run.seconds();
        } catch (RefusedException e) {
            run.fail(e);
        } catch (SQLException e) {
            if (run.seconds() - lastAnswer > reconnectTimeout.toSeconds()) {
                run.fail(new DatabaseException(
                        "The server did not come back within " + reconnectTimeout.toSeconds()
                                + " s; what was committed so far is kept. Make sure that the server is running, or raise "
                                + PropertyNames.SIMULATE_RECONNECT_TIMEOUT + " (" + SqlProblems.oneLine(e)
                                + ").",
                        e));
            }
        }
        return lastAnswer;
    }

    /** What the steps do that occur. */
    private static TableAccess access(SimulationRequest request) {
        TableAccess access = new TableAccess()
                .to(RetailSchema.ORDERS, "SELECT")
                .to("stores", "SELECT")
                .to("users", "SELECT");
        for (Operation operation : Operation.values()) {
            if (request.does(operation)) {
                switch (operation) {
                    case PLACE -> access.to(RetailSchema.ORDERS, "INSERT").drawing(RetailSchema.ORDERS);
                    case APPROVE, FULFILL, CANCEL ->
                        access.to(RetailSchema.ORDERS, "UPDATE").to("inventory", "SELECT", "UPDATE");
                    case SELL, RECEIVE -> access.to("inventory", "SELECT", "UPDATE");
                    case LIST -> access.to("products", "SELECT");
                    case KPIS, LOW_STOCK, TRENDS -> {
                        // the orders, and the views, which row security does not guard
                    }
                }
            }
        }
        return access;
    }

    private void requireViews(Connection connection, SimulationRequest request) throws SQLException {
        SchemaContents contents = SchemaContents.of(connection, target.schema());
        for (Map.Entry<Operation, String> needed : Map.of(
                        Operation.LOW_STOCK, RetailSchema.LOW_STOCK_ALERTS, Operation.TRENDS, RetailSchema.ORDER_TRENDS)
                .entrySet()) {
            if (request.does(needed.getKey())
                    && contents.view(needed.getValue()).isEmpty()) {
                throw new RefusedException("There is no view "
                        + target.schema().view(needed.getValue()) + ", which "
                        + needed.getKey().label()
                        + " reads; run brickhouse:refresh-analytics first, or leave "
                        + needed.getKey().label() + " out of " + PropertyNames.SIMULATE_MIX + ".");
            }
        }
    }
}
