package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.schema.TestDatabase;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A seed leaves the indexes and constraints as the migrations make them, not as it found them. */
class RepairBySeedIT {

    @Test
    void whatWasDroppedOrBrokenIsThereAfterTheNextSeed() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
            List<String> before = SeedFixture.definitions(database);
            database.execute("""
                    DROP INDEX idx_orders_status;
                    ALTER TABLE products DROP CONSTRAINT products_pkey CASCADE;
                    ALTER TABLE orders DROP CONSTRAINT orders_requested_by_fkey;
                    ALTER TABLE users ALTER email DROP NOT NULL;
                    UPDATE orders SET requested_by = 9999 WHERE order_id = 7;
                    ALTER TABLE orders ADD CONSTRAINT orders_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES users NOT VALID;
                    """);
            RecordingConsole console = new RecordingConsole();

            new Seeder(
                            new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
                            Catalog.standard(),
                            console,
                            Progress.NONE)
                    .seed(SeedFixture.overwriting(SeedFixture.smallRequest()));

            assertThat(SeedFixture.definitions(database)).isEqualTo(before);
            assertThat(console.warnings())
                    .containsExactly("That seed has been changed since, and the changes are lost: the tables hold"
                            + " values other than those that were seeded");
            assertThat(console.info())
                    .contains(
                            "Repaired index \"idx_orders_status\" of table \"orders\", which was missing",
                            "Repaired foreign key \"orders_requested_by_fkey\" of table \"orders\", which was NOT VALID");
        }
    }

    @Test
    void aTableThatWasDroppedIsNamedBeforeAnythingElseIsSaid() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
            database.execute("DROP TABLE orders CASCADE");
            RecordingConsole console = new RecordingConsole();
            String dropped =
                    "Schema \"public\" was set up by this plugin, but orders was dropped since, with the rows in it; ";

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> new Seeder(
                                    new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
                                    Catalog.standard(),
                                    console,
                                    Progress.NONE)
                            .seed(SeedFixture.smallRequest()))
                    .withMessageStartingWith(dropped + "nothing was changed; restore a backup");

            assertThat(console.info()).noneMatch(line -> line.contains("Replacing") || line.contains("lost"));
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> {
                        try (Connection connection = database.dataSource().getConnection()) {
                            SchemaContents.of(connection, RetailSchema.DEFAULT)
                                    .requireReadable("validate", RetailSchema.TABLES);
                        }
                    })
                    .withMessageStartingWith(dropped + "restore a backup");
        }
    }
}
