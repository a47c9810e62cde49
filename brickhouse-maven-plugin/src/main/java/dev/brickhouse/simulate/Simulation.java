package dev.brickhouse.simulate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.Demand;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.seed.SeedHold;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Lets the seeded business go on working. Whenever and however it ends, every step is whole or not there, so that what
 * {@code validate} calls an error cannot come of it. Not safe for use by several threads.
 */
public final class Simulation {

    /** How long somebody waits for a connection before he looks whether the server is there at all. */
    public static final Duration WAIT_FOR_A_CONNECTION = Duration.ofSeconds(2);

    private static final long MILLIS_BETWEEN_LOOKS = 1000;

    private final SeedTarget target;
    private final Console console;
    private final Progress progress;

    /**
     * @param target a seeded schema, with as many connections as {@link #connections} tells
     * @param progress where the seconds, or the orders if there is no duration, are counted
     */
    public Simulation(SeedTarget target, Console console, Progress progress) {
        this.target = target;
        this.console = console;
        this.progress = progress;
    }

    /** How many connections are used at the same time: by the workers, the lock on the seed, and a refresh of the views. */
    public static int connections(SimulationRequest request) {
        return request.workers() + 1 + (request.refreshEvery() == null ? 0 : 1);
    }

    /**
     * Runs until the time is up, enough orders are placed, or the process is asked to end.
     *
     * @throws RefusedException if there is no complete seed, or it is just being replaced
     * @throws DatabaseException if the server refuses, or stays away
     */
    public SimulationResult run(SimulationRequest request) {
        try (SeedHold hold = SeedHold.of(target)) {
            return run(request, hold);
        } catch (SQLException e) {
            throw SqlProblems.explain(
                    e, "simulate in schema " + Identifiers.quote(target.schema()), "nothing was changed");
        }
    }

    private SimulationResult run(SimulationRequest request, SeedHold hold) throws SQLException {
        Map<String, String> names = Map.of("schema", target.schema(), "analytics", target.analyticsSchema());
        DataSource dataSource = target.dataSource();
        Business business;
        try (Connection connection = dataSource.getConnection()) {
            SqlStatements sql = SqlStatements.read(Simulation.class, "business.sql", names);
            requireViews(connection, sql, request.mix());
            business = Business.read(connection, target.schema(), sql, hold.orders(), request.products());
        }
        SqlStatements orderSql = SqlStatements.read(Simulation.class, "orders.sql", names);
        StockRows stock = new StockRows(SqlStatements.read(Simulation.class, "stock.sql", names));
        Run run = new Run(request, arrivals(request, hold));
        CommitOutcome outcome = new CommitOutcome(dataSource, orderSql.get("outcome"), run::isAbandoned);
        StepRunner runner = new StepRunner(dataSource, outcome, run::isAbandoned);
        Timeline timeline = new Timeline(request, console, progress);
        StopSignal signal = StopSignal.watch(run);
        try (Workers workers = new Workers(
                        request,
                        run,
                        runner,
                        new OrderSteps(orderSql, business, stock),
                        new StockSteps(business, stock),
                        new DashboardSteps(SqlStatements.read(Simulation.class, "dashboard.sql", names), business));
                Progress.Task task = timeline.begin()) {
            return run(request, hold, run, workers, timeline, task);
        } finally {
            signal.close();
        }
    }

    private SimulationResult run(
            SimulationRequest request, SeedHold hold, Run run, Workers workers, Timeline timeline, Progress.Task task) {
        Refresher refresher = request.refreshEvery() == null
                ? null
                : new Refresher(target, run, console, request.refreshEvery().toNanos());
        workers.begin();
        if (refresher != null) {
            refresher.begin();
        }
        while (!workers.awaitEnd(MILLIS_BETWEEN_LOOKS)) {
            timeline.look(run.seconds(), workers.meters(), task);
            lookAfter(hold, run, request.patience());
            if (run.isAbandoned()) {
                workers.close();
            }
        }
        double seconds = run.seconds();
        long notBegun = run.notBegun();
        timeline.look(seconds, workers.meters(), task);
        if (refresher != null) {
            refresher.awaitEnd();
        }
        if (run.failure() != null) {
            throw run.failure();
        }
        return new SimulationResult(
                request,
                Duration.ofNanos((long) (seconds * 1e9)),
                workers.meters().entrySet().stream()
                        .map(meter -> meter.getValue().result(meter.getKey()))
                        .toList(),
                timeline.seconds(),
                refresher == null ? List.of() : List.copyOf(refresher.refreshes()),
                refresher == null ? 0 : refresher.errors().total(),
                refresher == null ? List.of() : refresher.errors().of("refresh"),
                notBegun);
    }

    private static Arrivals arrivals(SimulationRequest request, SeedHold hold) {
        return request.rate() == 0
                ? null
                : Arrivals.of(
                        Demand.of(hold.history()),
                        request.rate(),
                        request.clock(),
                        hold.history().asOf().atStartOfDay(),
                        request.duration(),
                        request.seed());
    }

    /** Sees to it that the seed stays ours and the server is there. */
    private void lookAfter(SeedHold hold, Run run, Duration patience) {
        try {
            hold.renew();
            run.answered();
        } catch (RefusedException e) {
            run.fail(e);
        } catch (SQLException e) {
            if (run.silence().compareTo(patience) > 0) {
                run.fail(new DatabaseException(
                        "The server did not come back within " + patience.toSeconds()
                                + " seconds; what was committed so far is kept. See to it that it runs, or raise "
                                + PropertyNames.SIMULATE_PATIENCE + " (" + SqlProblems.oneLine(e.getMessage()) + ").",
                        e));
            }
        }
    }

    private void requireViews(Connection connection, SqlStatements sql, Mix mix) throws SQLException {
        for (Map.Entry<Operation, String> needed : Map.of(
                        Operation.LOW_STOCK, "low_stock_alerts", Operation.TRENDS, "order_trends")
                .entrySet()) {
            String view = Identifiers.qualify(target.analyticsSchema(), needed.getValue());
            if (mix.has(needed.getKey()) && !exists(connection, sql, view)) {
                throw new RefusedException("There is no view " + view + ", which "
                        + needed.getKey().label()
                        + " reads; run brickhouse:refresh-analytics first, or leave it out of "
                        + PropertyNames.SIMULATE_MIX + ".");
            }
        }
    }

    private static boolean exists(Connection connection, SqlStatements sql, String relation) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("relation-exists"))) {
            query.setString(1, relation);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
