package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.validate.CheckResult;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Validator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders in partitions by month are the same orders, and stay so whatever happens to a seed. */
class PartitionedIT {

    private static final String PARTITIONS =
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'orders'::regclass ORDER BY 1";

    /** How many parts each index of the table has, if all of them are valid. */
    private static final String PARTS =
            "SELECT count(*) FROM pg_inherits h JOIN pg_index i ON i.indexrelid = h.inhparent"
                    + " WHERE i.indrelid = 'orders'::regclass AND i.indisvalid GROUP BY i.indexrelid";

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
        SeedResult seeded = seeder().seed(partitioned(SeedFixture.smallRequest()));

        assertThat(seeded.checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
        FinishedSeed.check(database);
        assertThat(database.rows(
                        "SELECT DISTINCT tableoid::regclass::text = 'orders_' || to_char(order_date, 'YYYY_MM')"
                                + " FROM orders"))
                .containsExactly("t");
        assertThat(console.info()).noneMatch(line -> line.contains("longer") || line.contains("tried first"));
        List<String> partitions = database.rows(PARTITIONS);
        assertThat(partitions).contains("orders_2025_11", "orders_2026_11", "orders_default");
        assertThat(database.rows(PARTS)).hasSize(4).containsOnly(Integer.toString(partitions.size()));
        List<String> definitions = SeedFixture.definitions(database);

        SeedResult again = seeder().seed(SeedFixture.request(
                SeedFixture.smallRequest().history().counts(), LoadMethod.INSERT, 2, 1_000));

        assertThat(again.checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
        FinishedSeed.check(database);
        assertThat(SeedFixture.definitions(database)).isEqualTo(definitions);
        assertThat(console.warnings()).isEmpty();

        // what a key by month cannot refuse is found by a query
        database.execute(
                "INSERT INTO orders (order_id, order_number, to_store_id, product_id, quantity_cases, requested_by,"
                        + " order_date) SELECT order_id, order_number, to_store_id, product_id, quantity_cases, requested_by,"
                        + " '2026-03-01 10:00' FROM orders WHERE order_id = 7");
        assertThat(violations())
                .containsEntry("orders-id-unique", List.of("order_id=7: 2 rows"))
                .containsKey("orders-number-unique");
    }

    @Test
    void killedAndJoinedRunsEndInTheSameContents() throws Exception {
        Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Layout.PARTITIONED, console);
        for (String phase : List.of("orders", "indexes")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> SeedFixture.seeder(
                                    database.dataSource(), RetailSchema.DEFAULT, failingHalfwayThrough(phase))
                            .seed(SeedFixture.smallRequest()));
        }
        List<Process> processes = List.of(
                SeedProcess.start(database.url(), ExistingSeedPolicy.JOIN),
                SeedProcess.start(database.url(), ExistingSeedPolicy.JOIN));

