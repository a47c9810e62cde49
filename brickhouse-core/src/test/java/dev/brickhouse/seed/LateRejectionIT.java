package dev.brickhouse.seed;

import static dev.brickhouse.seed.SeededDatabase.overwriting;
import static dev.brickhouse.seed.SeededDatabase.seeder;
import static dev.brickhouse.seed.SeededDatabase.smallRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.TestDatabase;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rejects a single order of many, which no trial finds, is named with what is there and how to go on. */
class LateRejectionIT {

    private static final int ORDERS = 25_000;
    private static final SeedRequest REQUEST =
            overwriting(SeededDatabase.request(new OrderCounts(24_000, 500, 300, 200), LoadMethod.COPY, 1, 5_000));

    private TestDatabase database;

    @BeforeEach
    void seed() throws SQLException {
        database = TestDatabase.create();
        seeder(database.dataSource()).seed(smallRequest());
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void aConstraintThatOneOrderBreaksIsNamedAndTheSeedGoesOnWithoutIt() throws SQLException {
        long orderId = untriedOrder();
        database.execute("ALTER TABLE orders ADD CONSTRAINT late CHECK (order_id <> " + orderId + ") NOT VALID,"
                + " ADD CONSTRAINT other CHECK (quantity_cases > 0)");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> seeder(database.dataSource()).seed(REQUEST))
                .withMessageStartingWith(
                        "Could not seed schema \"public\" (10,000 of 25,000 orders are loaded and kept,"
                                + " the rows that were there before are gone, and the same goal with the same settings resumes the"
                                + " seed): something that this plugin did not make rejects orders of this seed; disable or drop it,"
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
                .withMessageContaining(
                        "(25,000 of 25,000 orders are loaded and kept, the rows that were there before are gone, and the same")
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
