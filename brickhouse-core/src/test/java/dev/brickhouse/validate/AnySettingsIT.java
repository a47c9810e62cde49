package dev.brickhouse.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.LoadOptions;
import dev.brickhouse.seed.SeedFixture;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever the settings, a seeded database holds together: one is seeded again and again with others. */
class AnySettingsIT {

    /** Leap days, the days after them, and both sides of a year's end. */
    private static final List<LocalDate> AS_OF = List.of(
            LocalDate.of(2024, 2, 29),
            LocalDate.of(2024, 3, 1),
            LocalDate.of(2000, 2, 29),
            LocalDate.of(2023, 3, 1),
            LocalDate.of(2025, 12, 31),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 7, 5),
            LocalDate.of(2025, 11, 28));

    @Test
    void passEveryCheck() throws SQLException {
        SplittableRandom random = new SplittableRandom(20_261_124);
        try (TestDatabase database = TestDatabase.create()) {
            for (LocalDate asOf : AS_OF) {
                HistorySettings settings = settings(random, asOf);
                SeedFixture.seeder(database.dataSource())
                        .seed(SeedFixture.request(
                                settings, true, new LoadOptions(LoadMethod.COPY, 500, 2, 1_000), false, "test"));

                ValidationReport report = new Validator(RetailSchema.DEFAULT, Checks.all())
                        .validate(database.dataSource(), Console.SILENT, Progress.NONE);

                assertThat(report.results())
                        .as(settings.toString())
                        .filteredOn(result -> !result.outcome().equals("passed"))
                        .isEmpty();
            }
        }
    }

    private static HistorySettings settings(SplittableRandom random, LocalDate asOf) {
        return new HistorySettings(
                random.nextLong(),
                asOf,
                random.nextInt(1, 49),
                random.nextDouble(-0.3, 0.5),
                random.nextDouble(0, 2),
                random.nextDouble(0, 3),
                new OrderCounts(
                        random.nextInt(0, 4_000),
                        random.nextInt(0, 600),
                        random.nextInt(0, 200),
                        random.nextInt(0, 100)));
    }
}
