package dev.brickhouse.simulate;

import static dev.brickhouse.simulate.SimulatedDatabase.number;
import static dev.brickhouse.simulate.SimulatedDatabase.request;
import static dev.brickhouse.simulate.SimulatedDatabase.requireValid;
import static dev.brickhouse.simulate.SimulatedDatabase.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.advance.Advance;
import dev.brickhouse.advance.AdvanceResult;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.seed.SeedTarget;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A load and the passing of days do not get in each other's way. */
class SimulatedAndAdvancedIT {

    private static final String WORKFLOW = "place=20,approve=20,fulfill=18,cancel=4,sell=10,receive=4";
    private static final LocalDate AS_OF = LocalDate.of(2026, 7, 1);

    private static TestDatabase seeded;

    private TestDatabase database;

    @BeforeAll
    static void seed() throws SQLException {
        seeded = TestDatabase.create();
        SeedFixture.seeder(seeded.dataSource()).seed(SeedFixture.smallRequest(AS_OF));
    }

    @AfterAll
    static void drop() throws SQLException {
        seeded.close();
    }

    @BeforeEach
    void copy() throws SQLException {
        database = seeded.copy();
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private AdvanceResult advance(LocalDate to) {
        return new Advance(new SeedTarget(database.dataSource(), RetailSchema.DEFAULT), Console.SILENT, Progress.NONE)
                .run(to, to);
    }

    @Test
    void oneAfterTheOtherAndBothAtOnce() throws SQLException {
        simulate(database.dataSource(), request(4, WORKFLOW, 100, 2));
        assertThat(advance(AS_OF.plusDays(10)).days()).isEqualTo(10);
        requireValid(database.dataSource());

        simulate(database.dataSource(), request(4, WORKFLOW, 100, 0));
        requireValid(database.dataSource());

        CompletableFuture<AdvanceResult> running = CompletableFuture.supplyAsync(() -> advance(AS_OF.plusDays(30)));
        SimulationResult load = simulate(database.dataSource(), request(4, WORKFLOW, 300, 0));
        assertThat(running.join().to()).isEqualTo(AS_OF.plusDays(30));
        assertThat(load.operations())
                .allSatisfy(each -> assertThat(each.errors()).isZero());
        requireValid(database.dataSource());
        assertThat(number(database.dataSource(), "SELECT count(*) FROM orders WHERE order_id > 5615"))
                .isGreaterThan(500);
    }

    @Test
    void twoRunsShareTheDays() throws SQLException {
        LocalDate from = advance(AS_OF.plusDays(1)).to();
        CompletableFuture<AdvanceResult> other = CompletableFuture.supplyAsync(() -> advance(from.plusDays(8)));
        AdvanceResult one = advance(from.plusDays(8));

        assertThat(one.to()).isEqualTo(from.plusDays(8)).isEqualTo(other.join().to());
        assertThat(one.days() + other.join().days()).isEqualTo(8);
        requireValid(database.dataSource());
    }
}
