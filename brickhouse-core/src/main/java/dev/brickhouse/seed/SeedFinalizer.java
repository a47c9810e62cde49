package dev.brickhouse.seed;

import dev.brickhouse.console.Progress;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.ParallelTasks;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.RetailSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What follows when all orders are loaded: indexes, foreign keys, sequences, statistics, views. Every step can be
 * repeated.
 */
final class SeedFinalizer {

    private final SeedContext context;
    private final StepRecorder steps;

    SeedFinalizer(SeedContext context, StepRecorder steps) {
        this.context = context;
        this.steps = steps;
    }

    /**
     * Completes a seed, once, however many runs want to: the others wait. If this run fails, one of those that wait
     * takes over, or the next run.
     *
     * @return whether it was this run that did it
     */
    boolean complete(Journal.Entry seed, int workers) throws SQLException {
        Journal journal = context.journal();
        try (SeedLock lock = SeedLock.open(context.target(), context.sql())) {
            lock.lockExclusive(
                    SeedLock.Subject.FINISH,
                    "the run that builds the indexes, since all orders are loaded",
                    context.console());
            Optional<Journal.Entry> now = context.inTransaction(journal::current);
            if (now.filter(entry -> entry.id() == seed.id() && entry.isComplete())
                    .isPresent()) {
                return false;
            }
            context.runInTransaction(connection -> journal.markFinishing(connection, seed.id()));
            restoreIndexes(workers);
            ParallelTasks.run(
                    "brickhouse-finish",
                    workers,
                    List.of(
                            () -> {
                                restoreForeignKeys();
                                analyzeOrders();
                            },
                            () -> {
                                setSequences(seed);
                                refreshViews();
                            }));
            context.runInTransaction(connection -> {
                // whoever looks at a complete seed would take what is left there for unfinished work
                context.indexes().forgetRestored(connection);
                journal.markComplete(connection, seed.id());
            });
            return true;
        }
    }

    private void restoreIndexes(int workers) throws SQLException {
        long start = System.nanoTime();
        int suspended = context.inTransaction(context.indexes()::countIndexes);
        try (Progress.Task task = context.progress().begin("indexes", Progress.Unit.INDEXES, suspended, 0)) {
            context.indexes().restoreIndexes(context.target().dataSource(), workers, task);
        }
        steps.did("indexes", suspended, start);
    }

    private void restoreForeignKeys() throws SQLException {
        long start = System.nanoTime();
        int suspended = context.inTransaction(context.indexes()::countForeignKeys);
        try (Progress.Task task = context.progress().begin("foreign keys", Progress.Unit.KEYS, suspended, 0)) {
            context.indexes().restoreForeignKeys(context.target().dataSource(), task);
        }
        steps.did("foreign keys", suspended, start);
    }

    private void setSequences(Journal.Entry seed) throws SQLException {
        context.runInTransaction(connection ->
                TableStatistics.setSequences(connection, context.schema(), SeedSettings.rows(seed), context.sql()));
    }

    private void analyzeOrders() throws SQLException {
        long start = System.nanoTime();
        try (Progress.Task task = context.progress().begin("statistics", Progress.Unit.TABLES, 1, 0)) {
            context.runInTransaction(
                    connection -> TableStatistics.analyze(connection, context.schema(), RetailTables.ORDERS));
            task.advance(1);
        }
        steps.did("statistics", 1, start);
    }

    private void refreshViews() throws SQLException {
        SeedTarget target = context.target();
        int views = RetailSchema.VIEWS.size();
        try (Progress.Task task = context.progress().begin("analytics", Progress.Unit.VIEWS, views, 0)) {
            AnalyticsRefresh.refresh(target.dataSource(), target.schema(), false, context.console(), view -> {
                steps.did(target.schema().analytics() + '.' + view.view(), view.rows(), view.time());
                task.advance(1);
            });
        }
    }
}
