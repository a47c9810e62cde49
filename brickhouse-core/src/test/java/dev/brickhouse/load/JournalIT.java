package dev.brickhouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalIT {

    private static final UUID ME = UUID.randomUUID();
    private static final UUID ANOTHER = UUID.randomUUID();

    private final Journal journal = new Journal("public");
    private TestDatabase database;
    private Journal.Entry load;

    @BeforeEach
    void begin() throws SQLException {
        database = TestDatabase.create();
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        load = begin(2_500);
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    private Journal.Entry begin(long rows) throws SQLException {
        return begin(rows, 1_000);
    }

    private Journal.Entry begin(long rows, long chunkSize) throws SQLException {
        return Transactions.call(
                database.dataSource(),
                connection -> journal.begin(
                        connection,
                        new Journal.Header("f", "a=b\n", 1, "test", LocalDate.of(2026, 11, 24), rows, chunkSize, -5)));
    }

    @Test
    void chunksCoverEveryRowOnce() throws SQLException {
        assertThat(database.rows("SELECT chunk_no, first_order, last_order FROM brickhouse_chunk ORDER BY 1"))
                .containsExactly("0 | 0 | 999", "1 | 1000 | 1999", "2 | 2000 | 2499");
    }

    @Test
    void twoClaimsAreTwoChunksAndAFailedOneIsGivenBack() throws SQLException {
        try (Connection first = open();
                Connection second = open();
                Connection third = open()) {
            Chunk ofFirst = journal.chunks()
                    .claim(first, load.id(), ChunkClaims.BEFORE_FIRST)
                    .orElseThrow();
            Chunk ofSecond = journal.chunks()
                    .claim(second, load.id(), ChunkClaims.BEFORE_FIRST)
                    .orElseThrow();
            assertThat(ofFirst).isEqualTo(new Chunk(0, 0, 1_000));
            assertThat(ofSecond).isEqualTo(new Chunk(1, 1_000, 2_000));
            Chunk ofThird = journal.chunks()
                    .claim(third, load.id(), ChunkClaims.BEFORE_FIRST)
                    .orElseThrow();
            journal.chunks().markLoaded(third, load.id(), ofThird, ME, 3);
            third.commit();

            // all that is open is taken; nobody waits for it
            assertThat(claim(third)).isEmpty();
            assertThat(journal.chunks().open(third, load.id()).count()).isEqualTo(2);
            third.commit();
            first.rollback();
            assertThat(claim(third)).contains(ofFirst);
        }
    }

    @Test
    void aClaimBeginsBehindAChunkAndComesBackToWhatWasGivenBack() throws SQLException {
        try (Connection connection = open()) {
            Chunk second = journal.chunks().claim(connection, load.id(), 0).orElseThrow();
            assertThat(second.number()).isEqualTo(1);
            journal.chunks().markLoaded(connection, load.id(), second, ME, 1);
            Chunk third = journal.chunks().claim(connection, load.id(), 1).orElseThrow();
            assertThat(third.number()).isEqualTo(2);
            journal.chunks().markLoaded(connection, load.id(), third, ME, 2);

            Chunk first = journal.chunks().claim(connection, load.id(), 2).orElseThrow();
            assertThat(first.number()).isZero();
            journal.chunks().markLoaded(connection, load.id(), first, ME, 3);

            assertThat(journal.chunks().claim(connection, load.id(), 2)).isEmpty();
            assertThat(journal.chunks().open(connection, load.id()).count()).isZero();
        }
    }

    /** A long transaction of somebody's keeps the server from removing what the chunks were before they were loaded. */
    @Test
    void aClaimReadsAFewPagesHoweverManyChunksAreLoaded() throws SQLException {
        Journal.Entry large = begin(5_000_000);
        try (Connection reader = open();
                Connection claiming = open()) {
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            TestDatabase.rows(reader, "SELECT count(*) FROM brickhouse_chunk");
            database.execute(
                    "UPDATE brickhouse_chunk SET loaded_at = now(), loaded_by = gen_random_uuid(), checksum = 0"
                            + " WHERE chunk_no < 4000");

            String claim = "EXPLAIN (ANALYZE, BUFFERS, SUMMARY OFF, TIMING OFF) "
                    + SqlStatements.read(Journal.class, "journal.sql", Map.of("schema", "public"))
                            .get("claim");
            String first = TestDatabase.rows(claiming, claim, large.id(), -1).toString();
            String next = TestDatabase.rows(claiming, claim, large.id(), 3_999).toString();

            assertThat(first).contains("brickhouse_chunk_open");
            assertThat(pages(next)).as(next).isBetween(1, 20).isLessThan(pages(first));
        }
    }

    @Test
    void hasRoomForAsManyRowsAsThereAreIds() throws SQLException {
        Journal.Entry largest = begin(Integer.MAX_VALUE, 40_000);

        try (Connection connection = open()) {
            assertThat(journal.chunks().open(connection, largest.id()))
                    .isEqualTo(new ChunkClaims.Open(53_688, Integer.MAX_VALUE));
            assertThat(journal.chunks().claim(connection, largest.id(), 53_686))
                    .contains(new Chunk(53_687, 2_147_480_000L, Integer.MAX_VALUE));
        }
        database.execute("UPDATE brickhouse_chunk SET loaded_at = now(), loaded_by = '" + ME
                + "', checksum = 9223372036854775807");
        Transactions.call(database.dataSource(), connection -> {
            assertThat(journal.loadedRows(connection, largest.id(), ME))
                    .isEqualTo(new Journal.LoadedRows(Integer.MAX_VALUE, 0));
            journal.markFinishing(connection, largest.id());
            journal.markComplete(connection, largest.id());
            return null;
        });

        // modulo 2^64: 53,688 * (2^63 - 1) - 5
        assertThat(database.rows("SELECT checksum FROM brickhouse_seed"))
                .containsExactly(ContentChecksum.text(-53_688 - 5));
    }

    private static int pages(String plan) {
        return Pattern.compile("shared hit=(\\d+)")
                .matcher(plan)
                .results()
                .mapToInt(hits -> Integer.parseInt(hits.group(1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsWhatThisRunAndWhatOthersLoaded() throws SQLException {
        load(ME, 10);
        load(ANOTHER, 20);

        Journal.LoadedRows loaded = Transactions.call(
                database.dataSource(), connection -> journal.loadedRows(connection, load.id(), ANOTHER));

        assertThat(loaded).isEqualTo(new Journal.LoadedRows(1_000, 1_000));
    }

    @Test
    void isNotFinishedWhileAChunkIsOpen() throws SQLException {
        load(ME, 1);

        assertThatThrownBy(() -> Transactions.call(database.dataSource(), connection -> {
                    journal.markFinishing(connection, load.id());
                    return null;
                }))
                .isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM brickhouse_chunk WHERE chunk_no = 1",
                "UPDATE brickhouse_chunk SET last_order = 1500 WHERE chunk_no = 1",
                "INSERT INTO brickhouse_chunk SELECT seed_id, 9, 0, 0, loaded_at, loaded_by, 0 FROM brickhouse_chunk WHERE"
                        + " chunk_no = 1",
                "DELETE FROM brickhouse_chunk"
            })
    void isNeverCompleteIfItsChunksAreNotTheWholeLoad(String change) throws SQLException {
        load(ME, 1);
        load(ME, 2);
        load(ANOTHER, 3);
        database.execute(change);

        assertThatThrownBy(() -> Transactions.run(
                        database.dataSource(), connection -> journal.markFinishing(connection, load.id())))
                .isInstanceOf(RefusedException.class)
                .hasMessageMatching("The seed in schema \"public\" is not complete: its chunks in table"
                        + " \"brickhouse_chunk\" have [\\d,]+ of 2,500 orders, so .*-Dbrickhouse.restart=true\\.");
        assertThatThrownBy(() -> Transactions.run(
                        database.dataSource(), connection -> journal.markComplete(connection, load.id())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is not complete");
        assertThat(database.rows("SELECT state, checksum FROM brickhouse_seed")).containsExactly("loading | null");
    }

    /** Nobody has replaced the load then. */
    @ParameterizedTest
    @ValueSource(strings = {"NULL", "OLD"})
    void aRecordThatIsSwallowedIsToldFromALoadThatWasReplaced(String returned) throws SQLException {
        load(ME, 1);
        load(ME, 2);
        database.execute("CREATE FUNCTION swallows() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN " + returned
                + "; END$$; CREATE TRIGGER swallow BEFORE UPDATE ON brickhouse_chunk FOR EACH ROW EXECUTE FUNCTION"
                + " swallows(); CREATE TRIGGER swallow BEFORE UPDATE ON brickhouse_seed FOR EACH ROW EXECUTE FUNCTION"
                + " swallows()");
        String message =
                " of the journal does not keep what the seed writes into it, which a trigger or a rule prevents that"
                        + " this plugin did not make; disable or drop it, and run the same goal again.";

        assertThatThrownBy(() -> load(ME, 3)).hasMessage("Table \"public\".\"brickhouse_chunk\"" + message);
        database.execute("DROP TRIGGER swallow ON brickhouse_chunk");
        load(ME, 3);
        assertThatThrownBy(() -> Transactions.run(
                        database.dataSource(), connection -> journal.markFinishing(connection, load.id())))
                .hasMessage("Table \"public\".\"brickhouse_seed\"" + message);
        assertThatThrownBy(() -> Transactions.run(
                        database.dataSource(), connection -> journal.markComplete(connection, load.id())))
                .hasMessage("Table \"public\".\"brickhouse_seed\"" + message);
        assertThat(database.rows("SELECT state FROM brickhouse_seed")).containsExactly("loading");
    }

    @Test
    void addsUpTheChecksumsModuloTwoToTheSixtyFour() throws SQLException {
        load(ME, Long.MAX_VALUE);
        load(ME, Long.MAX_VALUE);
        load(ANOTHER, 7);

        Transactions.call(database.dataSource(), connection -> {
            journal.markFinishing(connection, load.id());
            journal.markComplete(connection, load.id());
            return null;
        });

        Journal.Entry now =
                Transactions.call(database.dataSource(), journal::current).orElseThrow();
        assertThat(now.state()).isEqualTo(Journal.State.COMPLETE);
        assertThat(now.checksum()).isEqualTo("0000000000000000");
        assertThat(now.header()).isEqualTo(load.header());
    }

    @Test
    void aLoadThatWasReplacedCannotGoOn() throws SQLException {
        try (Connection old = open()) {
            Chunk chunk = journal.chunks()
                    .claim(old, load.id(), ChunkClaims.BEFORE_FIRST)
                    .orElseThrow();
            old.rollback();
            begin(500);

            assertThat(claim(old)).isEmpty();
            assertThatThrownBy(() -> journal.chunks().markLoaded(old, load.id(), chunk, ME, 1))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("replaced");
            assertThatThrownBy(() -> journal.markComplete(old, load.id())).isInstanceOf(RefusedException.class);
        }
    }

    private void load(UUID run, long checksum) throws SQLException {
        Transactions.call(database.dataSource(), connection -> {
            Chunk chunk = journal.chunks()
                    .claim(connection, load.id(), ChunkClaims.BEFORE_FIRST)
                    .orElseThrow();
            journal.chunks().markLoaded(connection, load.id(), chunk, run, checksum);
            return null;
        });
    }

    private Connection open() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private Optional<Chunk> claim(Connection connection) throws SQLException {
        return journal.chunks().claim(connection, load.id(), ChunkClaims.BEFORE_FIRST);
    }
}
