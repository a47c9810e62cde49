package dev.brickhouse.load;

import dev.brickhouse.console.Progress;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Loads one large table in chunks over several connections. The journal in the database is the only coordinator: each
 * worker claims an open chunk, loads it and marks it as loaded in one transaction, until no chunk is open.
 */
public final class ChunkedLoad {

    /** Rows between two progress reports: often enough for a smooth bar, rarely enough to cost nothing. */
    private static final int ROWS_PER_REPORT = 4_096;

    /**
     * A chunk that a crash takes back is simply open again, so nobody waits for the disk. A claim may wait for another
     * run's whole chunk. And where the machine of a run has gone, its chunk shall be given back within a minute.
     */
    private static final String SESSION =
            Transactions.READ_COMMITTED + "; SET LOCAL synchronous_commit = off; SET LOCAL lock_timeout = 0;"
                    + " SET LOCAL statement_timeout = 0; SET LOCAL tcp_keepalives_idle = 30;"
                    + " SET LOCAL tcp_keepalives_interval = 10; SET LOCAL tcp_keepalives_count = 3";

    private final DataSource dataSource;
    private final Journal journal;
    private final TableLoader loader;
    private final Table table;
    private final Supplier<RowSource> rows;
    private final UUID run;
    private final AtomicLong reportedOfOthers = new AtomicLong();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();

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
     * a worker failed; what other workers had finished by then stays loaded.
     *
     * @param workers connections that load at the same time, from 1
     * @param before rows that were loaded already when {@code progress} began
     */
    public void run(Journal.Entry load, int workers, long before, Progress.Task progress) throws SQLException {
        reportedOfOthers.set(before);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            tasks.add(() -> {
                try {
                    work(load, progress);
                } catch (SQLException | RuntimeException | Error e) {
                    stop();
                    throw e;
                }
                return null;
            });
        }
        Parallel.run("brickhouse-load", workers, tasks);
        if (stopped.get()) {
            throw stoppedException();
        }
    }

    /** Lets the workers end soon, without what they have not committed yet. */
    public void stop() {
        stopped.set(true);
    }

    /** How many rows this run has committed, and others since it began, as far as this run has heard of them. */
    public long committedRows() {
        return committed.get();
    }

    private void work(Journal.Entry load, Progress.Task progress) throws SQLException {
        RowSource source = rows.get();
        try (Connection connection = dataSource.getConnection()) {
            boolean open = true;
            while (open && !stopped.get()) {
                long rows =
                        Transactions.call(connection, transaction -> loadOneChunk(transaction, load, source, progress));
                committed.addAndGet(rows);
                open = rows > 0;
            }
        }
    }

    /** The rows that were loaded; 0 if no chunk is open any more. */
    private long loadOneChunk(Connection transaction, Journal.Entry load, RowSource source, Progress.Task progress)
            throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            statement.execute(SESSION);
        }
        Optional<Chunk> claimed = journal.claim(transaction, load.id());
        reportOthers(transaction, load, progress);
        if (claimed.isEmpty()) {
            return 0;
        }
        Chunk chunk = claimed.get();
        long checksum = loader.load(transaction, table, reporting(source, chunk, progress), chunk.from(), chunk.to());
        journal.loaded(transaction, load.id(), chunk, run, checksum);
        return chunk.rows();
    }

    private static SQLException stoppedException() {
        return new SQLException("The load was stopped", "57014");
    }

    private void reportOthers(Connection transaction, Journal.Entry load, Progress.Task progress) throws SQLException {
        long now = journal.loaded(transaction, load.id(), run).byOthers();
        long reported = reportedOfOthers.getAndAccumulate(now, Math::max);
        if (now > reported) {
            committed.addAndGet(now - reported);
            progress.advance(now - reported);
        }
    }

    private RowSource reporting(RowSource source, Chunk chunk, Progress.Task progress) {
        return (row, out) -> {
            source.write(row, out);
            long done = row - chunk.from() + 1;
            if (done % ROWS_PER_REPORT == 0) {
                progress.advance(ROWS_PER_REPORT);
                if (stopped.get()) {
                    throw stoppedException();
                }
            } else if (done == chunk.rows()) {
                progress.advance(done % ROWS_PER_REPORT);
            }
        };
    }
}
