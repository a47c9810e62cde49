package dev.brickhouse.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.seed.SeedFixture;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatorIT {

    private TestDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.create();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "5200, 330, 60, 25",
        "0, 330, 60, 25",
        "5200, 0, 60, 25",
        "5200, 330, 0, 25",
        "5200, 330, 60, 0",
        "1, 0, 0, 0",
        "0, 1, 0, 0",
        "0, 0, 1, 0",
        "0, 0, 0, 1",
        "0, 0, 0, 0"
    })
    void findsNothingInASeededDatabase(long fulfilled, long approved, long pending, long cancelled)
            throws SQLException {
        OrderCounts counts = new OrderCounts(fulfilled, approved, pending, cancelled);
        SeedFixture.seeder(database.dataSource()).seed(SeedFixture.request(counts, LoadMethod.COPY, 2, 1_000));

        ValidationReport report = validate();

        assertThat(report.results())
                .filteredOn(result -> !result.outcome().equals("passed"))
                .isEmpty();
        assertThat(report.results()).hasSameSizeAs(Checks.all().list());
        assertThat(report.asOf()).isEqualTo(SeedFixture.AS_OF.toString());
    }

    @Test
    void anApplicationMayGoOnFromTheSeed() throws SQLException {
        SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
        database.execute("""
                INSERT INTO orders (order_number, to_store_id, product_id, quantity_cases, requested_by)
                SELECT 'WEB-1', to_store_id, product_id, 80, requested_by FROM orders WHERE order_id = 1;
                UPDATE orders o SET order_status = 'approved', approved_date = now(), approved_by = u.user_id
                  FROM stores s JOIN users u ON u.role = 'regional_manager' AND u.region = s.region
                 WHERE s.store_id = o.to_store_id
                   AND o.order_id = (SELECT max(order_id) FROM orders WHERE order_status = 'pending_review' AND order_id <= 5615);
                UPDATE inventory i SET quantity_cases = quantity_cases + 500, reserved_cases = (SELECT sum(quantity_cases) FROM orders o
                                                          WHERE o.product_id = i.product_id AND o.order_status = 'approved')
                 WHERE store_id = (SELECT store_id FROM stores WHERE store_type = 'Warehouse')
                   AND product_id IN (SELECT product_id FROM orders WHERE order_status = 'approved');
                INSERT INTO products (product_name, brand, category, package_size, unit_price) VALUES ('New', 'N', 'Cola', '1 l', 1);
                """);

        ValidationReport report = validate();

        assertThat(report.violated(Severity.ERROR)).isEmpty();
        assertThat(report.violated(Severity.WARNING))
                .extracting(CheckResult::id)
                .containsExactly("journal-status-counts", "orders-not-after-as-of", "order-trends-current");
    }

    @Test
    void reportsTheRealFaultsOfADatabaseOfTheOriginalTool() throws SQLException {
        database.makeOriginal();
        database.execute("""
                INSERT INTO users (username, email, first_name, last_name, role, region)
                VALUES ('rob', 'rob@example.com', 'Rob', 'Roe', 'regional_manager', 'West');
                UPDATE inventory SET quantity_cases = -42520 WHERE store_id = 1;
                UPDATE orders SET order_status = 'fulfilled', approved_by = 2, approved_date = now() + INTERVAL '1 day',
                                  fulfilled_date = now() + INTERVAL '3 days' WHERE order_id = 1;
                UPDATE orders SET order_date = order_date - INTERVAL '1 day' WHERE order_id = 2;
                """);

        ValidationReport report = validate();

        assertThat(report.asOf()).isNull();
        assertThat(report.violated(Severity.ERROR))
                .extracting(CheckResult::id)
                .containsExactly(
                        "regions-manager",
                        "inventory-not-negative",
                        "inventory-warehouse-complete",
                        "orders-not-in-the-future",
                        "orders-date-rising");
        assertThat(report.violated(Severity.WARNING))
                .extracting(CheckResult::id)
                .containsExactly("order-trends-current");
        assertThat(report.skipped())
                .isNotEmpty()
                .allMatch(result -> result.skipReason().startsWith("there is no journal"));
        assertThat(report.skipped())
                .extracting(CheckResult::id)
                .containsExactly(
                        "journal-complete",
                        "journal-as-of",
                        "journal-orders",
                        "journal-catalog",
                        "journal-status-counts",
                        "inventory-of-open-orders",
                        "inventory-was-ordered",
                        "orders-notes",
                        "orders-placed-by-as-of",
                        "orders-not-after-as-of",
                        "orders-one-visit-a-day",
                        "orders-duplicates-have-twins",
                        "orders-too-large",
                        "orders-one-approver-a-day");
    }

    @Test
    void worksInSchemasWhoseNamesNeedQuoting() throws SQLException {
        TestSchemas.migrate(database.dataSource(), new RetailSchema("Müller's \"Shop\"", "Its views"), Console.SILENT);

        ValidationReport report = new Validator(new RetailSchema("Müller's \"Shop\"", "Its views"), Checks.all())
                .validate(database.dataSource(), Console.SILENT, Progress.NONE);

        assertThat(report.violated(Severity.ERROR)).extracting(CheckResult::id).containsExactly("stores-one-warehouse");
    }

    @Test
    void saysHowToSetUpWhatIsNotThere() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::validate)
                .withMessageContaining("there is no table products, stores, users, inventory, orders")
                .withMessageContaining("run brickhouse:seed");
    }

    @Test
    void saysWhichPrivilegeIsMissing() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        var user = database.dataSourceOfNewUser();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() ->
                        new Validator(RetailSchema.DEFAULT, Checks.all()).validate(user, Console.SILENT, Progress.NONE))
                .withMessageContaining("GRANT SELECT ON ALL TABLES IN SCHEMA \"public\"")
                .withMessageContaining("brickhouse.user");
    }

    @Test
    void aReaderWithoutRightsOnViewsAndSequencesSkipsTheirChecks() throws SQLException {
        SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
        var user = database.dataSourceOfNewUser();
        database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + user.getUser());

        ValidationReport report =
                new Validator(RetailSchema.DEFAULT, Checks.all()).validate(user, Console.SILENT, Progress.NONE);

        assertThat(report.skipped())
                .extracting(CheckResult::id)
                .containsExactly(
                        "sequences-past-ids",
                        "inventory-summary-current",
                        "order-trends-current",
                        "low-stock-alerts-current");
        assertThat(report.passed()).isEqualTo(report.results().size() - 4L);
    }

    private ValidationReport validate() {
        return new Validator(RetailSchema.DEFAULT, Checks.all())
                .validate(database.dataSource(), Console.SILENT, Progress.NONE);
    }
}
