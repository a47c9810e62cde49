package dev.brickhouse.seed;

import static dev.brickhouse.seed.SeedFixture.overwriting;
import static dev.brickhouse.seed.SeedFixture.seeder;
import static dev.brickhouse.seed.SeedFixture.smallRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.TestDatabase;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeedOnceIT {

    private TestDatabase database;

    @BeforeEach
    void seed() throws SQLException {
        database = TestDatabase.create();
        assertThat(seeder(database.dataSource()).seed(once(smallRequest())).outcome())
                .isEqualTo(SeedResult.Outcome.SEEDED);
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void leavesACompleteSeedAloneWithWhatAnApplicationDidToIt() throws SQLException {
        database.execute("UPDATE orders SET notes = 'mine' WHERE order_id = 1");
        database.execute("INSERT INTO products (product_name, brand, category, package_size, unit_price)"
                + " VALUES ('Mine', 'M', 'Cola', '1 l', 1)");

        SeedResult summary = seeder(database.dataSource()).seed(once(smallRequest()));

        assertThat(summary.outcome()).isEqualTo(SeedResult.Outcome.KEPT);
        assertThat(summary.checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
        assertThat(summary.steps()).isEmpty();
        assertThat(summary.lines()).first().asString().contains("is complete and was kept");
        assertThat(database.rows("SELECT notes FROM orders WHERE order_id = 1")).containsExactly("mine");
    }

    @Test
    void aHistoryThatWasCarriedOnToTodayHasTrends() throws SQLException {
        SeedRequest old = smallRequest(SeedFixture.AS_OF.minusYears(1));
        assertThat(seeder(database.dataSource()).seed(old).notes())
                .singleElement()
                .asString()
                .contains("order_trends\" is empty, as expected")
                .endsWith("on 2025-11-24 (brickhouse.asOf)");

        database.execute("UPDATE brickhouse_seed SET settings = settings || 'advancedTo=' || CURRENT_DATE || E'\\n'");

        SeedResult kept = seeder(database.dataSource()).seed(once(old));
        assertThat(kept.outcome()).isEqualTo(SeedResult.Outcome.KEPT);
        assertThat(kept.notes()).isEmpty();
    }

    @Test
    void refusesToReplaceOneWithOtherSettingsAndSaysHow() throws SQLException {
        HistorySettings history = smallRequest().history();
        SeedRequest other = SeedFixture.request(
                new HistorySettings(
                        7,
                        history.asOf(),
                        history.months(),
                        history.growthRate(),
                        history.seasonality(),
                        history.popularityExponent(),
                        history.counts()),
                true,
                smallRequest().load(),
                false,
                "test");

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seeder(database.dataSource()).seed(once(other)))
                .withMessageContaining("a complete seed with other settings: seed is 42 there and 7 here")
                .withMessageContaining("leave out brickhouse.seedOnce, or set -Dbrickhouse.overwrite=true");

        assertThat(seeder(database.dataSource())
                        .seed(SeedFixture.with(overwriting(other), ExistingSeedPolicy.SEED_ONCE))
                        .outcome())
                .isEqualTo(SeedResult.Outcome.SEEDED);
    }

    @Test
    void meansTheDayOfTheSeedThatIsThereWhereNoneIsGiven() {
        SeedRequest tomorrow = SeedFixture.request(
                smallRequest().history().withAsOf(SeedFixture.AS_OF.plusDays(1)),
                false,
                smallRequest().load(),
                false,
                "test");

        SeedResult summary = seeder(database.dataSource()).seed(once(tomorrow));

        assertThat(summary.outcome()).isEqualTo(SeedResult.Outcome.KEPT);
        assertThat(summary.asOf()).isEqualTo(SeedFixture.AS_OF);
    }

    @Test
    void saysWhenTheTrendsAreRightlyEmpty() throws SQLException {
        SeedRequest old = SeedFixture.request(
                smallRequest().history().withAsOf(LocalDate.of(2020, 1, 1)),
                true,
                smallRequest().load(),
                true,
                "test");

        SeedResult summary = seeder(database.dataSource()).seed(old);

        assertThat(summary.lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("\"analytics\".\"order_trends\" is empty, as expected")
                        .contains("2020-01-01"));
        assertThat(database.rows("SELECT count(*) FROM analytics.order_trends")).containsExactly("0");
    }

    private static SeedRequest once(SeedRequest request) {
        return SeedFixture.with(request, ExistingSeedPolicy.SEED_ONCE);
    }
}
