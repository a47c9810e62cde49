package dev.brickhouse.simulate;

import dev.brickhouse.problem.SqlState;
import dev.brickhouse.resource.Resources;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** Finds out whether a transaction committed whose COMMIT got no answer. Safe for use by several threads. */
final class CommitOutcome {

    /** A server that is restarting needs a moment, and so do its clients to notice. */
    static final Duration PAUSE_AFTER_LOSS = Duration.ofMillis(100);

    private static final Duration PAUSE_IN_DOUBT = Duration.ofMillis(10);

    private static final String SQL = Resources.text(CommitOutcome.class, "commit-outcome.sql");

    /** How PostgreSQL rejects an id that it has not assigned: a crash lost every trace of the transaction. */
    private static final String UNKNOWN_ID = SqlState.INVALID_PARAMETER_VALUE;

    private static final String IN_PROGRESS = "in progress";
    private static final String COMMITTED = "committed";
    private static final String ABORTED = "aborted";

    private final DataSource dataSource;
    private final BooleanSupplier stopping;

    /**
     * How many commits have an unknown outcome. After a crash the server may assign the id of a lost transaction again,
     * so no worker that lost its connection writes before all outcomes are known.
     */
    private final AtomicInteger inDoubt = new AtomicInteger();

    /** @param stopping whether the simulation is ending, so that the answer no longer matters */
    CommitOutcome(DataSource dataSource, BooleanSupplier stopping) {
        this.dataSource = dataSource;
        this.stopping = stopping;
    }

    /** Waits until the server knows what became of a transaction, or until the simulation ends. */
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

    /** Waits until the outcome of every commit is known. */
    void awaitAllKnown() {
        while (inDoubt.get() > 0 && !stopping.getAsBoolean()) {
            LockSupport.parkNanos(PAUSE_IN_DOUBT.toNanos());
        }
    }

    private String status(long transaction) {
        try (Connection connection = dataSource.getConnection()) {
            // too long ago for the server to remember: doing nothing is safer than doing it twice
            return Sql.first(connection, SQL, row -> row.getString(1), transaction)
                    .orElse(COMMITTED);
        } catch (SQLException e) {
            if (UNKNOWN_ID.equals(e.getSQLState())) {
                return ABORTED;
            }
            LockSupport.parkNanos(PAUSE_AFTER_LOSS.toNanos());
            return IN_PROGRESS;
        }
    }
}
