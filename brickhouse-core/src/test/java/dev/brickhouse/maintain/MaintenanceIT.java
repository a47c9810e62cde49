package dev.brickhouse.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MaintenanceIT {

    private TestDatabase database;

    @BeforeEach
    void seed() throws SQLException {
        database = TestDatabase.create();
        SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void vacuumMakesTheSpaceOfDeletedRowsUsableAgain() throws SQLException {
        boolean countsAtOnce = Integer.parseInt(TestServer.postgresVersion()) >= 15;
        database.execute("ALTER TABLE orders SET (autovacuum_enabled = false)");
        database.execute("DELETE FROM orders" + (countsAtOnce ? "; SELECT pg_stat_force_next_flush()" : ""));

        MaintenanceReport report = run(new MaintenanceRequest(RetailSchema.DEFAULT, true, true, false));

        MaintainedRelation orders = named(report, "\"public\".\"orders\"");
        assertThat(orders.done()).isEqualTo("vacuumed, analyzed");
        if (countsAtOnce) {
            assertThat(orders.deadRowsBefore()).isEqualTo(5_615);
            assertThat(orders.deadRowsAfter()).isZero();
        }
        assertThat(orders.bytesAfter()).isLessThan(orders.bytesBefore());
        assertThat(database.rows("SELECT reltuples::int FROM pg_class WHERE oid = 'orders'::regclass"))
                .containsExactly("0");
    }

    @Test
    void analyzeAloneTellsThePlannerOfNewRows() throws SQLException {
        database.execute("UPDATE pg_class SET reltuples = -1 WHERE oid = 'inventory'::regclass");

        MaintenanceReport report = run(new MaintenanceRequest(RetailSchema.DEFAULT, true, false, false));

        assertThat(report.relations())
                .hasSize(12)
                .allMatch(relation -> relation.done().equals("analyzed"));
        assertThat(database.rows("SELECT reltuples::int FROM pg_class WHERE oid = 'inventory'::regclass"))
                .containsExactly("518");
        assertThat(report.lines()).anyMatch(line -> line.contains("\"analytics\".\"order_trends\""));
    }

    @Test
    void refreshAloneBringsTheViewsInStep() throws SQLException {
        database.execute("DELETE FROM inventory");

        MaintenanceReport report = run(new MaintenanceRequest(RetailSchema.DEFAULT, false, false, true));

        assertThat(named(report, "\"analytics\".\"inventory_summary\"").done()).isEqualTo("refreshed");
        assertThat(named(report, "\"public\".\"inventory\"").done()).isEmpty();
        assertThat(database.rows("SELECT count(*) FROM analytics.inventory_summary"))
                .containsExactly("0");
    }

    @Test
    void tablesOfOthersAreLeftAlone() throws SQLException {
        database.execute("CREATE TABLE customers (id int)");

        assertThat(run(new MaintenanceRequest(RetailSchema.DEFAULT, true, false, false))
                        .relations())
                .extracting(MaintainedRelation::name)
                .doesNotContain("\"public\".\"customers\"");
    }

    @Test
    void withoutOwnershipTheReportSaysWhatWasSkippedAndWhy() throws SQLException {
        DataSource user = database.dataSourceOfNewUser();
        RecordingConsole console = new RecordingConsole();

        MaintenanceReport report =
                Maintenance.run(user, new MaintenanceRequest(RetailSchema.DEFAULT, true, true, true), console);

        assertThat(report.relations())
                .hasSize(12)
                .allMatch(relation -> relation.done().equals("skipped, belongs to postgres"));
        assertThat(console.shown())
                .containsExactly("The views are not refreshed, because \"analytics\".\"inventory_summary\" belongs to"
                        + " postgres; connect as that user with brickhouse.user");
    }

    @Test
    void anOwnerOfAViewWhoCannotReadTheTablesIsNamed() throws SQLException {
        String owner = database.dataSourceOfNewUser().getUser();
        database.execute("ALTER MATERIALIZED VIEW analytics.order_trends OWNER TO " + owner);

        assertThatThrownBy(() -> run(new MaintenanceRequest(RetailSchema.DEFAULT, true, false, true)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(
                        "materialized view analytics.order_trends is refreshed with the rights of its owner "
                                + owner
                                + ", who lacks SELECT on public.orders, public.products, public.stores; run GRANT SELECT ON"
                                + " public.orders, public.products, public.stores TO " + owner);
    }

    @Test
    void nothingAskedForIsRefused() {
        assertThatThrownBy(() -> run(new MaintenanceRequest(RetailSchema.DEFAULT, false, false, false)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "brickhouse.maintain.analyze, brickhouse.maintain.vacuum and brickhouse.maintain.refreshAnalytics are"
                                + " all false, which leaves nothing to do; set at least one of them to true.");
    }

    @Test
    void aSchemaWithoutOurTablesIsRefused() {
        assertThatThrownBy(() -> run(
                        new MaintenanceRequest(new RetailSchema("nowhere", "nowhere_analytics"), true, false, false)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Schema \"nowhere\" holds none of this plugin's tables");
    }

    private MaintenanceReport run(MaintenanceRequest request) {
        return Maintenance.run(database.dataSource(), request, Console.SILENT);
    }

    private static MaintainedRelation named(MaintenanceReport report, String name) {
        return report.relations().stream()
                .filter(relation -> relation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
