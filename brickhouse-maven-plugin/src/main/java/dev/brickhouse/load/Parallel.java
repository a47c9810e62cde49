package dev.brickhouse.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs database work on several threads and waits for all of it. */
public final class Parallel {

    private Parallel() {}

    /**
     * Runs all tasks, at most {@code threads} at a time.
     *
     * @throws SQLException or what else the first failing task threw, the failures of the others suppressed in it
     */
    public static void run(String name, int threads, List<Callable<Void>> tasks) throws SQLException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, threads), task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Void>> results = new ArrayList<>();
            for (Callable<Void> task : tasks) {
                results.add(executor.submit(task));
            }
            Throwable failure = null;
            for (Future<Void> result : results) {
                failure = firstOf(failure, failureOf(result));
            }
            rethrow(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("The work was interrupted", "57014", e);
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
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }
}
