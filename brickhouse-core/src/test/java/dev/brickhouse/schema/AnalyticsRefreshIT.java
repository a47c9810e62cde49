package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class AnalyticsRefreshIT {

    private static final String KEY = "SELECT indexdef FROM pg_indexes WHERE indexname = 'uq_low_stock_alerts'";

    private TestDatabase database;

    @BeforeEach
    void createDatabaseWithOrders() throws SQLException {
        database = TestDatabase.create();
        database.makeOriginal();
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void showsWhatChangedInTheTables(boolean concurrently) throws SQLException {
        database.execute("UPDATE inventory SET quantity_cases = 100 WHERE product_id = 2; DELETE FROM orders");

        List<ViewRefresh> refreshed = refresh(concurrently);

        assertThat(refreshed)
                .extracting(ViewRefresh::view, ViewRefresh::rows)
                .containsExactly(
                        tuple("inventory_summary", 2L), tuple("order_trends", 0L), tuple("low_stock_alerts", 1L));
        assertThat(refreshed).extracting(ViewRefresh::time).allMatch(time -> time.compareTo(Duration.ZERO) > 0);
        assertThat(database.rows("SELECT product_name, stock_status FROM analytics.low_stock_alerts"))
                .containsExactly("Thunder Cola | CRITICAL");
    }

    @Test
    void aPlainRefreshAddsNoIndex() throws SQLException {
        refresh(false);

        assertThat(database.rows(KEY)).isEmpty();
    }

    @Test
    void aConcurrentRefreshAddsTheIndexItNeeds() throws SQLException {
        refresh(true);
        refresh(true);

        assertThat(database.rows(KEY))
                .containsExactly("CREATE UNIQUE INDEX uq_low_stock_alerts ON analytics.low_stock_alerts USING btree"
                        + " (store_name, region, product_name, brand)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inventory_summary", "order_trends", "low_stock_alerts"})
    void aDroppedViewComesBackWithItsIndexes(String view) throws SQLException {
        String indexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'analytics' ORDER BY indexname";
        List<String> before = database.rows(indexes);
        database.execute("DROP MATERIALIZED VIEW analytics." + view);
        RecordingConsole console = new RecordingConsole();

        List<ViewRefresh> refreshed = AnalyticsRefresh.refresh(
                        database.dataSource(), RetailSchema.DEFAULT, false, console)
                .views();

        assertThat(refreshed).hasSize(3);
        assertThat(database.rows(indexes)).isEqualTo(before);
        assertThat(console.shown())
                .singleElement()
                .asString()
                .startsWith("Recreated missing objects in schema \"analytics\": " + view + ", ");
    }

    @Test
    void aDroppedAnalyticsSchemaComesBack() throws SQLException {
        database.execute("DROP SCHEMA analytics CASCADE");

        assertThat(refresh(true)).extracting(ViewRefresh::rows).containsExactly(2L, 2L, 2L);
    }

    @Test
    void everyIndexOfTheMigrationIsMissedWhenItIsGone() throws SQLException {
        List<String> indexes = database.rows("SELECT indexname FROM pg_indexes WHERE schemaname = 'analytics'");
        for (String index : indexes) {
            database.execute("DROP INDEX analytics." + index);
        }

        refresh(false);

        assertThat(indexes).hasSize(5);
        assertThat(database.rows("SELECT indexname FROM pg_indexes WHERE schemaname = 'analytics'"))
                .containsExactlyInAnyOrderElementsOf(indexes);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void viewsThatWereNeverFilledAreFilled(boolean concurrently) throws SQLException {
        for (String view : List.of("inventory_summary", "order_trends", "low_stock_alerts")) {
            database.execute("REFRESH MATERIALIZED VIEW analytics." + view + " WITH NO DATA");
        }

        assertThat(refresh(concurrently)).extracting(ViewRefresh::rows).containsExactly(2L, 2L, 2L);
    }

    @Test
    void equalRowsForbidOnlyTheConcurrentRefresh() throws SQLException {
        makeEqualAlerts();
        assertThat(refresh(false)).extracting(ViewRefresh::rows).containsExactly(2L, 2L, 3L);

        assertThatThrownBy(() -> refresh(true))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "\"analytics\".\"low_stock_alerts\" holds several rows for one store and product name, so it"
                                + " cannot have the unique index that a concurrent refresh needs; set"
                                + " brickhouse.refresh-analytics.concurrently=false, and run DROP INDEX IF EXISTS"
                                + " \"analytics\".\"uq_low_stock_alerts\" if an earlier concurrent refresh left it behind.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void equalRowsThatCameAfterTheIndexAreExplained(boolean concurrently) throws SQLException {
        refresh(true);
        makeEqualAlerts();

        assertThatThrownBy(() -> refresh(concurrently))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("run DROP INDEX IF EXISTS \"analytics\".\"uq_low_stock_alerts\"");
    }

    @Test
    void namesThatNeedQuotingWork() throws SQLException {
        TestSchemas.migrate(database.dataSource(), new RetailSchema("My \"shop\"", "100% 'fun'"), Console.SILENT);

        assertThat(AnalyticsRefresh.refresh(
                                database.dataSource(),
                                new RetailSchema("My \"shop\"", "100% 'fun'"),
                                true,
                                Console.SILENT)
                        .views())
                .extracting(ViewRefresh::rows)
                .containsExactly(0L, 0L, 0L);
    }

    @Test
    void aSchemaThatWasNeverMigratedIsNamedTogetherWithTheGoal() {
        assertThatThrownBy(() -> AnalyticsRefresh.refresh(
                        database.dataSource(),
                        new RetailSchema("elsewhere", "elsewhere analytics"),
                        false,
                        Console.SILENT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "Schema \"elsewhere\" was not set up by this plugin;" + " run brickhouse:schema first");
    }

    @Test
    void theViewsOfAnotherSchemaAreNotRefreshed() {
        TestSchemas.migrate(database.dataSource(), new RetailSchema("west", "west analytics"), Console.SILENT);

        assertThatThrownBy(() -> AnalyticsRefresh.refresh(
                        database.dataSource(), new RetailSchema("west", "analytics"), false, Console.SILENT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("brickhouse.analyticsSchema");
    }

    @Test
    void aUserWhoDoesNotOwnTheViewsIsToldSo() throws SQLException {
        DataSource user = database.dataSourceOfNewUser();
        database.execute("GRANT USAGE ON SCHEMA analytics TO PUBLIC");

        assertThatThrownBy(() -> AnalyticsRefresh.refresh(user, RetailSchema.DEFAULT, false, Console.SILENT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Could not refresh the views in schema \"analytics\": ")
                .hasMessageContaining("; connect as the owner of the views with brickhouse.user. (")
                .hasMessageContaining("inventory_summary");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOwnerWhoCannotReadTheTablesIsNamedWithThem(boolean concurrently) throws SQLException {
        String owner = database.dataSourceOfNewUser().getUser();
        database.execute("ALTER MATERIALIZED VIEW analytics.low_stock_alerts OWNER TO " + owner
                + "; GRANT USAGE ON SCHEMA analytics TO PUBLIC; GRANT SELECT ON products TO " + owner);

        assertThatThrownBy(() -> refresh(concurrently))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Could not refresh the views in schema \"analytics\": materialized view"
                        + " analytics.low_stock_alerts is refreshed with the rights of its owner " + owner
                        + ", who lacks SELECT on public.inventory, public.stores; run GRANT SELECT ON public.inventory,"
                        + " public.stores TO " + owner
                        + ", or ALTER MATERIALIZED VIEW analytics.low_stock_alerts OWNER TO "
                        + "postgres. (");
    }

    @Test
    void anOwnerWhoMayReadTheColumnsThatTheViewReadsRefreshesIt() throws SQLException {
        String owner = database.dataSourceOfNewUser().getUser();
        database.execute("ALTER MATERIALIZED VIEW analytics.low_stock_alerts OWNER TO " + owner
                + "; REVOKE ALL ON SCHEMA public, analytics FROM PUBLIC; GRANT SELECT ON inventory, stores TO " + owner
                + "; GRANT SELECT (product_id, product_name, brand) ON products TO " + owner);

        assertThat(refresh(false)).hasSize(3);
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(ViewOwners.restrictions(connection, RetailSchema.DEFAULT))
                    .isEmpty();
        }
        assertThatThrownBy(() -> refresh(true))
                .hasMessageContaining(
                        "analytics.low_stock_alerts is refreshed concurrently with the rights of its owner "
                                + owner
                                + ", who lacks USAGE on schema analytics; run GRANT USAGE ON SCHEMA analytics TO "
                                + owner
                                + ". (");
        database.execute("GRANT USAGE ON SCHEMA analytics TO " + owner);
        assertThat(refresh(true)).hasSize(3);
        database.execute("REVOKE SELECT (brand) ON products FROM " + owner);

        assertThatThrownBy(() -> refresh(false)).hasMessageContaining("who lacks SELECT on public.products; run GRANT");
    }

    @Test
    void anOwnerOfTheViewsWhoSeesAPartOfTheRowsDoesNotFillThemWithIt() throws SQLException {
        PGSimpleDataSource owner = database.dataSourceOfNewUser();
        owner.setOptions("-c row_security=off");
        database.execute("""
                GRANT USAGE, CREATE ON SCHEMA analytics TO PUBLIC;
                GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC;
                ALTER MATERIALIZED VIEW analytics.inventory_summary OWNER TO %1$s;
                ALTER MATERIALIZED VIEW analytics.order_trends OWNER TO %1$s;
                ALTER MATERIALIZED VIEW analytics.low_stock_alerts OWNER TO %1$s;
                ALTER TABLE stores ENABLE ROW LEVEL SECURITY;
                CREATE POLICY one ON stores USING (store_id = 2);
                """.formatted(owner.getUser()));

        assertThatThrownBy(() -> AnalyticsRefresh.refresh(owner, RetailSchema.DEFAULT, false, Console.SILENT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith(
                        "Could not refresh the views in schema \"analytics\": row-level security would hide"
                                + " rows of table \"stores\" from the owner of the views; make the owner of the tables or, where"
                                + " row-level security is forced, a role with BYPASSRLS the owner of the views. (");
    }

    @Test
    void refreshesAtTheSameTimeMakeWhatIsMissingOnce() throws Exception {
        database.execute("DROP SCHEMA analytics CASCADE");
        int threads = 4;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<ViewRefresh>>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    start.await();
                    return refresh(true);
                }));
            }
            for (Future<List<ViewRefresh>> refreshed : running) {
                assertThat(refreshed.get()).extracting(ViewRefresh::rows).containsExactly(2L, 2L, 2L);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private List<ViewRefresh> refresh(boolean concurrently) {
        return AnalyticsRefresh.refresh(database.dataSource(), RetailSchema.DEFAULT, concurrently, Console.SILENT)
                .views();
    }

    private void makeEqualAlerts() throws SQLException {
        database.execute("INSERT INTO products (product_name, brand, category, package_size, unit_price)"
                + " VALUES ('Thunder Cola', 'Thunder', 'Cola', '24 x 330 ml', 18);"
                + " INSERT INTO inventory (product_id, store_id, quantity_cases) VALUES (3, 2, 5)");
    }
}
