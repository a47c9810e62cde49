package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.inspect.Inspection;
import dev.brickhouse.maintain.Maintenance;
import dev.brickhouse.maintain.MaintenanceRequest;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.simulate.Mix;
import dev.brickhouse.simulate.Simulation;
import dev.brickhouse.simulate.SimulationRequest;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Severity;
import dev.brickhouse.validate.Validator;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A user who may have few connections: every goal does its work with them or says at once how many it needs. */
class FewConnectionsIT {

    /** A goal that waits for itself would do so for ten minutes. */
    private static final Duration LONGER_THAN_ANY_GOAL = Duration.ofSeconds(30);

    private final Map<String, String> refusals = new LinkedHashMap<>();
    private PGSimpleDataSource owner;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyGoalWorksOrSaysWhatItNeeds(int limit) throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            owner = database.dataSourceOfNewUser();
            String limited = "ALTER ROLE " + owner.getUser() + " CONNECTION LIMIT ";
            database.execute("ALTER DATABASE " + owner.getDatabaseName() + " OWNER TO " + owner.getUser()
                    + "; ALTER SCHEMA public OWNER TO " + owner.getUser() + "; " + limited + limit);
            run(
                    "schema",
                    ConnectionNeed.of(Schemas.CONNECTIONS),
                    opened -> TestSchemas.migrate(opened.dataSource(), RetailSchema.DEFAULT, Console.SILENT));
            run("seed", ConnectionNeed.between(Seeder.connections(1), Seeder.connections(4)), this::seed);
            if (refusals.containsKey("seed")) {
                database.execute(limited + "-1");
                SeedFixture.seeder(owner).seed(SeedFixture.smallRequest());
                database.execute(limited + limit);
            }
            FinishedSeed.check(database);
            ConnectionNeed one = ConnectionNeed.of(1);
            run(
                    "validate",
                    one,
                    opened -> assertThat(new Validator(RetailSchema.DEFAULT, Checks.all())
                                    .validate(opened.dataSource(), Console.SILENT, Progress.NONE)
                                    .violated(Severity.ERROR))
                            .isEmpty());
            run(
                    "inspect",
                    one,
                    opened -> Inspection.take(opened.dataSource(), "public", true, Console.SILENT, Progress.NONE));
            run(
                    "maintain",
                    one,
                    opened -> Maintenance.run(
                            opened.dataSource(),
                            new MaintenanceRequest(RetailSchema.DEFAULT, true, true, true),
                            Console.SILENT));
            run(
                    "refresh-analytics",
                    one,
                    opened ->
                            AnalyticsRefresh.refresh(opened.dataSource(), RetailSchema.DEFAULT, true, Console.SILENT));
            simulate(1, null);
            simulate(2, Duration.ofMillis(50));
        }

        Map<String, Integer> needs =
                Map.of("schema", 2, "seed", 3, "simulate with 1 workers", 2, "simulate with 2 workers", 4);
        assertThat(refusals)
                .containsOnlyKeys(needs.entrySet().stream()
                        .filter(need -> need.getValue() > limit)
                        .map(Map.Entry::getKey)
                        .toList())
                .allSatisfy((goal, sentence) -> assertThat(sentence)
                        .startsWith("This goal needs " + needs.get(goal)
                                + " connections at the same time, and the server gives only " + limit + "; "));
    }

    @Test
    void theOriginalToolsTablesAreTakenOverWithAsFew() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            database.makeOriginal();
            owner = database.dataSource();
            run(
                    "schema",
                    ConnectionNeed.of(Schemas.CONNECTIONS),
                    opened -> assertThat(TestSchemas.migrate(opened.dataSource(), RetailSchema.DEFAULT, Console.SILENT)
                                    .baselined())
                            .isTrue());
        }
        assertThat(refusals).isEmpty();
    }

    private void seed(Database opened) {
        int threads = Math.min(4, Seeder.threads(opened.connections()));
        assertThat(threads).isPositive();
        SeedFixture.seeder(opened.dataSource()).seed(SeedFixture.smallRequest().withThreads(threads));
    }

    private void simulate(int workers, Duration refreshEvery) {
        SimulationRequest request = SimulationRequest.builder()
                .workers(workers)
                .mix(Mix.parse("place=1"))
                .orders(10L)
                .refreshEvery(refreshEvery)
                .seed(7L)
                .build();
        run(
                "simulate with " + workers + " workers",
                ConnectionNeed.of(Simulation.connections(request)),
                opened -> assertThat(new Simulation(
                                        new SeedTarget(opened.dataSource(), RetailSchema.DEFAULT),
                                        Console.SILENT,
                                        Progress.NONE)
                                .run(request)
                                .errors())
                        .isZero());
    }

    private void run(String goal, ConnectionNeed need, Consumer<Database> work) {
        try (Database opened = SeedFixture.open(owner, need.waiting(LONGER_THAN_ANY_GOAL))) {
            work.accept(opened);
        } catch (DatabaseException refusal) {
            refusals.put(goal, refusal.getMessage());
        }
    }
}
