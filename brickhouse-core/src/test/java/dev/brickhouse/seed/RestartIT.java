package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A seed that starts over where another one was interrupted. */
class RestartIT {

    private final RecordingConsole console = new RecordingConsole();

    @ParameterizedTest
    @CsvSource({"PLAIN, quantity_cases", "PARTITIONED, lower(notes)"})
    void indexesOfAnInterruptedRunAreNotTakenForTheUsers(Layout layout, String indexed) throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, layout, Console.SILENT);
            database.execute("CREATE INDEX mine ON orders (" + indexed + ")");
            String definitions = "SELECT indexrelid::regclass::text, indisvalid FROM pg_index"
                    + " WHERE indrelid = 'orders'::regclass ORDER BY 1";
            List<String> before = database.rows(definitions);
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> SeedFixture.seeder(database.dataSource(), RetailSchema.DEFAULT, failingInIndexes())
                                    .seed(SeedFixture.smallRequest()));
            assertThat(
                            database.rows(
                                    "SELECT 1 FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid ="
                                            + " i.indexrelid WHERE c.relname LIKE 'orders%' AND i.indisunique AND NOT x.relispartition"))
                    .as("unique indexes that the interrupted run has built")
                    .isNotEmpty();

            SeedResult seeded = new Seeder(
                            new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
                            Catalog.standard(),
                            console,
                            Progress.NONE)
                    .seed(SeedFixture.with(SeedFixture.smallRequest(), ExistingSeedPolicy.RESTART));

            assertThat(console.info()).noneMatch(line -> line.contains("tried first") || line.contains("longer"));
            assertThat(console.warnings()).isEmpty();
            assertThat(seeded.checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
            assertThat(database.rows(definitions)).isEqualTo(before);
        }
    }

    @Test
    void aSeedThatLacksAChunkIsNeverCompleteUntilItStartsOver() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
            database.execute("DELETE FROM orders USING brickhouse_chunk WHERE chunk_no = 1 AND order_id - 1 BETWEEN"
                    + " first_order AND last_order; DELETE FROM brickhouse_chunk WHERE chunk_no = 1;"
                    + " UPDATE brickhouse_seed SET state = 'loading', completed_at = NULL, checksum = NULL");

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest()))
                    .withMessageStartingWith("The seed in schema \"public\" is not complete: its chunks in table"
                            + " \"brickhouse_chunk\" have ")
                    .withMessageEndingWith("; start over with -Dbrickhouse.restart=true.");
            assertThat(database.rows("SELECT state FROM brickhouse_seed")).containsExactly("loading");
            SeedResult restarted = SeedFixture.seeder(database.dataSource())
                    .seed(SeedFixture.with(SeedFixture.smallRequest(), ExistingSeedPolicy.RESTART));

            assertThat(restarted.checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
        }
    }

    private static Progress failingInIndexes() {
        return (phase, total, done) -> new Progress.Task() {
            private long made;

            @Override
            public synchronized void advance(long steps) {
                made += steps;
                if (phase.equals("indexes") && made > total / 2) {
                    throw new IllegalStateException("interrupted");
                }
            }

            @Override
            public void close() {}
        };
    }
}
