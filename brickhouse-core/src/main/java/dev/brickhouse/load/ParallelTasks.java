package dev.brickhouse.load;

import dev.brickhouse.problem.SqlState;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs database work on several threads and waits for all of it. */
public final class ParallelTasks {

    /** Work for one thread. */
    @FunctionalInterface
    public interface Task {
        void run() throws SQLException;
    }

    private ParallelTasks() {}

    /**
     * Runs all tasks, at most {@code threads} at a time.
     *
     * @param name what the threads are called, with a number appended
     * @throws SQLException or whatever else the first failing task threw, with the failures of the others suppressed in
     *     it
     */
    public static void run(String name, int threads, List<Task> tasks) throws SQLException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, threads), task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Void>> results = tasks.stream()
                    .map(task -> executor.<Void>submit(() -> {
                        task.run();
                        return null;
                    }))
                    .toList();
            Throwable failure = null;
            for (Future<Void> result : results) {
                failure = firstOf(failure, failureOf(result));
            }
            rethrow(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("The work was interrupted", SqlState.QUERY_CANCELED, e);
        } finally {
            executor.shutdownNow();
        }
    }

    private static Throwable failureOf(Future<Void> result) throws InterruptedException {
        try {
            result.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static Throwable firstOf(Throwable first, Throwable other) {
        if (first != null && other != null) {
            first.addSuppressed(other);
        }
        return first == null ? other : first;
    }

    private static void rethrow(Throwable failure) throws SQLException {
        if (failure instanceof SQLException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
