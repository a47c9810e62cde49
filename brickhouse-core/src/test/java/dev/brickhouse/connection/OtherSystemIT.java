package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.SettingsResolver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Systems that speak PostgreSQL's protocol and are none. */
class OtherSystemIT {

    @Test
    void areKnownByTheirVersions() {
        assertThat(OtherSystem.ofVersion("15.2-YB-2.25.0.0-b0"))
                .map(OtherSystem::name)
                .contains("YugabyteDB");
        assertThat(OtherSystem.ofVersion("16.6-limitless"))
                .map(OtherSystem::name)
                .contains("Aurora PostgreSQL Limitless Database");
        assertThat(OtherSystem.ofVersion("15.18 (Debian 15.18-0+deb12u1)")).isEmpty();
        assertThat(OtherSystem.ofVersion("18.6")).isEmpty();
    }

    @Test
    void areLookedForInSchemasThatTheUserMayNotUse() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("CREATE SCHEMA rds_aurora");
            try (Connection connection = database.dataSourceOfNewUser().getConnection()) {
                assertThat(OtherSystem.of(connection)).isEmpty();
                database.execute("CREATE VIEW rds_aurora.limitless_subclusters AS SELECT 1 AS subcluster_id");
                assertThat(OtherSystem.of(connection)).isPresent();
            }
        }
    }

    @Test
    void areRefusedBeforeAnythingIsDone() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            // what a router of the real system shows
            database.execute("CREATE SCHEMA rds_aurora; CREATE VIEW rds_aurora.limitless_subclusters AS"
                    + " SELECT 1 AS subcluster_id, 'router' AS subcluster_type");
            DatabaseSettings settings = DatabaseSettings.builder()
                    .commandLine("brickhouse.url", database.url())
                    .embeddedDirectory(Path.of("target", "never-made"))
                    .binaries((version, platform) -> Path.of("none"))
                    .build();

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> Databases.open(
                                    SettingsResolver.resolve(settings, Console.SILENT),
                                    ConnectionNeed.of(2),
                                    Console.SILENT)
                            .close())
                    .withMessageMatching(
                            "The server at \\S+ is Aurora PostgreSQL Limitless Database \\(.*\\), which cannot refresh"
                                    + " materialized views, so that a goal could leave half of its work behind; nothing was changed;"
                                    + " name a PostgreSQL server with brickhouse.host, or use the embedded server\\.");
        }
    }
}
