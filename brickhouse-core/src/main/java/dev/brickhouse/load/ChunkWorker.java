package dev.brickhouse.load;

import dev.brickhouse.console.Progress;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads one chunk after another over one connection.
 *
 * <p>It never waits for a lock of the journal: a row that was skipped because its chunk had just been loaded stays
 * locked until the transaction ends, and two workers that wait while they hold such locks can deadlock. So if others
 * have claimed all open chunks, the worker ends its transaction and asks again later.
 */
final class ChunkWorker {

    /**
     * How often in a row a worker may fail because of others. A conflict that outlives nine pauses, up to three seconds
     * in all, is no coincidence: a trigger that always refuses, for example.
     */
    static final int MOST_ATTEMPTS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(ChunkWorker.class);

    /** Rows between two progress reports: often enough for a smooth bar, rarely enough to cost nothing. */
    private static final int ROWS_PER_REPORT = 4_096;

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    /**
     * A chunk that is lost in a crash is simply open again, so no commit waits for the disk. The keepalives free the
     * chunk of a machine that has failed within a minute.
     */
    private static final String TRANSACTION_SETTINGS =
            Transactions.READ_COMMITTED + "; SET LOCAL synchronous_commit = off;"
                    + " SET LOCAL statement_timeout = 0; SET LOCAL tcp_keepalives_idle = 30;"
                    + " SET LOCAL tcp_keepalives_interval = 10; SET LOCAL tcp_keepalives_count = 3";

    private enum Outcome {
        LOADED,
        /** Others have claimed all open chunks. */
        NONE_FREE,
        NONE_OPEN
    }

    private final ChunkedLoad work;
    private final Connection connection;
    private final Journal.Entry load;
    private final Progress.Task progress;
    private final RowSource source;
    private final WorkerSignals signals;

    /**
     * The number of the last chunk that this worker loaded. The next free one is more likely after it than before it,
     * and the index of open chunks may hold many dead entries before it.
     */
    private int last = ChunkClaims.BEFORE_FIRST;

    private Chunk current;

    /** Rows of the current chunk that the progress display has counted. */
    private long reported;

    ChunkWorker(ChunkedLoad work, Connection connection, Journal.Entry load, Progress.Task progress) {
        this.work = work;
        this.connection = connection;
        this.load = load;
        this.progress = progress;
        this.source = work.newSource();
        this.signals = work.signals();
    }

    /** Returns when no chunk is open any more, or all workers are to stop. */
    void work() throws SQLException {
        long pause = FIRST_PAUSE_MILLIS;
        int failures = 0;
        boolean open = true;
        while (open && !signals.isStopped()) {
            long ended = signals.endedChunks();
            reported = 0;
            try {
                Outcome outcome = Transactions.call(connection, this::loadOneChunk);
                open = outcome != Outcome.NONE_OPEN;
                if (outcome == Outcome.LOADED) {
                    failures = 0;
                    pause = FIRST_PAUSE_MILLIS;
                    last = current.number();
                    work.committed(current.rows());
                    signals.signalChunkEnd();
                } else if (open) {
                    signals.awaitChunkEnd(ended, pause);
                    pause = longer(pause);
                }
            } catch (SQLException e) {
                progress.advance(-reported);
                failures++;
                if (!isConflict(e) || failures == MOST_ATTEMPTS) {
                    throw e;
                }
                LOG.debug("A chunk is loaded again, attempt {} failed: {}", failures, e.getMessage());
                signals.signalChunkEnd();
                signals.awaitStop(randomPause(failures));
            }
        }
    }

    private Outcome loadOneChunk(Connection transaction) throws SQLException {
        Optional<Chunk> claimed = work.journal().chunks().claim(transaction, TRANSACTION_SETTINGS, load.id(), last);
        work.countOthersIfDue(transaction, load, progress);
        if (claimed.isEmpty()) {
            ChunkClaims.Open open = work.journal().chunks().open(transaction, load.id());
            if (open.count() > 0) {
                work.waits().waits(open);
            }
            return open.count() > 0 ? Outcome.NONE_FREE : Outcome.NONE_OPEN;
        }
        current = claimed.get();
        work.waits().begin();
        try {
            work.load(transaction, load, current, reporting(current));
        } finally {
            work.waits().end();
        }
        return Outcome.LOADED;
    }

    private RowSource reporting(Chunk chunk) {
        return (row, out) -> {
            source.write(row, out);
            long done = row - chunk.from() + 1;
            if (done % ROWS_PER_REPORT == 0) {
                report(ROWS_PER_REPORT);
                if (signals.isStopped()) {
                    throw ChunkedLoad.stoppedException();
                }
            } else if (done == chunk.rows()) {
                report(done % ROWS_PER_REPORT);
            }
        };
    }

    private void report(long rows) {
        reported += rows;
        progress.advance(rows);
    }

    private static boolean isConflict(SQLException e) {
        return SqlState.DEADLOCK_DETECTED.equals(e.getSQLState())
                || SqlState.SERIALIZATION_FAILURE.equals(e.getSQLState());
    }

    private static long longer(long pause) {
        return Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
    }

    /** Random, so that two workers in conflict do not collide again. */
    private static long randomPause(int failures) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << failures);
        return ThreadLocalRandom.current().nextLong(longest / 2, longest);
    }
}
