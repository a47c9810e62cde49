package dev.brickhouse.simulate;

import static dev.brickhouse.simulate.SimulatedDatabase.request;
import static dev.brickhouse.simulate.SimulatedDatabase.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.clone.DatabaseClones;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.grant.Account;
import dev.brickhouse.grant.GrantRequest;
import dev.brickhouse.grant.Grants;
import dev.brickhouse.inspect.Inspection;
import dev.brickhouse.maintain.Maintenance;
import dev.brickhouse.maintain.MaintenanceRequest;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.CitusDatabase;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.SettingsResolver;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What works on orders in one table works on orders in shards. */
class CitusSimulationIT {

    @Test
    void anApplicationWorksOnIt() throws SQLException {
        try (CitusDatabase database = CitusDatabase.create()) {
            Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Layout.CITUS, Console.SILENT);
            SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());

            SimulationResult result = simulate(
                    database.dataSource(),
                    request(4, "place=20,approve=20,fulfill=18,cancel=4,sell=10,receive=4,list=2,kpis=2", 100, 2));

            assertThat(result.operations()).allSatisfy(each -> {
                assertThat(each.done()).isPositive();
                assertThat(each.errors()).isZero();
            });
            AnalyticsRefresh.refresh(database.dataSource(), RetailSchema.DEFAULT, true, Console.SILENT);
            Maintenance.run(
                    database.dataSource(),
                    new MaintenanceRequest(RetailSchema.DEFAULT, true, true, true),
                    Console.SILENT);
            SimulatedDatabase.requireValid(database.dataSource());
            assertThat(Inspection.take(database.dataSource(), "public", true, Console.SILENT, Progress.NONE)
                            .lines())
                    .anyMatch(line -> line.contains("orders") && line.contains("5,715"));
        }
    }

    @Test
    void accountsReachEveryNodeAndClonesAreRefused() throws SQLException {
        try (CitusDatabase database = CitusDatabase.create()) {
            Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Layout.CITUS, Console.SILENT);
            String role = "shop_" + database.coordinator().dataSource().getDatabaseName();
            GrantRequest request = new GrantRequest(
                    RetailSchema.DEFAULT,
                    Optional.of(new Account(role, "setting", Optional.of("only for tests"), "hint")),
                    Optional.empty());

            Grants.grant(database.dataSource(), request, Console.SILENT);
            try {
                PGSimpleDataSource shop = database.dataSource();
                shop.setUser(role);
                shop.setPassword("only for tests");
                try (var connection = shop.getConnection()) {
                    assertThat(TestDatabase.rows(
                                    connection, "SELECT count(*) FROM orders JOIN products USING (product_id)"))
                            .containsExactly("0");
                }
            } finally {
                Grants.revoke(database.dataSource(), request, Console.SILENT);
            }
            assertThat(database.rows("SELECT 1 FROM pg_roles WHERE rolname = ?", role))
                    .isEmpty();

            try (DatabaseClones clones = DatabaseClones.of(
                    SettingsResolver.resolve(
                            DatabaseSettings.builder()
                                    .commandLine(
                                            "brickhouse.url",
                                            database.coordinator().url())
                                    .embeddedDirectory(Path.of("target", "never-made"))
                                    .binaries((version, platform) -> Path.of("none"))
                                    .build(),
                            Console.SILENT),
                    Console.SILENT)) {
                assertThatExceptionOfType(RefusedException.class)
                        .isThrownBy(() -> clones.make(role))
                        .withMessageContaining(
                                "is part of a Citus cluster, and its shards on other nodes would not be cloned"
                                        + " with it; nothing was changed;");
            }
        }
    }
}
