package dev.brickhouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.sql.Transactions;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Workers on one load. The number of loads whose chunks end together is the system property
 * {@code brickhouse.test.loads}: fifty as a rule, five hundred with the profile {@code faults}.
 */
class ChunkedLoadIT {

    private static final int LOADS = Integer.getInteger("brickhouse.test.loads", 50);
    private static final long CHUNK_ROWS = 20;

    private final Journal journal = new Journal("public");
    private final RecordingConsole console = new RecordingConsole();
    private TestDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.create();
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        EngineTable.create(database);
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void workersWhoseChunksEndTogetherLoadEveryRowOnce() throws SQLException {
        Random random = new Random(20_261_124);
        for (int i = 0; i < LOADS; i++) {
            int workers = 3 + random.nextInt(6);
            Journal.Entry load = begin(workers * (1 + random.nextInt(3)));
            CyclicBarrier chunkEnds = new CyclicBarrier(workers);
            load(load, LoadMethod.COPY, workers, Progress.NONE, meetingAtTheEnd(chunkEnds));
            assertComplete(load);
        }
    }

    /**
     * As a server reports it that runs transactions which cannot be put in an order, or a deferred trigger of a user's.
     */
    @Test
    void aChunkThatIsRefusedForTheMomentIsLoadedAgain() throws SQLException {
        refuse("NEW.an_integer = 30 AND nextval('attempts') <= 3");
        Journal.Entry load = begin(6);
        CountingProgress progress = new CountingProgress();

        load(load, LoadMethod.COPY, 3, progress, ChunkedLoadIT::writeRow);

        assertComplete(load);
        assertThat(progress.takenBack.get()).isEqualTo(3 * CHUNK_ROWS);
        assertThat(progress.shown.get()).isEqualTo(load.header().totalRows());
    }

    @Test
    void aChunkThatIsAlwaysRefusedEndsTheLoadAfterSoManyAttempts() throws SQLException {
        refuse("NEW.an_integer = 30 AND nextval('attempts') > 0");
        Journal.Entry load = begin(3);

        assertThatThrownBy(() -> load(load, LoadMethod.COPY, 1, Progress.NONE, ChunkedLoadIT::writeRow))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(SqlState.SERIALIZATION_FAILURE));

