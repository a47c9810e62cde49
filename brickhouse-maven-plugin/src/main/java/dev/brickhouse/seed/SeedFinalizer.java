package dev.brickhouse.seed;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.load.IndexSuspension;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.Parallel;
import dev.brickhouse.load.Table;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What follows when every order is there: indexes, foreign keys, sequences, statistics, views. Every step can be repeated. */
final class SeedFinalizer {

    private final SeedTarget target;
    private final SqlStatements sql;
    private final Console console;
    private final Progress progress;
    private final Journal journal;
    private final IndexSuspension indexes;
    private final StepRecorder steps;

    SeedFinalizer(
            SeedTarget target,
            SqlStatements sql,
            Console console,
            Progress progress,
            Journal journal,
            IndexSuspension indexes,
            StepRecorder steps) {
        this.target = target;
        this.sql = sql;
        this.console = console;
        this.progress = progress;
        this.journal = journal;
        this.indexes = indexes;
        this.steps = steps;
    }

    /**
     * Completes a load, once, however many runs want to: the others wait. One that ends on the way is replaced by one of
     * those that wait, or by the next run.
     *
     * @return whether it was this run that did it
     */
    boolean complete(Journal.Entry load, int workers) throws SQLException {
        try (SeedLock lock = SeedLock.open(target, sql)) {
            if (!lock.tryExclusiveNow(SeedLock.Subject.FINISH)) {
                console.info("All orders are loaded; waiting for the run that builds the indexes"
                        + lock.holder(SeedLock.Subject.FINISH));
                lock.exclusive(SeedLock.Subject.FINISH);
            }
            Optional<Journal.Entry> now = Transactions.call(target.dataSource(), journal::current);
            if (now.filter(entry -> entry.id() == load.id() && entry.state() == Journal.State.COMPLETE)
                    .isPresent()) {
                return false;
            }
            Transactions.call(target.dataSource(), connection -> {
                journal.finishing(connection, load.id());
                return null;
            });
            restoreIndexes(workers);
            Parallel.run(
                    "brickhouse-finish",
                    workers,
                    List.of(
                            () -> {
                                restoreForeignKeys();
                                analyze(RetailTables.ORDERS);
                                return null;
                            },
                            () -> {
                                setSequences(load);
                                refreshViews();
                                return null;
                            }));
            Transactions.call(target.dataSource(), connection -> journal.complete(connection, load.id()));
            return true;
        }
    }

    private void restoreIndexes(int workers) throws SQLException {
        long start = System.nanoTime();
        int pending = Transactions.call(target.dataSource(), indexes::pendingIndexes);
        try (Progress.Task task = progress.begin("indexes", Progress.Unit.INDEXES, pending, 0)) {
            indexes.restoreIndexes(target.dataSource(), workers, task);
        }
        steps.did("indexes", pending, start);
    }

    private void restoreForeignKeys() throws SQLException {
        long start = System.nanoTime();
        int pending = Transactions.call(target.dataSource(), indexes::pendingForeignKeys);
        try (Progress.Task task = progress.begin("foreign keys", Progress.Unit.KEYS, pending, 0)) {
            indexes.restoreForeignKeys(target.dataSource(), task);
        }
        steps.did("foreign keys", pending, start);
    }

    private void setSequences(Journal.Entry load) throws SQLException {
        SeedSettings settings = SeedSettings.parse(load.header().settings());
        Transactions.call(target.dataSource(), connection -> {
            for (Table table : RetailTables.IN_ORDER) {
                long rows = table == RetailTables.ORDERS ? load.header().totalRows() : settings.rows(table);
                TableStatistics.setSequence(connection, target.schema().name(), table, rows, sql);
            }
            return null;
        });
    }

    private void analyze(Table table) throws SQLException {
        long start = System.nanoTime();
        try (Progress.Task task = progress.begin("statistics", Progress.Unit.TABLES, 1, 0)) {
            Transactions.call(target.dataSource(), connection -> {
                TableStatistics.analyze(connection, target.schema().name(), table);
                return null;
            });
            task.advance(1);
        }
        steps.did("statistics", 1, start);
    }

    private void refreshViews() throws SQLException {
        try (Progress.Task task = progress.begin("analytics", Progress.Unit.VIEWS, RetailSchema.VIEWS.size(), 0)) {
            AnalyticsRefresh.refresh(target.dataSource(), target.schema(), false, console, view -> {
                steps.did(target.schema().analytics() + '.' + view.view(), view.rows(), view.time());
                task.advance(1);
            });
        }
    }
}
