package dev.brickhouse.simulate;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.seed.SeedTarget;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Refreshes the views every so often beside the load, in a thread of its own. */
final class Refresher {

    private static final long MOST_NANOS_ASLEEP = 50_000_000;

    private final SeedTarget target;
    private final RunState run;
    private final Console console;
    private final long nanosBetween;
    private final List<RefreshSample> refreshes = new CopyOnWriteArrayList<>();
    private final StepErrors errors = new StepErrors();
    private final Thread thread = new Thread(this::work, "brickhouse-simulate-refresh");

    Refresher(SeedTarget target, RunState run, Console console, long nanosBetween) {
        this.target = target;
        this.run = run;
        this.console = console;
        this.nanosBetween = nanosBetween;
    }

    void begin() {
        thread.start();
    }

    /** Waits until a refresh that is under way has ended. */
    void awaitEnd() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<RefreshSample> refreshes() {
        return refreshes;
    }

    StepErrors errors() {
        return errors;
    }

    private void work() {
        for (long next = nanosBetween; !run.isEnding(); ) {
            if (run.nanos() < next) {
                LockSupport.parkNanos(Math.min(next - run.nanos(), MOST_NANOS_ASLEEP));
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
            next = Math.max(next + nanosBetween, run.nanos());
        }
    }
}
