package dev.brickhouse.simulate;

import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.sql.CleanUp;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * Runs steps, each in a transaction, until they succeed, and never applies one twice: where the answer to a commit is
 * lost, it asks the server whether the transaction committed. Safe for use by several threads.
 */
final class StepRunner {

    /** With the pauses in between, far more than contention among workers needs. */
    private static final int MOST_ATTEMPTS = 20;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final int MOST_DOUBLINGS = 6;

    private final DataSource dataSource;
    private final CommitOutcome commits;
    private final BooleanSupplier stopping;

    /** @param stopping whether failed steps are dropped rather than retried, since the simulation is ending */
    StepRunner(DataSource dataSource, BooleanSupplier stopping) {
        this.dataSource = dataSource;
        this.commits = new CommitOutcome(dataSource, stopping);
        this.stopping = stopping;
    }

    /**
     * Runs a step.
     *
     * @param stats counts the waits for connections, the retries, and the step if it is given up
     * @return what the step did; null if it was given up
     * @throws dev.brickhouse.problem.DatabaseException if no step can succeed
     */
    StepOutcome run(Step step, OperationStats stats, SimulationRandom random) {
        int attempts = 0;
        while (true) {
            Failure failure = Failure.CONFLICT;
            SQLException error = null;
            try {
                StepOutcome outcome = attempt(step, stats);
                if (outcome.kind() != StepOutcome.Kind.CONFLICT) {
                    return outcome;
                }
            } catch (SQLException e) {
                failure = Failure.of(e);
                error = e;
            }
            if (failure == Failure.FATAL) {
                throw SqlProblems.explain(error, "continue the simulation", "what was committed so far is kept");
            }
            if (stopping.getAsBoolean()) {
                return null;
            }
            attempts += failure == Failure.LOST ? 0 : 1;
            if (!failure.isTransient() || attempts == MOST_ATTEMPTS) {
                stats.gaveUp(failure, error);
                return null;
            }
            stats.retried(failure);
            pause(failure, attempts, random);
        }
    }

    private StepOutcome attempt(Step step, OperationStats stats) throws SQLException {
        StepOutcome outcome = null;
        long asked = System.nanoTime();
        try (Connection connection = dataSource.getConnection()) {
            stats.waited(System.nanoTime() - asked);
            connection.setAutoCommit(false);
            try {
                outcome = step.in(connection);
                if (outcome.kind() == StepOutcome.Kind.DONE) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return outcome;
            } catch (SQLException | RuntimeException e) {
                CleanUp.after(e, connection::rollback);
                throw e;
            }
        } catch (SQLException e) {
            boolean inDoubt = Failure.of(e) == Failure.LOST && outcome != null && outcome.transaction() != 0;
            if (inDoubt && commits.committed(outcome.transaction())) {
                return outcome;
            }
            throw e;
        }
    }

    private void pause(Failure failure, int attempts, SimulationRandom random) {
        double jitter = 0.5 + CounterRandom.unit(random.bits(SimulationRandom.Purpose.PAUSE), attempts);
        Duration pause = failure == Failure.LOST
                ? CommitOutcome.PAUSE_AFTER_LOSS
                : FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        LockSupport.parkNanos((long) (pause.toNanos() * jitter));
        if (failure == Failure.LOST) {
            commits.awaitAllKnown();
        }
    }
}
