package dev.brickhouse.simulate;

import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.random.CounterRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * Runs steps, each in a transaction, until they succeed, and never applies one twice: where the answer to a commit is lost,
 * the server is asked whether it committed. Safe for use by several threads.
 */
final class StepRunner {

    /** With the pauses between them, far more than any contention of workers needs. */
    private static final int MOST_ATTEMPTS = 20;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final int MOST_DOUBLINGS = 6;

    /** A server that went away needs a moment, and so does everybody else to notice it. */
    private static final Duration PAUSE_AFTER_LOSS = Duration.ofMillis(100);

    private final DataSource dataSource;
    private final CommitOutcome outcome;
    private final BooleanSupplier stopping;

    /** @param stopping whether a step that failed is better given up, since everything ends */
    StepRunner(DataSource dataSource, CommitOutcome outcome, BooleanSupplier stopping) {
        this.dataSource = dataSource;
        this.outcome = outcome;
        this.stopping = stopping;
    }

    /**
     * Runs a step.
     *
     * @return what it did; null if it was given up, which the meter has counted
     * @throws dev.brickhouse.problem.DatabaseException if no step can succeed
     */
    StepOutcome run(Step step, OperationStats stats, SimulationRandom draws) {
        int attempt = 0;
        while (true) {
            Attempt made = attempt(step);
            if (made.failure() == null) {
                return made.effect();
            }
            if (made.failure() == Failure.FATAL) {
                throw SqlProblems.explain(
                        made.reason(), "go on with the simulation", "what was committed so far is kept");
            }
            attempt = made.failure() == Failure.LOST ? attempt : attempt + 1;
            if (!made.failure().isPassing() || attempt == MOST_ATTEMPTS || stopping.getAsBoolean()) {
                if (!stopping.getAsBoolean()) {
                    gaveUp(made, stats);
                }
                return null;
            }
            stats.retried(made.failure());
            pause(made.failure(), attempt, draws);
        }
    }

    private static void gaveUp(Attempt made, OperationStats stats) {
        if (made.reason() == null) {
            stats.gaveUp(made.failure());
        } else {
            stats.gaveUp(made.reason());
        }
    }

    /** How one attempt ended: with an effect, or with a failure and mostly the exception that showed it. */
    private record Attempt(StepOutcome effect, Failure failure, SQLException reason) {}

    private Attempt attempt(Step step) {
        StepOutcome effect = null;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                StepOutcome seen = step.in(connection);
                effect = seen.kind() == StepOutcome.Kind.DONE ? seen : null;
                if (effect == null) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
                return new Attempt(seen, null, null);
            } catch (SQLException | ConflictException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (ConflictException e) {
            return new Attempt(null, Failure.CONFLICT, null);
        } catch (SQLException e) {
            Failure failure = Failure.of(e);
            boolean applied = failure == Failure.LOST
                    && effect != null
                    && effect.transaction() != 0
                    && outcome.committed(effect.transaction());
            return applied ? new Attempt(effect, null, null) : new Attempt(null, failure, e);
        }
    }

    private void pause(Failure failure, int attempt, SimulationRandom draws) {
        double jitter =
                0.5 + CounterRandom.unit(CounterRandom.bits(draws.bits(SimulationRandom.Purpose.PAUSE), attempt));
        long nanos = failure == Failure.LOST
                ? PAUSE_AFTER_LOSS.toNanos()
                : FIRST_PAUSE.toNanos() << Math.min(attempt - 1, MOST_DOUBLINGS);
        LockSupport.parkNanos((long) (nanos * jitter));
        if (failure == Failure.LOST) {
            outcome.awaitAllKnown();
        }
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
