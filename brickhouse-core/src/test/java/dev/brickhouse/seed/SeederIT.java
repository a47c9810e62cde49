package dev.brickhouse.seed;

import static dev.brickhouse.seed.SeedFixture.checksums;
import static dev.brickhouse.seed.SeedFixture.definitions;
import static dev.brickhouse.seed.SeedFixture.overwriting;
import static dev.brickhouse.seed.SeedFixture.request;
import static dev.brickhouse.seed.SeedFixture.seeder;
import static dev.brickhouse.seed.SeedFixture.smallRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.history.HistorySettings;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeederIT {

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
    void fillsEveryTableWithExactlyTheDefaultVolumes() throws SQLException {
        SeedResult summary = seeder(database.dataSource())
                .seed(request(OrderCounts.DEFAULT, LoadMethod.COPY, 2, LoadOptions.DEFAULT_CHUNK_SIZE));

        assertThat(database.rows("SELECT order_status, count(*) FROM orders GROUP BY 1 ORDER BY 1"))
                .containsExactly("approved | 13532", "cancelled | 580", "fulfilled | 226832", "pending_review | 1347");
        assertThat(
                        database.rows(
                                "SELECT (SELECT count(*) FROM products), (SELECT count(*) FROM stores), (SELECT count(*) FROM users), (SELECT count(*) FROM inventory)"))
                .containsExactly("156 | 26 | 33 | 3933");
        assertThat(database.rows(
                        "SELECT stock_status, count(*) > 0 FROM analytics.low_stock_alerts GROUP BY 1 ORDER BY 1"))
                .containsExactly("CRITICAL | t", "LOW | t");
        assertThat(database.rows("SELECT count(*) > 0 FROM analytics.inventory_summary"))
                .containsExactly("t");
        assertThat(summary.steps())
                .filteredOn(step -> step.name().equals("orders"))
                .extracting(SeedResult.Step::rows)
                .containsExactly(OrderCounts.DEFAULT.total());
    }

    @Test
    void copyAndInsertEndInTheSameRows() throws SQLException {
        OrderCounts counts = new OrderCounts(2_500, 200, 40, 30);
        seeder(database.dataSource()).seed(request(counts, LoadMethod.COPY, 2, 1_000));
        TreeMap<String, String> copied = checksums(database);
        try (TestDatabase other = TestDatabase.create()) {
            seeder(other.dataSource()).seed(request(counts, LoadMethod.INSERT, 1, 2_000));

            assertThat(checksums(other)).isEqualTo(copied);
        }
    }

    @Test
    void rowsDependNeitherOnThreadsNorOnChunks() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        TreeMap<String, String> first = checksums(database);

        seeder(database.dataSource()).seed(request(smallRequest().history().counts(), LoadMethod.COPY, 5, 1_700));

        assertThat(checksums(database)).isEqualTo(first);
    }

    @Test
    void leavesTheSameIndexesAndConstraintsAsTheMigrations() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        List<String> migrated = definitions(database);

        seeder(database.dataSource()).seed(smallRequest());

        assertThat(definitions(database)).isEqualTo(migrated);
    }

    /** Whatever the planner knows of the catalog, and so in whichever order it looks. */
    @Test
    @Tag("every-version")
    void aTableOfTheSameNameInAnotherSchemaIsNoneOfItsBusiness() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        database.execute("ANALYZE pg_class; ANALYZE pg_attribute; ANALYZE pg_depend; CREATE SCHEMA legacy;"
                + " CREATE TABLE legacy.orders (order_id int PRIMARY KEY, customer text);"
                + " CREATE TABLE legacy.users (id serial, name text); INSERT INTO legacy.users (name) VALUES ('A')");

        seeder(database.dataSource()).seed(smallRequest());

        assertThat(database.rows("SELECT count(*) FROM legacy.users")).containsExactly("1");
    }

    /** One from which other tables draw, too, for example. */
    @Test
    void aSequenceThatBelongsToNoColumnOnlyGoesForward() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        database.execute(
                "CREATE SEQUENCE behind; CREATE SEQUENCE ahead; SELECT nextval('behind'), setval('ahead', 90000);"
                        + " ALTER TABLE orders ALTER order_id SET DEFAULT nextval('behind');"
                        + " ALTER TABLE inventory ALTER inventory_id SET DEFAULT nextval('ahead')");

        seeder(database.dataSource()).seed(smallRequest());

        assertThat(database.rows("SELECT nextval('behind') - max(order_id), nextval('ahead') FROM orders"))
                .containsExactly("1 | 90001");
    }

    @Test
    void keepsAnIndexThatTheUserAddedToOrders() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        database.execute("CREATE INDEX my_index ON orders (lower(notes)) WHERE notes IS NOT NULL");
        database.execute("CREATE TABLE invoices (order_id integer REFERENCES orders)");
        List<String> before = definitions(database);

        // the reference keeps TRUNCATE away, which is not this test's subject
        database.execute("DROP TABLE invoices");
        seeder(database.dataSource()).seed(smallRequest());

        assertThat(definitions(database))
                .isEqualTo(before.stream()
                        .filter(line -> !line.startsWith("invoices"))
                        .toList());
    }

    @Test
    void refusesInOneSentenceWhereAnotherTableRefersToTheRows() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        database.execute("CREATE TABLE invoices (order_id integer REFERENCES orders)");
        TreeMap<String, String> before = checksums(database);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seeder(database.dataSource()).seed(smallRequest()))
                .withMessageContaining("invoices");
        assertThat(checksums(database)).isEqualTo(before);
    }

    @Test
    void seedsSeveralSchemasOfOneDatabaseWhateverTheirNames() throws SQLException {
        seeder(database.dataSource(), new RetailSchema("Müller & \"Co\"", "Müller analytics"), Progress.NONE)
                .seed(smallRequest());
        seeder(database.dataSource(), new RetailSchema("other", "other_analytics"), Progress.NONE)
                .seed(smallRequest());

        assertThat(checksums(database, "\"Müller & \"\"Co\"\"\"")).isEqualTo(checksums(database, "other"));
        assertThat(database.rows("SELECT count(*) > 0 FROM \"Müller analytics\".low_stock_alerts"))
                .containsExactly("t");
    }

    @Test
    void putsSequencesPastTheIdsSoThatAnApplicationCanGoOn() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());

        assertThat(database.rows("""
                        INSERT INTO orders (order_number, to_store_id, product_id, quantity_cases, requested_by)
                        VALUES ('APP1', 2, 1, 10, 1) RETURNING order_id
                        """)).containsExactly("5616");
        assertThat(database.rows("""
                        INSERT INTO products (product_name, brand, category, package_size, unit_price)
                        VALUES ('New', 'New', 'Cola', '1 l', 1) RETURNING product_id
                        """)).containsExactly("157");
    }

    @Test
    void anEmptyHistoryIsAHistoryToo() throws SQLException {
        seeder(database.dataSource()).seed(request(new OrderCounts(0, 0, 0, 0), LoadMethod.COPY, 2, 1_000));

        assertThat(database.rows("SELECT count(*) FROM orders")).containsExactly("0");
        assertThat(database.rows("SELECT state FROM brickhouse_seed")).containsExactly("complete");
        assertThat(
                        database.rows(
                                "INSERT INTO orders (order_number, to_store_id, product_id, quantity_cases, requested_by) VALUES ('A', 2, 1, 1, 1) RETURNING order_id"))
                .containsExactly("1");
    }

    @Test
    void replacesItsOwnRowsBySeedsWithOtherSettings() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());

        seeder(database.dataSource()).seed(request(new OrderCounts(100, 10, 5, 5), LoadMethod.COPY, 1, 1_000));

        assertThat(database.rows("SELECT count(*), min(order_id), max(order_id) FROM orders"))
                .containsExactly("120 | 1 | 120");
        assertThat(database.rows("SELECT count(*) FROM brickhouse_seed")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO products (product_name, brand, category, package_size, unit_price) VALUES ('Mine', 'M', 'Cola', '1 l', 1)",
                "INSERT INTO stores (store_name, store_code, address, city, state, zip_code, region, store_type) VALUES ('M', 'M1', 'a', 'c', 'GA', '1', 'South', 'Urban')",
                "INSERT INTO users (username, email, first_name, last_name, role) VALUES ('m', 'm@x', 'M', 'M', 'store_manager')",
                "INSERT INTO orders (order_number, to_store_id, product_id, quantity_cases, requested_by) VALUES ('M1', 2, 1, 10, 1)"
            })
    void doesNotTouchRowsThatAnApplicationAdded(String insert) throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        database.execute(insert);
        TreeMap<String, String> before = checksums(database);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seeder(database.dataSource()).seed(smallRequest()))
                .withMessageContaining("holds rows that brickhouse:seed did not write")
                .withMessageContaining("brickhouse.overwrite=true");
        assertThat(checksums(database)).isEqualTo(before);

        seeder(database.dataSource()).seed(overwriting(smallRequest()));
        assertThat(database.rows("SELECT count(*) FROM orders")).containsExactly("5615");
    }

    @Test
    void doesNotTouchADatabaseOfTheOriginalTool() throws SQLException {
        database.makeOriginal();
        TreeMap<String, String> before = checksums(database);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seeder(database.dataSource()).seed(smallRequest()))
                .withMessageContaining("brickhouse.overwrite=true");

        assertThat(checksums(database)).isEqualTo(before);
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relname LIKE 'brickhouse%'"))
                .isEmpty();
    }

    @Test
    void secondSeedOfASchemaIsRefusedWhileTheFirstIsAtWork() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Progress holding = (phase, total, done) -> {
            begun.countDown();
            awaitUninterruptibly(goOn);
            return Progress.NONE.begin(phase, total, done);
        };
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<SeedResult> first = executor.submit(() ->
                    seeder(database.dataSource(), RetailSchema.DEFAULT, holding).seed(smallRequest()));
            begun.await();

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> seeder(database.dataSource()).seed(smallRequest()))
                    .withMessageContaining("Another brickhouse:seed is running on schema \"public\"");
            seeder(database.dataSource(), new RetailSchema("other", "other_analytics"), Progress.NONE)
                    .seed(smallRequest());

            goOn.countDown();
            assertThat(first.get().steps()).isNotEmpty();
        } finally {
            goOn.countDown();
            executor.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"products", "inventory", "orders", "indexes", "foreign keys", "analytics"})
    void completesASeedWhoseConnectionsWereKilled(String killedPhase) throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        TreeMap<String, String> undisturbed = checksums(database);
        List<String> definitions = definitions(database);
        try (TestDatabase other = TestDatabase.create()) {
            assertThatThrownBy(() -> seeder(other.dataSource(), RetailSchema.DEFAULT, killing(other, killedPhase))
                            .seed(smallRequest()))
                    .isInstanceOfAny(DatabaseException.class, Killed.class);
            assertThat(other.rows("SELECT state FROM brickhouse_seed")).doesNotContain("complete");

            SeedResult summary = seeder(other.dataSource()).seed(smallRequest());

            assertThat(summary.resumed())
                    .isEqualTo(!Set.of("products", "inventory").contains(killedPhase));
            assertThat(checksums(other)).isEqualTo(undisturbed);
            assertThat(definitions(other)).isEqualTo(definitions);
            assertThat(other.rows("SELECT count(*) FROM brickhouse_suspended")).containsExactly("0");
        }
    }

    @Test
    void anUnfinishedSeedWithOtherSettingsIsNamedAndKept() throws SQLException {
        assertThatThrownBy(() -> seeder(database.dataSource(), RetailSchema.DEFAULT, killing(database, "orders"))
                        .seed(smallRequest()))
                .isInstanceOfAny(DatabaseException.class, Killed.class);
        SeedRequest other = request(new OrderCounts(100, 10, 5, 5), LoadMethod.COPY, 1, 1_000);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seeder(database.dataSource()).seed(other))
                .withMessageContaining("fulfilledOrders is 5200 there and 100 here")
                .withMessageContaining("start over with -Dbrickhouse.restart=true");

        seeder(database.dataSource()).seed(overwriting(other));
        assertThat(database.rows("SELECT count(*) FROM orders")).containsExactly("120");
        assertThat(database.rows(
                        "SELECT count(*) FROM pg_constraint WHERE conrelid = 'orders'::regclass AND contype = 'f'"))
                .containsExactly("5");
    }

    @Test
    void anUnfinishedSeedIsCompletedOnALaterDayWhenNoAsOfDateIsGiven() throws SQLException {
        SeedRequest yesterday = withoutAsOf(smallRequest().history());
        assertThatThrownBy(() -> seeder(database.dataSource(), RetailSchema.DEFAULT, killing(database, "orders"))
                        .seed(yesterday))
                .isInstanceOfAny(DatabaseException.class, Killed.class);

        SeedResult summary = seeder(database.dataSource())
                .seed(withoutAsOf(smallRequest().history().withAsOf(SeedFixture.AS_OF.plusDays(1))));

        assertThat(summary.resumed()).isTrue();
        assertThat(summary.asOf()).isEqualTo(SeedFixture.AS_OF);
    }

    @Test
    void aRoleThatOwnsNothingLoadsWithIndexesInPlace() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        List<String> definitions = definitions(database);
        var user = database.dataSourceOfNewUser();
        String role = user.getUser();
        database.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role);
        database.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO " + role);
        database.execute("GRANT USAGE, CREATE ON SCHEMA public, analytics TO " + role);
        database.execute("REVOKE TRUNCATE ON ALL TABLES IN SCHEMA public FROM " + role);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seeder(user).seed(smallRequest()))
                .withMessageContaining("inventory_summary");
        assertThat(database.rows("SELECT count(*) FROM stores")).containsExactly("0");
        for (String view : List.of("inventory_summary", "order_trends", "low_stock_alerts")) {
            database.execute("ALTER MATERIALIZED VIEW analytics." + view + " OWNER TO " + role);
        }

        seeder(user).seed(smallRequest());

        assertThat(database.rows("SELECT count(*) FROM orders")).containsExactly("5615");
        assertThat(definitions(database)).isEqualTo(definitions);
    }

    @Test
    void aDryRunSaysWhatItWouldDoAndChangesNothing() throws SQLException {
        List<String> lines =
                seeder(database.dataSource()).dryRun(smallRequest()).lines();

        assertThat(String.join("\n", lines))
                .contains("Connected to PostgreSQL")
                .contains("holds 0 of the five tables and no seed")
                .contains("5,615")
                .contains("Nothing was changed");
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    @Test
    void saysWhatItReplacesBeforeItDoes() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        assertThat(told(smallRequest()).shown())
                .anySatisfy(line -> assertThat(line)
                        .matches(
                                "Replacing the seed [0-9a-f]{16} as of 2026-11-24, started [0-9-]+ [0-9:]+: 156 in products,"
                                        + " 26 in stores, 33 in users, 518 in inventory, 5,615 in orders"))
                .noneSatisfy(line -> assertThat(line).containsAnyOf("changed since", "not looked at"))
                .noneSatisfy(line -> assertThat(line).containsAnyOf("up to date", "nothing to do"));

        database.execute("UPDATE orders SET notes = 'changed' WHERE order_id = 5");
        assertThat(seeder(database.dataSource()).dryRun(smallRequest()).lines())
                .contains("That seed has been changed since, and the changes would be lost: the tables hold values"
                        + " other than those that were seeded");

        database.execute("UPDATE inventory SET quantity_cases = quantity_cases + 1 WHERE inventory_id = 5");
        assertThat(seeder(database.dataSource()).dryRun(smallRequest()).lines())
                .anySatisfy(line -> assertThat(line).startsWith("A seed would replace the seed "))
                .contains("That seed has been changed since, and the changes would be lost: the tables hold values"
                        + " other than those that were seeded");

        database.execute("DELETE FROM orders WHERE order_id < 6; INSERT INTO products (product_name, brand, category,"
                + " package_size, unit_price) VALUES ('Mine', 'M', 'Cola', '1 l', 1)");
        assertThat(told(overwriting(smallRequest())).warnings())
                .contains(
                        "That seed has been changed since, and the changes are lost: products had 156 rows, orders had 5,615"
                                + " rows");
    }

    @Test
    void saysWhereItDidNotLookForChanges() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        database.execute("UPDATE pg_class SET reltuples = 24e6 WHERE oid = 'orders'::regclass;"
                + " UPDATE orders SET notes = 'changed' WHERE order_id = 5");

        assertThat(seeder(database.dataSource()).dryRun(smallRequest()).lines())
                .anySatisfy(line -> assertThat(line).contains("about 24,", " in orders"))
                .contains("These rows were not checked for changed values; any changes would be" + " lost too");
    }

    @Test
    void saysHowManyRowsOfOthersItReplaces() throws SQLException {
        database.makeOriginal();
        String products = database.rows("SELECT count(*) FROM products").get(0);

        assertThat(told(overwriting(smallRequest())).shown())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("Replacing rows that brickhouse:seed did not write: " + products + " in products"));
    }

    @Test
    void saysNothingOfReplacingWhereThereIsNothing() throws SQLException {
        assertThat(told(smallRequest()).shown())
                .noneSatisfy(line -> assertThat(line).contains("Replacing"));
    }

    private RecordingConsole told(SeedRequest request) {
        RecordingConsole console = new RecordingConsole();
        new Seeder(
                        new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
                        dev.brickhouse.catalog.Catalog.standard(),
                        console,
                        Progress.NONE)
                .seed(request);
        return console;
    }

    @Test
    void anUnfinishedSeedStartsOverOnRequest() throws SQLException {
        assertThatThrownBy(() -> seeder(database.dataSource(), RetailSchema.DEFAULT, killing(database, "indexes"))
                        .seed(smallRequest()))
                .isInstanceOfAny(DatabaseException.class, Killed.class);
        String unfinished = database.rows("SELECT seed_id FROM brickhouse_seed").get(0);

        SeedResult summary =
                seeder(database.dataSource()).seed(SeedFixture.with(smallRequest(), ExistingSeedPolicy.RESTART));

        assertThat(summary.outcome()).isEqualTo(SeedResult.Outcome.SEEDED);
        assertThat(database.rows("SELECT seed_id FROM brickhouse_seed")).doesNotContain(unfinished);
        FinishedSeed.check(database);
    }

    @Test
    void startingOverDoesNotTouchRowsOfOthers() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        database.execute("INSERT INTO users (username, email, first_name, last_name, role)"
                + " VALUES ('m', 'm@x', 'M', 'M', 'store_manager')");
        TreeMap<String, String> before = checksums(database);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seeder(database.dataSource())
                        .seed(SeedFixture.with(smallRequest(), ExistingSeedPolicy.RESTART)));

        assertThat(checksums(database)).isEqualTo(before);
    }

    private static SeedRequest withoutAsOf(HistorySettings history) {
        SeedRequest request = smallRequest();
        return SeedFixture.request(history, false, request.load(), false, request.pluginVersion());
    }

    private static final class Killed extends RuntimeException {}

    /** Ends every connection to the database, and the seed, when the phase has made its first step. */
    private static Progress killing(TestDatabase database, String killedPhase) {
        AtomicBoolean killed = new AtomicBoolean();
        return (phase, total, done) -> new Progress.Task() {
            @Override
            public void advance(long steps) {
                if (phase.equals(killedPhase) && killed.compareAndSet(false, true)) {
                    try {
                        database.killOtherConnections();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    throw new Killed();
                }
            }

            @Override
            public void close() {}
        };
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
