package dev.brickhouse.load;

import dev.brickhouse.console.Progress;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Loads one large table in chunks over several connections. The journal in the database is the only coordinator: each
 * worker claims an open chunk, loads it and marks it as loaded in one transaction, until no chunk is open.
 */
public final class ChunkedLoad {

    /** Rows between two progress reports: often enough for a smooth bar, rarely enough to cost nothing. */
    private static final int ROWS_PER_REPORT = 4_096;

    private final DataSource dataSource;
    private final Journal journal;
    private final TableLoader loader;
    private final Table table;
    private final Supplier<RowSource> rows;

    /** @param rows makes the row source of each worker */
    public ChunkedLoad(
            DataSource dataSource, Journal journal, TableLoader loader, Table table, Supplier<RowSource> rows) {
        this.dataSource = dataSource;
        this.journal = journal;
        this.loader = loader;
        this.table = table;
        this.rows = rows;
    }

    /**
     * Loads what is still open of a load and returns when no chunk is open, or throws when a worker failed; what other
     * workers had finished by then stays loaded.
     *
     * @param workers connections that load at the same time, from 1
     */
    public void run(Journal.Entry load, int workers, Progress.Task progress) throws SQLException {
        AtomicBoolean failed = new AtomicBoolean();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            tasks.add(() -> {
                try {
                    work(load, progress, failed);
                } catch (SQLException | RuntimeException | Error e) {
                    failed.set(true);
                    throw e;
                }
                return null;
            });
        }
        Parallel.run("brickhouse-load", workers, tasks);
    }

    private void work(Journal.Entry load, Progress.Task progress, AtomicBoolean failed) throws SQLException {
        RowSource source = rows.get();
        try (Connection connection = dataSource.getConnection()) {
            boolean open = true;
            while (open && !failed.get()) {
                open = Transactions.call(connection, transaction -> loadOneChunk(transaction, load, source, progress));
            }
        }
    }

    private boolean loadOneChunk(Connection transaction, Journal.Entry load, RowSource source, Progress.Task progress)
            throws SQLException {
        Optional<Chunk> claimed = journal.claim(transaction, load.id());
        if (claimed.isEmpty()) {
            return false;
        }
        try (Statement statement = transaction.createStatement()) {
            // a chunk that a crash takes back is simply open again
            statement.execute("SET LOCAL synchronous_commit = off");
        }
        Chunk chunk = claimed.get();
        journal.loaded(transaction, load.id(), chunk);
        loader.load(transaction, table, reporting(source, chunk, progress), chunk.from(), chunk.to());
        return true;
    }

    private static RowSource reporting(RowSource source, Chunk chunk, Progress.Task progress) {
        return (row, out) -> {
            source.write(row, out);
            long done = row - chunk.from() + 1;
            if (done % ROWS_PER_REPORT == 0) {
                progress.advance(ROWS_PER_REPORT);
            } else if (done == chunk.rows()) {
                progress.advance(done % ROWS_PER_REPORT);
            }
        };
    }
}
