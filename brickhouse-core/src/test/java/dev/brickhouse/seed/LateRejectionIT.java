package dev.brickhouse.seed;

import static dev.brickhouse.seed.SeedFixture.checksums;
import static dev.brickhouse.seed.SeedFixture.definitions;
import static dev.brickhouse.seed.SeedFixture.overwriting;
import static dev.brickhouse.seed.SeedFixture.seeder;
import static dev.brickhouse.seed.SeedFixture.smallRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rejects a single order of many costs no old row, and is named with what is there and how to go on. */
class LateRejectionIT {

    private static final int ORDERS = 25_000;
    private static final SeedRequest REQUEST =
            overwriting(SeedFixture.request(new OrderCounts(24_000, 500, 300, 200), LoadMethod.COPY, 1, 5_000));

    private final RecordingConsole console = new RecordingConsole();
    private TestDatabase database;

    @BeforeEach
    void makeTables() throws SQLException {
        database = TestDatabase.create();
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            COPY | ALTER TABLE orders ADD CONSTRAINT late CHECK (order_id <> LATE) | constraint late
            INSERT | ALTER TABLE orders ADD CONSTRAINT late CHECK (order_id <> LATE) | constraint late
            COPY | CREATE UNIQUE INDEX pairs ON orders ((CASE WHEN order_id IN (LATE, LATE + 1) THEN 0 ELSE order_id END)) | index pairs
            COPY | CREATE INDEX odd ON orders ((1 / (order_id - LATE))) | index odd
            COPY | CREATE TRIGGER late BEFORE INSERT ON orders FOR EACH ROW WHEN (NEW.order_id = LATE) EXECUTE FUNCTION fails() | trigger late
            COPY | CREATE CONSTRAINT TRIGGER late AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.order_id = LATE) EXECUTE FUNCTION fails() | trigger late
            COPY | CREATE TRIGGER late BEFORE INSERT ON orders FOR EACH ROW WHEN (NEW.order_id = LATE) EXECUTE FUNCTION changes() | trigger late
            COPY | CREATE DOMAIN certain AS integer CHECK (VALUE <> LATE); ALTER TABLE orders ALTER order_id TYPE certain | column order_id
            INSERT | CREATE DOMAIN certain AS integer CHECK (VALUE <> LATE); ALTER TABLE orders ALTER order_id TYPE certain | column order_id
            COPY | ALTER TABLE orders ADD part integer GENERATED ALWAYS AS (1 / (order_id - LATE)) STORED | column part
            """)
    void nothingThatRejectsASingleOrderCostsTheOldRows(LoadMethod method, String makes, String actor)
            throws SQLException {
        Seeder seeder = new Seeder(
                new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
                Catalog.standard(),
                console,
                Progress.NONE);
        seeder.seed(smallRequest());
        database.execute("""
                CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'not this one'; END$$;
                CREATE FUNCTION changes() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
                    NEW.notes = 'another'; RETURN NEW;
                END$$;
                """);
        database.execute(makes.replace("LATE", Long.toString(untriedOrder())));
        TreeMap<String, String> before = checksums(database);
        List<String> definitions = definitions(database);
        OrderCounts counts = new OrderCounts(24_000, 500, 300, 200);
        SeedRequest request = overwriting(SeedFixture.request(counts, method, 1, 5_000));

        assertThat(seeder.dryRun(request).lines())
                .contains("Table \"orders\" has what this plugin did not make and what may"
                        + " reject rows: " + actor
                        + "; all 25,000 orders would be tried first, and if one is rejected, nothing is"
                        + " changed; that takes longer than the load itself, so disable, drop or undo that for the time of the seed if you"
                        + " know that no order is rejected");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seeder.seed(request))
                .withMessageContaining("cannot be seeded as it is, and nothing was changed: ")
                .withMessageEndingWith("look at what acts on its rows, and disable, drop or undo it: " + actor + ".");

        assertThat(console.info())
                .anySatisfy(line -> assertThat(line)
                        .contains("what may reject rows: " + actor + "; all 25,000 orders are tried first"));
        assertThat(checksums(database)).isEqualTo(before);
        assertThat(definitions(database)).isEqualTo(definitions);
        assertThat(database.rows("SELECT state FROM brickhouse_seed")).containsExactly("complete");
    }

    @Test
    void whatRejectsNoOrderIsTriedWithAllAndHindersNothing() throws SQLException {
        Seeder seeder = seeder(database.dataSource());
        seeder.seed(smallRequest());
        database.execute("CREATE SEQUENCE more;"
                + " ALTER TABLE orders ALTER order_number TYPE varchar(9), ALTER from_store_id SET NOT NULL,"
                + " ADD batch int DEFAULT nextval('more'), ADD tenant int DEFAULT 1,"
                + " ADD CONSTRAINT sane CHECK (quantity_cases > 0),"
                + " ADD CONSTRAINT waits UNIQUE (order_number, order_id) DEFERRABLE INITIALLY DEFERRED");
        assertThat(seeder.dryRun(REQUEST).lines())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "what may reject rows: column batch, column from_store_id, column order_number, constraint sane,"
                                        + " constraint waits; all 25,000 orders would be tried first"));

        SeedResult result = seeder.seed(REQUEST);

        assertThat(result.outcome()).isEqualTo(SeedResult.Outcome.SEEDED);
        assertThat(result.steps()).anyMatch(step -> step.name().equals("trial") && step.rows() == ORDERS);
        assertThat(database.rows("SELECT count(*), (SELECT state FROM brickhouse_seed) FROM orders"))
                .containsExactly("25000 | complete");
    }

    @Test
    void aConstraintThatOneOrderBreaksIsNamedAndTheSeedGoesOnWithoutIt() throws SQLException {
        long orderId = untriedOrder();
        database.execute("ALTER TABLE orders ADD CONSTRAINT late CHECK (order_id <> " + orderId + ") NOT VALID,"
                + " ADD CONSTRAINT other CHECK (quantity_cases > 0)");
        assertThat(seeder(database.dataSource()).dryRun(REQUEST).lines())
                .contains(
                        "Table \"orders\" has what this plugin did not make and what may reject rows: constraint late,"
                                + " constraint other; 20,000 of 25,000 orders would be tried first, and if it is another one that is"
                                + " rejected, the load stops there and continues when the same goal is run without them");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> seeder(database.dataSource()).seed(REQUEST))
                .withMessageStartingWith(
                        "Could not seed schema \"public\" (10,000 of 25,000 orders are loaded and kept,"
                                + " and the same goal with the same settings resumes the seed): something that this plugin did not make rejects orders of this seed; disable, drop or undo it,"
                                + " and run the same goal again: constraint late. (new row for relation \"orders\" violates check"
                                + " constraint \"late\"");
        assertThat(database.rows("SELECT count(*) FROM orders")).containsExactly("10000");

        database.execute("ALTER TABLE orders DROP CONSTRAINT late");
        assertThat(seeder(database.dataSource()).seed(REQUEST).outcome()).isEqualTo(SeedResult.Outcome.RESUMED);
        assertThat(database.rows("SELECT count(*), (SELECT state FROM brickhouse_seed) FROM orders"))
                .containsExactly("25000 | complete");
    }

    @Test
    void aUniqueIndexThatTheOrdersBreakIsNamedWhereItIsBuiltAgain() throws SQLException {
        long orderId = untriedOrder();
        database.execute("CREATE UNIQUE INDEX pairs ON orders ((CASE WHEN order_id IN (" + orderId + ", "
                + (orderId + 1) + ") THEN 0 ELSE order_id END))");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> seeder(database.dataSource()).seed(REQUEST))
                .withMessageContaining("(25,000 of 25,000 orders are loaded and kept, and the same goal")
                .withMessageContaining(
                        "the orders of this seed break \"pairs\", which this plugin did not make and put aside"
                                + " for the load; to do without it, run DELETE FROM \"public\".\"brickhouse_suspended\" WHERE"
                                + " object_name = 'pairs', and run the same goal again. (could not create unique index");

        database.execute("DELETE FROM \"public\".\"brickhouse_suspended\" WHERE object_name = 'pairs'");
        assertThat(seeder(database.dataSource()).seed(REQUEST).outcome()).isEqualTo(SeedResult.Outcome.RESUMED);
        assertThat(database.rows("SELECT count(*), (SELECT state FROM brickhouse_seed) FROM orders"))
                .containsExactly("25000 | complete");
    }

    private static long untriedOrder() {
        Set<Long> tried = LongStream.range(0, 20_000)
                .map(row -> TrialLoad.spread(row, 20_000, ORDERS))
                .boxed()
                .collect(Collectors.toSet());
        return LongStream.range(12_000, ORDERS)
                        .filter(row -> !tried.contains(row))
                        .findFirst()
                        .orElseThrow()
                + 1;
    }
}
