package dev.brickhouse.simulate;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.seed.SeedTarget;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Refreshes the views at intervals during the load, in its own thread. */
final class Refresher {

    private final SeedTarget target;
    private final RunState run;
    private final Console console;
    private final Duration interval;
    private final List<RefreshSample> refreshes = new CopyOnWriteArrayList<>();
    private final StepErrors errors = new StepErrors("refresh");
    private final Thread thread = new Thread(this::work, "brickhouse-simulate-refresh");

    /** @param interval null for no refreshes */
    Refresher(SeedTarget target, RunState run, Console console, Duration interval) {
        this.target = target;
        this.run = run;
        this.console = console;
        this.interval = interval;
    }

    void begin() {
        if (interval != null) {
            thread.start();
        }
    }

    /** Waits until a running refresh has ended. */
    void awaitEnd() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<RefreshSample> refreshes() {
        return List.copyOf(refreshes);
    }

    StepErrors errors() {
        return errors;
    }

    private void work() {
        for (long next = interval.toNanos(); !run.isEnding(); ) {
            if (run.nanos() < next) {
                LockSupport.parkNanos(Math.min(next - run.nanos(), RunState.MOST_NANOS_ASLEEP));
                continue;
            }
            double at = run.seconds();
            try {
                AnalyticsRefresh.refresh(target.dataSource(), target.schema(), true, Console.SILENT);
                refreshes.add(new RefreshSample(at, run.seconds() - at));
            } catch (DatabaseException e) {
                errors.add(e.getCause() instanceof SQLException server ? server.getSQLState() : null, e.getMessage());
                console.debug("A refresh failed: " + e.getMessage());
            } catch (BrickhouseException e) {
                run.fail(e);
            }
            next = Math.max(next + interval.toNanos(), run.nanos());
        }
    }
}