        assertThat(SeedProcess.killFirst(processes, SeedProcess.STEP + " in indexes"))
                .startsWith(SeedProcess.DONE + DefaultSeed.SMALL_CHECKSUM);
        FinishedSeed.check(database);
        assertThat(database.rows(PARTS))
                .hasSize(4)
                .containsOnly(Integer.toString(database.rows(PARTITIONS).size()));
    }

    @Test
    void aTableThatIsThereKeepsItsLayout() throws SQLException {
        SeedRequest plain = with(SeedFixture.smallRequest(), Layout.PLAIN);
        seeder().seed(partitioned(SeedFixture.smallRequest()));

        for (SeedRequest request :
                List.of(plain, SeedFixture.with(plain, ExistingSeedPolicy.SEED_ONCE), SeedFixture.overwriting(plain))) {
            SeedRequest asking = with(request, Layout.PLAIN);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> seeder().seed(asking))
                    .withMessageStartingWith("The orders in schema \"public\" have the layout partitioned, and"
                            + " brickhouse.layout asks for plain; a table that is there keeps its layout, and nothing was"
                            + " changed; ");
        }
        assertThat(seeder().dryRun(plain).lines())
                .anyMatch(line -> line.startsWith("A seed would be refused: The orders in schema"));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() ->
                        Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Layout.PLAIN, Console.SILENT));
        assertThat(seeder().seed(
                                SeedFixture.with(partitioned(SeedFixture.smallRequest()), ExistingSeedPolicy.SEED_ONCE))
                        .outcome())
                .isEqualTo(SeedResult.Outcome.KEPT);
        try (TestDatabase other = TestDatabase.create()) {
            TestSchemas.migrate(other.dataSource(), RetailSchema.DEFAULT, console);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> Schemas.migrate(
                            other.dataSource(), RetailSchema.DEFAULT, Layout.PARTITIONED, Console.SILENT))
                    .withMessageContaining("have the layout plain, and brickhouse.layout asks for partitioned");
        }
    }

    @Test
    void anIndexThatCannotBeBuiltAgainIsNamedAndTheSeedGoesOnWithoutIt() throws SQLException {
        seeder().seed(partitioned(SeedFixture.smallRequest()));
        database.execute("CREATE FUNCTION short(t text) RETURNS text IMMUTABLE LANGUAGE sql AS $$SELECT left(t, 5)$$;"
                + " CREATE INDEX mine ON orders (short(order_number)); UPDATE brickhouse_seed SET state = 'finishing',"
                + " completed_at = NULL; INSERT INTO brickhouse_suspended (table_name, object_name, kind, definition)"
                + " VALUES ('orders', 'mine', 'index', pg_get_indexdef('mine'::regclass)); DROP INDEX mine;"
                + " DROP FUNCTION short");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> seeder().seed(SeedFixture.smallRequest()))
                .withMessageContaining("\"mine\", which was put aside for the load, cannot be made again")
                .withMessageContaining(
                        "run DELETE FROM \"public\".\"brickhouse_suspended\" WHERE object_name = 'mine'");
    }

    /** A repair takes this lock first and then one table after the other; so must a seed. */
    @Test
    void aSeedThatHasLockedTheTablesKeepsRepairsWaiting() throws SQLException {
        seeder().seed(partitioned(SeedFixture.smallRequest()));
        List<String> free = new ArrayList<>();
        Progress afterTruncate = (phase, total, done) -> {
            if (phase.equals("stock model")) {
                try {
                    free.addAll(database.rows("SELECT pg_try_advisory_xact_lock(hashtextextended('brickhouse repair '"
                            + " || 'public', 0))"));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
            return Progress.NONE.begin(phase, total, done);
        };

        SeedFixture.seeder(database.dataSource(), RetailSchema.DEFAULT, afterTruncate)
                .seed(SeedFixture.overwriting(SeedFixture.smallRequest()));

        assertThat(free).containsExactly("f");
    }

    @Test
    void oldMonthsCanBeDropped() throws SQLException {
        seeder().seed(partitioned(SeedFixture.smallRequest()));
        database.execute("DROP TABLE orders_2025_11, orders_2025_12");

        assertThat(violations()).isEmpty();
        assertThat(validate())
                .filteredOn(result -> !result.outcome().equals("passed"))
                .extracting(CheckResult::id)
                .containsExactly("journal-status-counts", "inventory-was-ordered");
        database.execute("DELETE FROM orders WHERE order_id = 5000");
        assertThat(violations().get("journal-orders")).containsExactly("order_id=5000: is missing");

        assertThat(seeder().seed(SeedFixture.smallRequest()).checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
        FinishedSeed.check(database);
        assertThat(console.info()).contains("Created 2 partitions, orders_2025_11 to orders_2025_12");

        database.execute("ALTER TABLE orders DETACH PARTITION orders_2025_11");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seeder().seed(SeedFixture.smallRequest()))
                .withMessageContaining("table orders_2025_11 refers to table stores");
        database.execute("DROP TABLE orders_2025_11; CREATE TABLE orders_2025_11 (n) AS SELECT 1");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seeder().seed(SeedFixture.smallRequest()))
                .withMessageContaining("needs a partition named orders_2025_11");
        assertThat(database.rows("SELECT n FROM orders_2025_11")).containsExactly("1");
        assertThat(database.rows("SELECT count(*) > 5000 FROM orders")).containsExactly("t");
    }

    @Test
    void ordersOfTheFirstMonthThatAreInTheDefaultPartitionAreStillExpected() throws SQLException {
        seeder().seed(partitioned(SeedFixture.smallRequest()));
        database.execute("CREATE TABLE kept AS SELECT * FROM orders_2025_11; DROP TABLE orders_2025_11;"
                + " INSERT INTO orders SELECT * FROM kept WHERE order_id > 1; DROP TABLE kept");

        assertThat(violations().get("journal-orders")).containsExactly("order_id=1: is missing");
    }

    private Map<String, List<String>> violations() {
        Map<String, List<String>> found = new TreeMap<>();
        validate().stream()
                .filter(CheckResult::violated)
                .forEach(result -> found.put(result.id(), result.sampleKeys()));
        return found;
    }

    private List<CheckResult> validate() {
        return new Validator(RetailSchema.DEFAULT, Checks.all())
                .validate(database.dataSource(), Console.SILENT, Progress.NONE)
                .results();
    }

    private Seeder seeder() {
        return new Seeder(
                new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
                Catalog.standard(),
                console,
                Progress.NONE);
    }

    private static SeedRequest partitioned(SeedRequest request) {
        return with(request, Layout.PARTITIONED);
    }

    private static SeedRequest with(SeedRequest request, Layout layout) {
        return new SeedRequest(
                request.history(),
                request.asOfGiven(),
                request.load(),
                request.overwrite(),
                request.existing(),
                layout,
                request.pluginVersion());
    }

    private static Progress failingHalfwayThrough(String failing) {
        return (phase, total, done) -> new Progress.Task() {
            private long made;

            @Override
            public synchronized void advance(long steps) {
                made += steps;
                if (phase.equals(failing) && made > total / 2) {
                    throw new IllegalStateException("halfway through " + failing);
                }
            }

            @Override
            public void close() {}
        };
    }
}
