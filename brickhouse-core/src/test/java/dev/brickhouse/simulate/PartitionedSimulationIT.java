package dev.brickhouse.simulate;

import static dev.brickhouse.simulate.SimulatedDatabase.of;
import static dev.brickhouse.simulate.SimulatedDatabase.request;
import static dev.brickhouse.simulate.SimulatedDatabase.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.grant.Account;
import dev.brickhouse.grant.GrantRequest;
import dev.brickhouse.grant.Grants;
import dev.brickhouse.inspect.Inspection;
import dev.brickhouse.maintain.Maintenance;
import dev.brickhouse.maintain.MaintenanceReport;
import dev.brickhouse.maintain.MaintenanceRequest;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What works on orders in one table works on orders in partitions. */
class PartitionedSimulationIT {

    private static TestDatabase database;

    @BeforeAll
    static void seed() throws SQLException {
        database = TestDatabase.create();
        Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Layout.PARTITIONED, Console.SILENT);
        SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    @Test
    void anApplicationWorksOnIt() throws SQLException {
        SimulationResult result = simulate(
                database.dataSource(), request(4, "place=20,approve=20,fulfill=18,cancel=4,sell=10,receive=4", 200, 2));

        assertThat(of(result, Operation.PLACE).done()).isEqualTo(200);
        assertThat(of(result, Operation.APPROVE).done()).isPositive();
        assertThat(result.operations())
                .allSatisfy(each -> assertThat(each.errors()).isZero());
        SimulatedDatabase.requireValid(database.dataSource());
        assertThat(database.rows("SELECT count(*) FROM orders_default")).containsExactly("0");

        AnalyticsRefresh.refresh(database.dataSource(), RetailSchema.DEFAULT, true, Console.SILENT);
        SimulatedDatabase.requireValid(database.dataSource());
        assertThat(Inspection.take(database.dataSource(), "public", true, Console.SILENT, Progress.NONE)
                        .lines())
                .anyMatch(line -> line.contains("orders") && line.contains("5,815"));
    }

    @Test
    void maintenanceReachesThePartitions() throws SQLException {
        try (TestDatabase vacuumed = database.copy()) {
            vacuumed.execute("UPDATE orders SET version = version + 1; ANALYZE products");

            MaintenanceReport report = Maintenance.run(
                    vacuumed.dataSource(),
                    new MaintenanceRequest(RetailSchema.DEFAULT, true, true, true),
                    Console.SILENT);

            assertThat(report.relations())
                    .hasSize(12)
                    .filteredOn(relation -> relation.name().equals("\"public\".\"orders\""))
                    .singleElement()
                    .satisfies(orders -> {
                        assertThat(orders.done()).isEqualTo("vacuumed, analyzed");
                        assertThat(orders.bytesBefore()).isGreaterThan(1_000_000);
                    });
            assertThat(vacuumed.rows("SELECT reltuples::int FROM pg_class WHERE oid = 'orders'::regclass"))
                    .isEqualTo(vacuumed.rows("SELECT count(*) FROM orders"));
            // only a table that was vacuumed has pages that are known to be all visible
            assertThat(vacuumed.rows("SELECT count(*) FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid"
                            + " WHERE i.inhparent = 'orders'::regclass AND c.relallvisible = 0 AND c.relpages > 1"))
                    .containsExactly("0");
        }
    }

    @Test
    void accountsReachTheOrdersAndLoseTheirRightsToEveryPartition() throws SQLException {
        PGSimpleDataSource user = database.dataSourceOfNewUser();
        String role = user.getUser();
        GrantRequest request = new GrantRequest(
                RetailSchema.DEFAULT,
                Optional.of(new Account(
                        role,
                        PropertyNames.GRANT_SERVICE_USER,
                        Optional.of(user.getPassword()),
                        PropertyNames.ENV_SERVICE_PASSWORD)),
                Optional.empty());
        RecordingConsole console = new RecordingConsole();

        Grants.grant(database.dataSource(), request, console);

        // that of the schema public, before PostgreSQL 15
        assertThat(console.warnings()).allMatch(warning -> warning.contains("PUBLIC has that right"));
        try (var connection = user.getConnection()) {
            assertThat(TestDatabase.rows(
                            connection, "UPDATE orders SET version = version WHERE order_id = 7 RETURNING order_id"))
                    .containsExactly("7");
        }
        Grants.revoke(database.dataSource(), request, console);
        assertThat(database.rows(
                        "SELECT c.relname FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a"
                                + " JOIN pg_roles r ON r.oid = a.grantee WHERE r.rolname = ?",
                        role))
                .isEmpty();
    }
}
