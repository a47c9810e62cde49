package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Somebody who has written into a table and not committed yet when a goal begins. */
public final class Writer implements AutoCloseable {

    private static final int SECONDS = 60;

    private final TestDatabase database;
    private final Connection connection;

    public Writer(TestDatabase database, String statement) throws SQLException {
        this.database = database;
        connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        execute(statement);
    }

    /**
     * Runs a goal, and commits once it waits.
     *
     * @return what the goal threw
     */
    public Throwable commitsWhile(Runnable goal) throws Exception {
        CompletableFuture<Void> running = CompletableFuture.runAsync(goal);
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (isNobodyWaiting()) {
            assertThat(running).isNotDone();
            assertThat(System.nanoTime()).isLessThan(giveUpAt);
            Thread.sleep(10);
        }
        connection.commit();
        try {
            running.get(SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError("the goal goes on waiting", e);
        }
    }

    private boolean isNobodyWaiting() throws SQLException {
        return database.rows("SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                        + " WHERE d.datname = current_database() AND NOT l.granted")
                .isEmpty();
    }

    private void execute(String statement) throws SQLException {
        try (Statement once = connection.createStatement()) {
            once.execute(statement);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
