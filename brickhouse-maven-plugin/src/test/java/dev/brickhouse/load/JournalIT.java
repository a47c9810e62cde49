package dev.brickhouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalIT {

    private static final UUID ME = UUID.randomUUID();
    private static final UUID ANOTHER = UUID.randomUUID();

    private final Journal journal = new Journal("public");
    private TestDatabase database;
    private Journal.Entry load;

    @BeforeEach
    void begin() throws SQLException {
        database = TestDatabase.create();
        Schemas.migrate(database.dataSource(), "public", "analytics", Console.SILENT);
        load = begin(2_500);
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    private Journal.Entry begin(long rows) throws SQLException {
        return Transactions.call(
                database.dataSource(),
                connection -> journal.begin(
                        connection,
                        new Journal.Header("f", "a=b\n", 1, "test", LocalDate.of(2026, 11, 24), rows, 1_000, -5)));
    }

    @Test
    void chunksCoverEveryRowOnce() throws SQLException {
        assertThat(database.rows("SELECT chunk_no, first_order, last_order FROM brickhouse_chunk ORDER BY 1"))
                .containsExactly("0 | 0 | 999", "1 | 1000 | 1999", "2 | 2000 | 2499");
    }

    @Test
    void twoClaimsAreTwoChunksAndAFailedOneIsGivenBack() throws Exception {
        try (Connection first = open();
                Connection second = open();
                Connection third = open()) {
            Chunk ofFirst = journal.claim(first, load.id()).orElseThrow();
            Chunk ofSecond = journal.claim(second, load.id()).orElseThrow();
            assertThat(ofFirst).isEqualTo(new Chunk(0, 0, 1_000));
            assertThat(ofSecond).isEqualTo(new Chunk(1, 1_000, 2_000));
            Chunk ofThird = journal.claim(third, load.id()).orElseThrow();
            journal.loaded(third, load.id(), ofThird, ME, 3);
            third.commit();

            // all that is open is taken, so the third waits until the first gives its chunk back
            CompletableFuture<Optional<Chunk>> waiting = CompletableFuture.supplyAsync(() -> claim(third));
            awaitLockWait(waiting);
            first.rollback();
            assertThat(waiting.get()).contains(ofFirst);
        }
    }

    @Test
    void aChunkThatAnotherCommitsMeanwhileIsNotClaimedAgain() throws Exception {
        try (Connection first = open();
                Connection second = open()) {
            for (int i = 0; i < 2; i++) {
                Chunk chunk = journal.claim(first, load.id()).orElseThrow();
                journal.loaded(first, load.id(), chunk, ME, i);
                first.commit();
            }
            Chunk last = journal.claim(first, load.id()).orElseThrow();

            CompletableFuture<Optional<Chunk>> waiting = CompletableFuture.supplyAsync(() -> claim(second));
            awaitLockWait(waiting);
            journal.loaded(first, load.id(), last, ME, 2);
            first.commit();
            assertThat(waiting.get()).isEmpty();
        }
    }

    @Test
    void countsWhatThisRunAndWhatOthersLoaded() throws SQLException {
        load(ME, 10);
        load(ANOTHER, 20);

        Journal.Loaded loaded =
                Transactions.call(database.dataSource(), connection -> journal.loaded(connection, load.id(), ANOTHER));

        assertThat(loaded).isEqualTo(new Journal.Loaded(1_000, 1_000));
    }

    @Test
    void isNotFinishedWhileAChunkIsOpen() throws SQLException {
        load(ME, 1);

        assertThatThrownBy(() -> Transactions.call(database.dataSource(), connection -> {
                    journal.finishing(connection, load.id());
                    return null;
                }))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void addsUpTheChecksumsModuloTwoToTheSixtyFour() throws SQLException {
        load(ME, Long.MAX_VALUE);
        load(ME, Long.MAX_VALUE);
        load(ANOTHER, 7);

        String checksum = Transactions.call(database.dataSource(), connection -> {
            journal.finishing(connection, load.id());
            return journal.complete(connection, load.id());
        });

        assertThat(checksum).isEqualTo("0000000000000000");
        Journal.Entry now =
                Transactions.call(database.dataSource(), journal::current).orElseThrow();
        assertThat(now.state()).isEqualTo(Journal.State.COMPLETE);
        assertThat(now.checksum()).isEqualTo(checksum);
        assertThat(now.header()).isEqualTo(load.header());
    }

    @Test
    void aLoadThatWasReplacedCannotGoOn() throws SQLException {
        try (Connection old = open()) {
            Chunk chunk = journal.claim(old, load.id()).orElseThrow();
            old.rollback();
            begin(500);

            assertThat(journal.claim(old, load.id())).isEmpty();
            assertThatThrownBy(() -> journal.loaded(old, load.id(), chunk, ME, 1))
                    .hasMessageContaining("replaced");
            assertThatThrownBy(() -> journal.complete(old, load.id())).isInstanceOf(SQLException.class);
        }
    }

    private void load(UUID run, long checksum) throws SQLException {
        Transactions.call(database.dataSource(), connection -> {
            Chunk chunk = journal.claim(connection, load.id()).orElseThrow();
            journal.loaded(connection, load.id(), chunk, run, checksum);
            return null;
        });
    }

    private Connection open() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private Optional<Chunk> claim(Connection connection) {
        try {
            return journal.claim(connection, load.id());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitLockWait(CompletableFuture<?> waiting) throws SQLException {
        while (database.rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND datname = current_database()")
                .isEmpty()) {
            assertThat(waiting).isNotDone();
        }
    }
}
