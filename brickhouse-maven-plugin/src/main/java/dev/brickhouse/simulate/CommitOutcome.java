package dev.brickhouse.simulate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** Finds out whether a transaction committed whose COMMIT got no answer. Safe for use by several threads. */
final class CommitOutcome {

    /** A server that went away needs a moment, and so does everybody else to notice it. */
    private static final Duration PAUSE_AFTER_LOSS = Duration.ofMillis(100);

    private static final Duration PAUSE_IN_DOUBT = Duration.ofMillis(10);

    /** How PostgreSQL refuses an id that it has not given out: the transaction's traces were lost in a crash. */
    private static final String UNKNOWN_ID = "22023";

    private static final String IN_PROGRESS = "in progress";
    private static final String COMMITTED = "committed";
    private static final String ABORTED = "aborted";

    private final DataSource dataSource;
    private final String sql;
    private final BooleanSupplier stopping;

    /**
     * How many commits have an unknown end. A crash can make the server give out the id of a transaction that was lost once
     * more, so nobody who lost a connection writes before all those are known.
     */
    private final AtomicInteger inDoubt = new AtomicInteger();

    /**
     * @param sql the query for the status of a transaction
     * @param stopping whether everything ends, so that nothing follows from the answer any more
     */
    CommitOutcome(DataSource dataSource, String sql, BooleanSupplier stopping) {
        this.dataSource = dataSource;
        this.sql = sql;
        this.stopping = stopping;
    }

    /** Waits for the server to say what became of a transaction, or for the end. */
    boolean committed(long transaction) {
        inDoubt.incrementAndGet();
        try {
            while (!stopping.getAsBoolean()) {
                String status = status(transaction);
                if (!status.equals(IN_PROGRESS)) {
                    return status.equals(COMMITTED);
                }
                LockSupport.parkNanos(PAUSE_IN_DOUBT.toNanos());
            }
            return false;
        } finally {
            inDoubt.decrementAndGet();
        }
    }

    /** Waits until the end of every commit is known. */
    void awaitAllKnown() {
        while (inDoubt.get() > 0 && !stopping.getAsBoolean()) {
            LockSupport.parkNanos(PAUSE_IN_DOUBT.toNanos());
        }
    }

    private String status(long transaction) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, transaction);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                String status = row.getString(1);
                // too long ago for the server to remember: doing nothing is safer than doing it twice
                return status == null ? COMMITTED : status;
            }
        } catch (SQLException e) {
            if (UNKNOWN_ID.equals(e.getSQLState())) {
                return ABORTED;
            }
            LockSupport.parkNanos(PAUSE_AFTER_LOSS.toNanos());
            return IN_PROGRESS;
        }
    }
}
