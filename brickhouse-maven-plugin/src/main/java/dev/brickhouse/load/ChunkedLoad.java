package dev.brickhouse.load;

import dev.brickhouse.console.Progress;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Loads one large table in chunks over several connections. The journal in the database is the only coordinator: each
 * worker claims an open chunk, loads it and marks it as loaded in one transaction, until no chunk is open.
 */
public final class ChunkedLoad {

    /** Often enough for a progress bar; rarely enough that adding up all chunks costs nothing, however many there are. */
    private static final long NANOS_BETWEEN_LOOKS_AT_OTHERS = TimeUnit.SECONDS.toNanos(1);

    private final DataSource dataSource;
    private final Journal journal;
    private final TableLoader loader;
    private final Table table;
    private final Supplier<RowSource> rows;
    private final UUID run;
    private final AtomicLong reportedOfOthers = new AtomicLong();
    private final AtomicLong nextLookAtOthers = new AtomicLong();
    private final AtomicLong committed = new AtomicLong();
    private final LoadSignal signal = new LoadSignal();

    /**
     * @param rows makes the row source of each worker
     * @param run tells this run's chunks from those of others that work on the same load
     */
    public ChunkedLoad(
            DataSource dataSource,
            Journal journal,
            TableLoader loader,
            Table table,
            Supplier<RowSource> rows,
            UUID run) {
        this.dataSource = dataSource;
        this.journal = journal;
        this.loader = loader;
        this.table = table;
        this.rows = rows;
        this.run = run;
    }

    /**
     * Loads what is still open of a load and returns when every chunk is loaded, by this run or by others, or throws when
     * a worker failed; what other workers had finished by then stays loaded. A chunk that fails because of a deadlock or
     * of what others write at the same time is loaded again, up to {@link ChunkWorker#MOST_ATTEMPTS} times in a row.
     *
     * @param workers connections that load at the same time, from 1
     * @param before rows that were loaded already when {@code progress} began
     */
    public void run(Journal.Entry load, int workers, long before, Progress.Task progress) throws SQLException {
        reportedOfOthers.set(before);
        nextLookAtOthers.set(System.nanoTime() + NANOS_BETWEEN_LOOKS_AT_OTHERS);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            tasks.add(() -> {
                try (Connection connection = dataSource.getConnection()) {
                    new ChunkWorker(this, connection, load, progress).work();
                } catch (SQLException | RuntimeException | Error e) {
                    stop();
                    throw e;
                }
                return null;
            });
        }
        Parallel.run("brickhouse-load", workers, tasks);
        if (signal.isStopped()) {
            throw stoppedException();
        }
        Transactions.call(dataSource, connection -> {
            lookAtOthers(connection, load, progress);
            return null;
        });
    }

    /** Lets the workers end soon, without what they have not committed yet. */
    public void stop() {
        signal.stop();
    }

    /** How many rows this run has committed, and others since it began, as far as this run has heard of them. */
    public long committedRows() {
        return committed.get();
    }

    LoadSignal signal() {
        return signal;
    }

    Journal journal() {
        return journal;
    }

    RowSource newSource() {
        return rows.get();
    }

    /** Loads a claimed chunk and notes that, in the connection's transaction. */
    void load(Connection transaction, Journal.Entry load, Chunk chunk, RowSource source) throws SQLException {
        long checksum = loader.load(transaction, table, source, chunk.from(), chunk.to());
        journal.loaded(transaction, load.id(), chunk, run, checksum);
    }

    void committed(long rows) {
        committed.addAndGet(rows);
    }

    /** Shows what others have loaded, now and then. */
    void lookAtOthersIfDue(Connection transaction, Journal.Entry load, Progress.Task progress) throws SQLException {
        long now = System.nanoTime();
        long due = nextLookAtOthers.get();
        if (now - due >= 0 && nextLookAtOthers.compareAndSet(due, now + NANOS_BETWEEN_LOOKS_AT_OTHERS)) {
            lookAtOthers(transaction, load, progress);
        }
    }

    private void lookAtOthers(Connection transaction, Journal.Entry load, Progress.Task progress) throws SQLException {
        long now = journal.loaded(transaction, load.id(), run).byOthers();
        long reported = reportedOfOthers.getAndAccumulate(now, Math::max);
        if (now > reported) {
            committed.addAndGet(now - reported);
            progress.advance(now - reported);
        }
    }

    static SQLException stoppedException() {
        return new SQLException("The load was stopped", "57014");
    }
}
