package dev.brickhouse.load;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Loads one large table in chunks over several connections. The journal in the database is the only coordinator: each
 * worker claims an open chunk, loads it and marks it as loaded in one transaction, until no chunk is open.
 */
public final class ChunkedLoad {

    /**
     * Often enough for a progress bar; rarely enough that adding up all chunks costs nothing, however many there are.
     */
    private static final long NANOS_BETWEEN_COUNTS_OF_OTHERS = TimeUnit.SECONDS.toNanos(1);

    private final DataSource dataSource;
    private final Journal journal;
    private final TableLoader loader;
    private final Table table;
    private final Supplier<RowSource> rows;
    private final UUID run;
    private final AtomicLong reportedOfOthers = new AtomicLong();
    private final AtomicLong nextCountOfOthers = new AtomicLong();
    private final AtomicLong committed = new AtomicLong();
    private final WorkerSignals signals = new WorkerSignals();
    private final WaitNotice waits;

    /**
     * @param rows makes the row source of each worker
     * @param run tells this run's chunks from those of others that work on the same load
     * @param console is told when the run waits for those of others
     */
    public ChunkedLoad(
            DataSource dataSource,
            Journal journal,
            TableLoader loader,
            Table table,
            Supplier<RowSource> rows,
            UUID run,
            Console console) {
        this.dataSource = dataSource;
        this.journal = journal;
        this.loader = loader;
        this.table = table;
        this.rows = rows;
        this.run = run;
        this.waits = new WaitNotice(console);
    }

    /**
     * Loads the open chunks and returns when every chunk is loaded, by this run or by others, or throws when a worker
     * fails; what other workers had committed by then stays loaded. A chunk that fails because of a deadlock or a
     * serialization failure is loaded again, up to {@link ChunkWorker#MOST_ATTEMPTS} times in a row.
     *
     * @param workers connections that load at the same time, from 1
     * @param before rows that were loaded already when {@code progress} began
     */
    public void run(Journal.Entry load, int workers, long before, Progress.Task progress) throws SQLException {
        reportedOfOthers.set(before);
        nextCountOfOthers.set(System.nanoTime() + NANOS_BETWEEN_COUNTS_OF_OTHERS);
        try (waits) {
            ParallelTasks.run(
                    "brickhouse-load", workers, Collections.nCopies(workers, () -> loadChunks(load, progress)));
        }
        if (signals.isStopped()) {
            throw stoppedException();
        }
        Transactions.run(dataSource, connection -> countOthers(connection, load, progress));
    }

    private void loadChunks(Journal.Entry load, Progress.Task progress) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            new ChunkWorker(this, connection, load, progress).work();
        } catch (SQLException | RuntimeException | Error e) {
            stop();
            throw e;
        }
    }

    /** Makes the workers end soon; what they have not committed yet is rolled back. */
    public void stop() {
        signals.stop();
    }

    /** How many rows this run has committed, and others since it began, as of the last count. */
    public long committedRows() {
        return committed.get();
    }

    WorkerSignals signals() {
        return signals;
    }

    WaitNotice waits() {
        return waits;
    }

    Journal journal() {
        return journal;
    }

    RowSource newSource() {
        return rows.get();
    }

    /** Loads a claimed chunk and records that in the journal, in the connection's transaction. */
    void load(Connection transaction, Journal.Entry load, Chunk chunk, RowSource source) throws SQLException {
        long checksum = loader.load(transaction, table, source, chunk.from(), chunk.to());
        journal.chunks().markLoaded(transaction, load.id(), chunk, run, checksum);
    }

    void committed(long rows) {
        committed.addAndGet(rows);
    }

    /** Counts what others have loaded and adds it to the progress, about once a second. */
    void countOthersIfDue(Connection transaction, Journal.Entry load, Progress.Task progress) throws SQLException {
        long now = System.nanoTime();
        long due = nextCountOfOthers.get();
        if (now - due >= 0 && nextCountOfOthers.compareAndSet(due, now + NANOS_BETWEEN_COUNTS_OF_OTHERS)) {
            countOthers(transaction, load, progress);
        }
    }

    private void countOthers(Connection transaction, Journal.Entry load, Progress.Task progress) throws SQLException {
        long now = journal.loadedRows(transaction, load.id(), run).byOthers();
        long reported = reportedOfOthers.getAndAccumulate(now, Math::max);
        if (now > reported) {
            committed.addAndGet(now - reported);
            progress.advance(now - reported);
        }
    }

    static SQLException stoppedException() {
        return new SQLException("The load was stopped", SqlState.QUERY_CANCELED);
    }
}