        assertThat(database.rows("SELECT last_value FROM attempts"))
                .containsExactly(Integer.toString(ChunkWorker.MOST_ATTEMPTS));
        assertThat(database.rows("SELECT chunk_no FROM brickhouse_chunk WHERE loaded_at IS NOT NULL"))
                .containsExactly("0");
    }

    /** Two workers each have a lock that the other one asks for. */
    @Test
    void aDeadlockOfTwoChunksEndsWithBothLoaded() throws SQLException {
        database.execute("ALTER DATABASE "
                + database.rows("SELECT current_database()").get(0) + " SET deadlock_timeout = '10ms'");
        trigger("""
                IF NEW.an_integer %% %1$d = 0 THEN
                    PERFORM pg_advisory_xact_lock(NEW.an_integer / %1$d %% 2);
                ELSIF NEW.an_integer %% %1$d = %1$d - 1 THEN
                    PERFORM pg_advisory_xact_lock(1 - NEW.an_integer / %1$d %% 2);
                END IF;
                """.formatted(CHUNK_ROWS));
        Journal.Entry load = begin(2);
        CountingProgress progress = new CountingProgress();
        CyclicBarrier bothHaveOne = new CyclicBarrier(2);
        AtomicInteger meetings = new AtomicInteger();

        // of a chunk's two statements the first has been run when the last row is made
        load(load, LoadMethod.INSERT, 2, progress, (row, out) -> {
            if (row % CHUNK_ROWS == CHUNK_ROWS - 1 && meetings.incrementAndGet() <= 2) {
                meet(bothHaveOne);
            }
            writeRow(row, out);
        });

        assertComplete(load);
        assertThat(progress.takenBack.get()).isEqualTo(CHUNK_ROWS);
        assertThat(progress.shown.get()).isEqualTo(load.header().totalRows());
    }

    @Test
    void stopsPromptlyWhileOthersHaveWhatIsOpen() throws Exception {
        Journal.Entry load = begin(2);
        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            journal.chunks().claim(other, load.id(), 0).orElseThrow();
            ChunkedLoad work = chunkedLoad(LoadMethod.COPY, ChunkedLoadIT::writeRow);
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
                try {
                    work.run(load, 2, 0, Progress.NONE.begin("", 0, 0));
                } catch (SQLException e) {
                    throw new IllegalStateException(e.getMessage());
                }
            });
            while (work.committedRows() < CHUNK_ROWS) {
                assertThat(running).isNotDone();
            }

            work.stop();

            assertThatThrownBy(running::get).hasMessageContaining("The load was stopped");
        }
    }

    @Test
    void aChunkThatAnotherRunGivesBackIsLoadedAndOneThatItLoadsIsShown() throws Exception {
        Journal.Entry load = begin(3);
        try (Connection failing = database.dataSource().getConnection();
                Connection loading = database.dataSource().getConnection()) {
            failing.setAutoCommit(false);
            loading.setAutoCommit(false);
            journal.chunks().claim(failing, load.id(), ChunkClaims.BEFORE_FIRST).orElseThrow();
            Chunk ofOther = journal.chunks().claim(loading, load.id(), 0).orElseThrow();
            CountingProgress progress = new CountingProgress();
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
                try {
                    load(load, LoadMethod.COPY, 2, progress, ChunkedLoadIT::writeRow);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (progress.shown.get() < CHUNK_ROWS) {
                assertThat(running).isNotDone();
            }

            failing.rollback();
            new TableLoader("public", LoadMethod.COPY, 100)
                    .load(loading, EngineTable.TABLE, ChunkedLoadIT::writeRow, ofOther.from(), ofOther.to());
            journal.chunks().markLoaded(loading, load.id(), ofOther, UUID.randomUUID(), 0);
            loading.commit();
            running.get();

            assertComplete(load);
            assertThat(progress.shown.get()).isEqualTo(load.header().totalRows());
        }
    }

    @Test
    void saysThatItWaitsForTheChunksOfOthersAndOnlyThen() throws Exception {
        Journal.Entry load = begin(3);
        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            journal.chunks().claim(other, load.id(), 0).orElseThrow();
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
                try {
                    load(load, LoadMethod.COPY, 2, new CountingProgress(), ChunkedLoadIT::writeRow);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (console.info().isEmpty() && !running.isDone()) {
                Thread.sleep(50);
            }

            assertThat(running).isNotDone();
            assertThat(console.info())
                    .singleElement()
                    .asString()
                    .matches("Waiting for 1 chunk \\(" + CHUNK_ROWS
                            + " rows\\) that other runs are loading; this one loads what"
                            + " they do not finish, for [2-9] s now");
            other.rollback();
            running.get();
        }

        assertComplete(load);
        assertThat(console.shown()).hasSize(1);
    }

    /** Lets the server refuse a row as if it were in the way of another transaction. */
    private void refuse(String condition) throws SQLException {
        database.execute("CREATE SEQUENCE attempts");
        trigger("IF " + condition + " THEN RAISE EXCEPTION 'not now' USING ERRCODE = '40001'; END IF;");
    }

    private void trigger(String body) throws SQLException {
        database.execute("CREATE FUNCTION on_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body
                + " RETURN NEW; END $$; CREATE TRIGGER on_row BEFORE INSERT ON \"values\" FOR EACH ROW"
                + " EXECUTE FUNCTION on_row()");
    }

    private static final class CountingProgress implements Progress {

        private final AtomicLong shown = new AtomicLong();
        private final AtomicLong takenBack = new AtomicLong();

        @Override
        public Task begin(String phase, long total, long done) {
            return new Task() {
                @Override
                public void advance(long steps) {
                    shown.addAndGet(steps);
                    takenBack.addAndGet(Math.max(0, -steps));
                }

                @Override
                public void close() {}
            };
        }
    }

    private Journal.Entry begin(int chunks) throws SQLException {
        database.execute("TRUNCATE \"values\"");
        return Transactions.call(
                database.dataSource(),
                connection -> journal.begin(
                        connection,
                        new Journal.Header(
                                "f",
                                "a=b\n",
                                1,
                                "test",
                                LocalDate.of(2026, 11, 24),
                                chunks * CHUNK_ROWS,
                                CHUNK_ROWS,
                                0)));
    }

    private void load(Journal.Entry load, LoadMethod method, int workers, Progress progress, RowSource source)
            throws SQLException {
        long total = load.header().totalRows();
        chunkedLoad(method, source).run(load, workers, 0, progress.begin("values", total, 0));
    }

    private ChunkedLoad chunkedLoad(LoadMethod method, RowSource source) {
        return new ChunkedLoad(
                database.dataSource(),
                journal,
                new TableLoader("public", method, (int) CHUNK_ROWS / 2),
                EngineTable.TABLE,
                () -> source,
                UUID.randomUUID(),
                console);
    }

    private void assertComplete(Journal.Entry load) throws SQLException {
        long rows = load.header().totalRows();
        assertThat(database.rows("SELECT count(*), count(DISTINCT an_integer), max(an_integer) FROM \"values\""))
                .containsExactly(rows + " | " + rows + " | " + (rows - 1));
        assertThat(database.rows("SELECT 1 FROM brickhouse_chunk WHERE loaded_at IS NULL"))
                .isEmpty();
    }

    private static RowSource meetingAtTheEnd(CyclicBarrier barrier) {
        return (row, out) -> {
            writeRow(row, out);
            if (row % CHUNK_ROWS == CHUNK_ROWS - 1) {
                meet(barrier);
            }
        };
    }

    private static void writeRow(long row, RowWriter out) throws SQLException {
        new EngineTable.Row((int) row, "row " + row, BigDecimal.valueOf(row, 2), row).write(out);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            // a worker that has failed does not come any more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
