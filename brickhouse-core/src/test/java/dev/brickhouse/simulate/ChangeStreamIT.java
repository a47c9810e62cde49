package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.advance.Advance;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.embedded.EmbeddedServer;
import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.embedded.WalLevel;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.seed.SeedTarget;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.replication.LogSequenceNumber;

/** A consumer that applies every change holds exactly the tables, whatever the goals do to them meanwhile. */
class ChangeStreamIT {

    private static final LocalDate AS_OF = SeedFixture.AS_OF.minusDays(8);
    private static final int WORKERS = 4;

    @TempDir
    private static Path temporary;

    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.start(
                TestServer.settings(temporary.resolve("pg")).withWalLevel(WalLevel.LOGICAL), Console.SILENT);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PARTITIONED"})
    void aConsumerHoldsTheTables(Layout layout) throws Exception {
        try (TestDatabase database = TestDatabase.on(TestServer.url(server.port()))) {
            Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, layout, Console.SILENT);
            SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest(AS_OF));
            database.execute("CREATE PUBLICATION brickhouse FOR TABLE products, stores, users, inventory, orders"
                    + " WITH (publish_via_partition_root = true)");

            CompletableFuture<SimulationResult> simulation = CompletableFuture.supplyAsync(() -> simulate(database));
            awaitOrders(database, simulation);
            String slot = "known_answer_" + layout.label();
            try (ChangeConsumer consumer = ChangeConsumer.follow(url(database), slot, "brickhouse")) {
                Replica replica = consumer.replica();
                SimulationResult simulated = simulation.join();
                catchUp(consumer, database);
                assertThat(simulated.operations())
                        .allSatisfy(each -> assertThat(each.errors()).isZero());
                assertThat(replica.inserted()).isPositive();
                assertThat(replica.updated()).isGreaterThan(replica.inserted());

                int before = replica.transactions();
                new Advance(target(database), Console.SILENT, Progress.NONE).run(AS_OF.plusDays(8), AS_OF.plusDays(8));
                catchUp(consumer, database);
                assertThat(replica.transactions()).isGreaterThanOrEqualTo(before + 8);

                int inserted = replica.inserted();
                SeedFixture.seeder(database.dataSource())
                        .seed(SeedFixture.overwriting(SeedFixture.smallRequest(AS_OF.plusMonths(2))));
                catchUp(consumer, database);
                assertThat(replica.truncated()).isPositive();
                assertThat(replica.inserted()).isGreaterThan(inserted + 5_000);

                database.execute("DELETE FROM orders WHERE order_id % 7 = 0;"
                        + " UPDATE orders SET order_id = order_id + 1000000 WHERE order_id % 11 = 0");
                catchUp(consumer, database);
                assertThat(replica.deleted()).isPositive();
            }
            database.rows("SELECT pg_drop_replication_slot(?)", slot);
        }
    }

    private static SimulationResult simulate(TestDatabase database) {
        SimulationRequest request = SimulationRequest.builder()
                .workers(WORKERS)
                .mix(Mix.parse("place=20,approve=20,fulfill=18,cancel=4,sell=10,receive=4"))
                .duration(Duration.ofSeconds(4))
                .refreshEvery(Duration.ofSeconds(1))
                .seed(SimulatedDatabase.SEED)
                .build();
        return SimulatedDatabase.simulate(database.dataSource(), request);
    }

    /** Without the settings of the tests' data source, some of which a replication connection refuses. */
    private static String url(TestDatabase database) {
        return "jdbc:postgresql://localhost:" + server.port() + "/" + database.name() + "?user=postgres";
    }

    private static SeedTarget target(TestDatabase database) {
        return new SeedTarget(database.dataSource(), RetailSchema.DEFAULT);
    }

    private static void awaitOrders(TestDatabase database, CompletableFuture<?> simulation) throws SQLException {
        String count = "SELECT count(*) FROM orders WHERE order_date > current_date";
        while (database.rows(count).get(0).equals("0") && !simulation.isDone()) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(simulation).isNotDone();
    }

    /** Applies all that has happened, and compares every row and the checksums that the documentation shows. */
    private static void catchUp(ChangeConsumer consumer, TestDatabase database) throws SQLException, TimeoutException {
        LogSequenceNumber end = LogSequenceNumber.valueOf(
                database.rows("SELECT pg_current_wal_lsn()").get(0));
        // something behind it, so that the server tells that it has got there
        database.rows("SELECT pg_logical_emit_message(true, 'end', '')");
        consumer.applyUpTo(end);
        try (Connection connection = database.dataSource().getConnection()) {
            Map<String, ?> tables = Replica.read(connection);
            assertThat(consumer.replica().tables().keySet()).isEqualTo(tables.keySet());
            tables.forEach((table, rows) -> assertThat(
                            consumer.replica().tables().get(table).equals(rows))
                    .as(table)
                    .isTrue());
        }
    }
}
