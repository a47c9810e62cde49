package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Severity;
import dev.brickhouse.validate.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Pools, requests and assertions for the tests of the simulation. */
final class SimulatedDatabase {

    static final long SEED = 7;
    static final Duration RECONNECT_TIMEOUT = Duration.ofSeconds(60);

    /** Beside the workers: the lock on the seed, and a refresh of the views. */
    private static final int MORE_CONNECTIONS = 2;

    private SimulatedDatabase() {}

    static HikariDataSource pool(DataSource dataSource, int workers) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(workers + MORE_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(Simulation.WAIT_FOR_A_CONNECTION.toMillis());
        return new HikariDataSource(config);
    }

    /** A number of orders, as fast as possible. */
    static SimulationRequest request(int workers, String mix, long orders, int products) {
        return SimulationRequest.builder()
                .workers(workers)
                .mix(Mix.parse(mix))
                .duration(orders == 0 ? Duration.ofSeconds(1) : null)
                .orders(orders)
                .products(products)
                .reconnectTimeout(RECONNECT_TIMEOUT)
                .seed(SEED)
                .build();
    }

    static SimulationResult simulate(DataSource dataSource, SimulationRequest request) {
        try (HikariDataSource pool = pool(dataSource, request.workers())) {
            return simulation(pool).run(request);
        }
    }

    static Simulation simulation(DataSource pool) {
        return new Simulation(new SeedTarget(pool, RetailSchema.DEFAULT), Console.SILENT, Progress.NONE);
    }

    static void requireValid(DataSource dataSource) {
        assertThat(new Validator(RetailSchema.DEFAULT, Checks.all())
                        .validate(dataSource, Console.SILENT, Progress.NONE)
                        .violated(Severity.ERROR))
                .isEmpty();
    }

    static long number(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Long.parseLong(TestDatabase.rows(connection, sql).get(0));
        }
    }

    static long cases(SimulationResult result, Operation operation) {
        return of(result, operation).cases();
    }

    static OperationStats of(SimulationResult result, Operation operation) {
        return result.operations().stream()
                .filter(each -> each.operation() == operation)
                .findFirst()
                .orElseThrow();
    }
}
