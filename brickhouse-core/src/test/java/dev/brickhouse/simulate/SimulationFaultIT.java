package dev.brickhouse.simulate;

import static dev.brickhouse.simulate.SimulatedDatabase.cases;
import static dev.brickhouse.simulate.SimulatedDatabase.number;
import static dev.brickhouse.simulate.SimulatedDatabase.of;
import static dev.brickhouse.simulate.SimulatedDatabase.request;
import static dev.brickhouse.simulate.SimulatedDatabase.requireValid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.brickhouse.embedded.CrashingServer;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A simulation whose server or process dies. */
class SimulationFaultIT {

    private static final long SEEDED =
            SeedFixture.smallRequest().history().counts().total();
    private static final int ORDERS = 600;
    private static final String STOCK = "SELECT sum(quantity_cases) FROM inventory";
    private static final String COUNT = "SELECT count(*) FROM orders";
    private static final String WORKFLOW = "place=20,approve=20,fulfill=18,cancel=4,sell=10,receive=4";

    /** How many values of a sequence a crash may skip, as PostgreSQL logs so many ahead. */
    private static final int SKIPPED_BY_A_CRASH = 32;

    @TempDir
    private Path directory;

    @Test
    void continuesAfterAnImmediateRestartAndAppliesNothingTwice() throws Exception {
        try (CrashingServer server = CrashingServer.startOnOnePort(directory.resolve("data"))) {
            DataSource direct = seeded(server);
            long before = number(direct, STOCK);
            try (HikariDataSource pool = SimulatedDatabase.pool(direct, 8)) {
                CompletableFuture<SimulationResult> running = CompletableFuture.supplyAsync(
                        () -> SimulatedDatabase.simulation(pool).run(request(8, WORKFLOW, ORDERS, 3)));
                while (number(direct, COUNT) < SEEDED + ORDERS / 4) {
                    assertThat(running.isDone()).isFalse();
                    Thread.sleep(5);
                }
                server.crash();
                server.restart();
                SimulationResult result = running.get();

                requireValid(direct);
                OperationStats placed = of(result, Operation.PLACE);
                assertThat(placed.done()).isEqualTo(ORDERS);
                assertThat(number(direct, COUNT)).isEqualTo(SEEDED + ORDERS);
                assertThat(number(direct, "SELECT count(DISTINCT order_number) FROM orders"))
                        .isEqualTo(SEEDED + ORDERS);
                assertThat(number(direct, "SELECT max(order_id) FROM orders"))
                        .isLessThanOrEqualTo(SEEDED + ORDERS + placed.retries() + SKIPPED_BY_A_CRASH);
                assertThat(number(direct, STOCK))
                        .isEqualTo(before + cases(result, Operation.RECEIVE) - cases(result, Operation.SELL));
                assertThat(result.operations().stream()
                                .mapToLong(each -> each.retriesByReason().get(Failure.LOST))
                                .sum())
                        .isPositive();
                assertThat(result.operations())
                        .allSatisfy(each -> assertThat(each.errors()).isZero());
            }
        }
    }

    @Test
    void failsWithOneSentenceWhenTheServerStaysAway() throws Exception {
        try (CrashingServer server = CrashingServer.startOnOnePort(directory.resolve("data"))) {
            DataSource direct = seeded(server);
            SimulationRequest request = SimulationRequest.builder()
                    .workers(2)
                    .mix(Mix.parse(WORKFLOW))
                    .orders(1_000_000L)
                    .reconnectTimeout(Duration.ofSeconds(1))
                    .build();
            try (HikariDataSource pool = SimulatedDatabase.pool(direct, 2)) {
                CompletableFuture<SimulationResult> running = CompletableFuture.supplyAsync(
                        () -> SimulatedDatabase.simulation(pool).run(request));
                while (number(direct, COUNT) == SEEDED) {
                    Thread.sleep(5);
                }
                server.crash();

                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(running::get)
                        .withCauseInstanceOf(DatabaseException.class)
                        .havingCause()
                        .withMessageStartingWith("The server did not come back within 1 s;")
                        .withMessageContaining("brickhouse.simulate.reconnectTimeout");
            }
            server.restart();
            requireValid(server.dataSource());
        }
    }

    @Test
    void aKilledProcessLeavesTheDataValid() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
            for (String signal : List.of("-KILL", "-TERM")) {
                long before = number(database.dataSource(), COUNT);
                Path output = directory.resolve("process" + signal);
                Process process = new ProcessBuilder(
                                new File(System.getProperty("java.home"), "bin/java").getPath(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                SimulationFaultIT.class.getName(),
                                database.url())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                while (number(database.dataSource(), COUNT) < before + 100) {
                    assertThat(process.isAlive())
                            .as("running, after the output %s", Files.readString(output))
                            .isTrue();
                    Thread.sleep(5);
                }
                new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();

                assertThat(process.waitFor()).isNotZero();
                requireValid(database.dataSource());
            }
        }
    }

    /** A simulation without an end, on the database whose URL is the argument. */
    public static void main(String[] arguments) throws SQLException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(arguments[0]);
        // the first connection of a JVM can take longer on a busy machine than a worker waits for one
        dataSource.getConnection().close();
        try (HikariDataSource pool = SimulatedDatabase.pool(dataSource, 4)) {
            Simulation simulation = SimulatedDatabase.simulation(pool);
            Runtime.getRuntime().addShutdownHook(new Thread(simulation::stop));
            simulation.run(request(4, WORKFLOW, 100_000_000, 3));
        }
    }

    /** An embedded server may lose the last commits in a crash, as it is configured for speed; here it must not. */
    private static DataSource seeded(CrashingServer server) throws Exception {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE postgres SET synchronous_commit = on");
        }
        SeedFixture.seeder(server.dataSource()).seed(SeedFixture.smallRequest());
        return server.dataSource();
    }
}
