package dev.brickhouse.simulate;

import static dev.brickhouse.simulate.SimulatedDatabase.cases;
import static dev.brickhouse.simulate.SimulatedDatabase.number;
import static dev.brickhouse.simulate.SimulatedDatabase.of;
import static dev.brickhouse.simulate.SimulatedDatabase.request;
import static dev.brickhouse.simulate.SimulatedDatabase.requireValid;
import static dev.brickhouse.simulate.SimulatedDatabase.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.seed.SeedTarget;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A load on the seeded data keeps the data valid. */
class SimulateIT {

    private static final String STOCK = "SELECT sum(quantity_cases) FROM inventory";
    private static final String WORKFLOW = "place=20,approve=20,fulfill=18,cancel=4,sell=10,receive=4";

    private static final String COUNT = "SELECT count(*) FROM orders";

    private static final String LAST_NUMBER = "SELECT max(substr(order_number, 4)::int) FROM orders";

    /** The last number that was assigned, including those of orders that were rolled back. */
    private static final String DRAWN = "SELECT last_value FROM orders_order_id_seq";

    private static TestDatabase database;

    private long ordersBefore;
    private long casesBefore;

    @BeforeAll
    static void seed() throws SQLException {
        database = TestDatabase.create();
        SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    @BeforeEach
    void count() throws SQLException {
        ordersBefore = number(database.dataSource(), COUNT);
        casesBefore = number(database.dataSource(), STOCK);
    }

    @Test
    void doesEachOperationAloneAndLeavesTheDataValid() throws SQLException {
        // the stock that other tests leave varies and may be too small
        try (TestDatabase untouched = TestDatabase.create()) {
            SeedFixture.seeder(untouched.dataSource()).seed(SeedFixture.smallRequest());
            for (Operation operation : Operation.values()) {
                String mix = operation.label() + "=1" + (operation == Operation.PLACE ? "" : ",place=1");

                SimulationResult result = simulate(untouched.dataSource(), request(1, mix, 20, 0));

                assertThat(of(result, operation).done()).as(mix).isPositive();
                assertThat(of(result, operation).errors()).as(mix).isZero();
                assertThat(of(result, Operation.PLACE).done()).as(mix).isEqualTo(20);
                requireValid(untouched.dataSource());
            }
        }
    }

    @Test
    void conservesStockAndLosesNoNumberUnderContention() throws SQLException {
        long lastBefore = number(database.dataSource(), LAST_NUMBER);
        long drawnBefore = number(database.dataSource(), DRAWN);

        SimulationResult result = simulate(database.dataSource(), request(8, WORKFLOW, 400, 2));

        requireValid(database.dataSource());
        assertThat(number(database.dataSource(), COUNT)).isEqualTo(ordersBefore + 400);
        assertThat(number(database.dataSource(), LAST_NUMBER))
                .isBetween(
                        lastBefore + 400,
                        drawnBefore + 400 + of(result, Operation.PLACE).retries());
        assertThat(number(database.dataSource(), STOCK))
                .isEqualTo(casesBefore + cases(result, Operation.RECEIVE) - cases(result, Operation.SELL));
        assertThat(result.retries()).isPositive();
        assertThat(result.operations())
                .allSatisfy(each -> assertThat(each.errors()).isZero());
    }

    @Test
    void stepsAreAppliedOnceWhenConnectionsAreKilled() throws Exception {
        try (HikariDataSource pool = SimulatedDatabase.pool(database.dataSource(), 8)) {
            CompletableFuture<SimulationResult> running = CompletableFuture.supplyAsync(
                    () -> SimulatedDatabase.simulation(pool).run(request(8, WORKFLOW, 600, 0)));
            for (int strikes = 1; strikes <= 3; strikes++) {
                awaitOrders(running, ordersBefore + strikes * 120);
                database.killOtherConnections();
            }
            SimulationResult result = running.join();

            requireValid(database.dataSource());
            assertThat(number(database.dataSource(), COUNT)).isEqualTo(ordersBefore + 600);
            assertThat(number(database.dataSource(), STOCK))
                    .isEqualTo(casesBefore + cases(result, Operation.RECEIVE) - cases(result, Operation.SELL));
            assertThat(result.operations().stream()
                            .mapToLong(each -> each.retriesByReason().get(Failure.LOST))
                            .sum())
                    .isPositive();
        }
    }

    @Test
    void anOpenLoopBeginsStepsAtTheRateAndRefreshesTheViews() {
        SimulationRequest request = SimulationRequest.builder()
                .workers(8)
                .mix(Mix.parse("place=1,sell=1"))
                .rate(100.0)
                .duration(Duration.ofSeconds(3))
                .refreshEvery(Duration.ofSeconds(1))
                .build();

        SimulationResult result = simulate(database.dataSource(), request);

        long ended = result.operations().stream()
                .mapToLong(each -> each.done() + each.withoutStock() + each.errors())
                .sum();
        assertThat(ended + result.notBegun()).isBetween(292L, 308L);
        assertThat(result.refreshes()).isNotEmpty();
        assertThat(result.failedRefreshes()).isZero();
        assertThat(result.timeline()).isNotEmpty();
    }

    @Test
    void theWarmUpIsDoneButNotCounted() throws SQLException {
        SimulationRequest request = SimulationRequest.builder()
                .workers(2)
                .mix(Mix.parse("place=1,list=1"))
                .warmUp(Duration.ofSeconds(1))
                .orders(10L)
                .reconnectTimeout(SimulatedDatabase.RECONNECT_TIMEOUT)
                .build();

        SimulationResult result = simulate(database.dataSource(), request);

        assertThat(of(result, Operation.PLACE).done()).isEqualTo(10);
        assertThat(number(database.dataSource(), COUNT)).isGreaterThan(ordersBefore + 10);
        assertThat(result.server().database()).isNotBlank();
        assertThat(result.server().roundTrip())
                .isPositive()
                .isLessThanOrEqualTo(result.server().slowestRoundTrip());
        assertThat(result.connectionWaits().getTotalCount()).isGreaterThanOrEqualTo(result.done());
        assertThat(result.timeline()).isNotEmpty();
        requireValid(database.dataSource());
    }

    @Test
    void aPatternDecidesHowMuchIsDoneAndWhat() {
        SimulationRequest request = SimulationRequest.builder()
                .workers(4)
                .mix(Mix.parse("list=1"))
                .pattern(LoadPattern.parse("nightly-batch", Path.of("")))
                .rate(40.0)
                .duration(Duration.ofSeconds(4))
                .build();

        SimulationResult result = simulate(database.dataSource(), request);

        // the three hours of the batch pass in half a second and hold 15 of the 28.6 parts of the day's load
        long batch = result.operations().stream()
                .filter(each -> each.operation() != Operation.LIST)
                .mapToLong(OperationStats::steps)
                .sum();
        assertThat(batch).isBetween(65L, 105L);
        assertThat(of(result, Operation.LIST).steps() + result.notBegun()).isBetween(55L, 95L);
    }

    @Test
    void aSeedThatReplacesTheRowsIsRefusedMeanwhile() throws Exception {
        try (HikariDataSource pool = SimulatedDatabase.pool(database.dataSource(), 2)) {
            Thread running = new Thread(
                    () -> SimulatedDatabase.simulation(pool).run(request(2, "place=1,list=5", 10_000_000, 0)));
            running.start();
            try {
                while (number(database.dataSource(), COUNT) == ordersBefore) {
                    assertThat(running.isAlive()).isTrue();
                    Thread.sleep(5);
                }
                SeedRequest small = SeedFixture.smallRequest();
                SeedRequest overwriting = SeedFixture.request(small.history(), true, small.load(), true, "test");
                assertThatExceptionOfType(RefusedException.class)
                        .isThrownBy(
                                () -> SeedFixture.seeder(database.dataSource()).seed(overwriting))
                        .withMessageStartingWith(
                                "brickhouse:simulate or brickhouse:advance is running on schema \"public\" (server process ");
            } finally {
                while (running.isAlive()) {
                    running.interrupt();
                    running.join(100);
                }
            }
        }
    }

    @Test
    void requiresASeed() throws SQLException {
        try (TestDatabase empty = TestDatabase.create()) {
            SeedTarget target = new SeedTarget(empty.dataSource(), RetailSchema.DEFAULT);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> new Simulation(target, Console.SILENT, Progress.NONE).run(request(1, null, 1, 0)))
                    .withMessage("There is no seed in schema \"public\"; run brickhouse:seed first.");
        }
    }

    @Test
    void requiresTheViewsOfItsMix() throws SQLException {
        database.execute("ALTER MATERIALIZED VIEW analytics.low_stock_alerts RENAME TO elsewhere");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> simulate(database.dataSource(), request(1, null, 1, 0)))
                .withMessageContaining("There is no view \"analytics\".\"low_stock_alerts\", which low-stock reads")
                .withMessageContaining("brickhouse:refresh-analytics");
        database.execute("ALTER MATERIALIZED VIEW analytics.elsewhere RENAME TO low_stock_alerts");
    }

    private void awaitOrders(CompletableFuture<?> running, long orders) throws Exception {
        while (number(database.dataSource(), COUNT) < orders) {
            if (running.isDone()) {
                running.get();
            }
            assertThat(running.isDone()).isFalse();
            Thread.sleep(5);
        }
    }
}
