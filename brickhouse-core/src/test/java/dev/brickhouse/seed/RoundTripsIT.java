package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.SettingsResolver;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a seed waits for its server, each time for a round trip of the network. */
class RoundTripsIT {

    private static final OrderCounts COUNTS = new OrderCounts(19_000, 800, 150, 50);

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
    void aChunkTakesFive() {
        seed("the schema", 2_000);
        int ten = total(seed("10 chunks", 2_000));
        int twenty = total(seed("20 chunks", 1_000));

        assertThat(twenty - ten).isEqualTo(10 * 5);
    }

    @Test
    void whatIsNotLoadedTakesFewHundred() {
        Map<String, Integer> first = seed("first", 20_000);
        Map<String, Integer> second = seed("second", 20_000);

        assertThat(total(first)).as("%s", first).isLessThan(390);
        assertThat(total(second)).as("%s", second).isLessThan(329);
    }

    private Map<String, Integer> seed(String name, long chunkSize) {
        DatabaseSettings settings = DatabaseSettings.builder()
                .commandLine("brickhouse.url", database.url() + "&" + RoundTrips.parameters(database.name() + name))
                .embeddedDirectory(Path.of("target", "never-made"))
                .binaries((version, platform) -> Path.of("none"))
                .build();
        try (Database opened = Databases.open(
                SettingsResolver.resolve(settings, Console.SILENT), Seeder.connections(1), Console.SILENT)) {
            SeedFixture.seeder(opened.dataSource())
                    .seed(SeedFixture.overwriting(SeedFixture.request(COUNTS, LoadMethod.COPY, 1, chunkSize)));
        }
        return RoundTrips.of(database.name() + name);
    }

    private static int total(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
