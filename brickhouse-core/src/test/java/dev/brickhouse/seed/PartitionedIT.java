package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaReport;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import java.io.BufferedReader;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders in partitions by month are the same orders, and stay so whatever happens to a seed. */
class PartitionedIT {

    private static final String PLACES = "SELECT tableoid::regclass, count(*), min(order_date)::date >= date_trunc('month',"
            + " min(order_date)) FROM orders GROUP BY 1 ORDER BY 1";

    private final RecordingConsole console = new RecordingConsole();
    private TestDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.create();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    @Tag("every-version")
    void theRowsAreThoseOfThePlainLayoutEachInThePartitionOfItsMonth() throws SQLException {
        SeedResult seeded = seeder().seed(partitioned(SeededDatabase.smallRequest()));

        assertThat(seeded.checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
        FinishedSeed.check(database);
        assertThat(database.rows("SELECT DISTINCT tableoid::regclass::text = 'orders_' || to_char(order_date, 'YYYY_MM') FROM orders"))
                .containsExactly("t");
        assertThat(database.rows("SELECT count(*) > 12 FROM pg_inherits WHERE inhparent = 'orders'::regclass"))
                .containsExactly("t");
        assertThat(database.rows("SELECT count(*) FROM pg_inherits c JOIN pg_index i ON i.indexrelid = c.inhparent"
                        + " WHERE i.indrelid = 'orders'::regclass AND i.indisvalid GROUP BY i.indexrelid"))
                .hasSize(4)
                .containsOnly(database.rows("SELECT count(*) FROM pg_inherits WHERE inhparent = 'orders'::regclass")
                        .get(0));
        List<String> definitions = SeededDatabase.definitions(database);

        // again, over what is there, and by INSERT
        SeedResult again = seeder().seed(SeededDatabase.request(
                SeededDatabase.smallRequest().history().counts(), LoadMethod.INSERT, 2, 1_000));

        assertThat(again.checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
        FinishedSeed.check(database);
        assertThat(SeededDatabase.definitions(database)).isEqualTo(definitions);
        assertThat(console.warnings()).isEmpty();
    }

    private Seeder seeder() {
        return new Seeder(
                new SeedTarget(database.dataSource(), RetailSchema.DEFAULT), Catalog.standard(), console, Progress.NONE);
    }

    private static SeedRequest partitioned(SeedRequest request) {
        return new SeedRequest(
                request.history(),
                request.asOfGiven(),
                request.load(),
                request.overwrite(),
                request.existing(),
                Layout.PARTITIONED,
                request.pluginVersion());
    }
}
