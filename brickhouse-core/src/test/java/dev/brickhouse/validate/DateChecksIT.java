package dev.brickhouse.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.LoadOptions;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.seed.Seeder;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose clock counts: the as-of date for the seeded orders, the database server's for all others. */
class DateChecksIT {

    private static final String APPLICATION_ORDER = """
            INSERT INTO orders (order_number, from_store_id, to_store_id, product_id, quantity_cases, requested_by, order_date)
            SELECT 'APP', from_store_id, to_store_id, product_id, 10, requested_by, %s FROM orders WHERE order_id = 1
            """;

    private final RecordingConsole console = new RecordingConsole();
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
    void aHistoryThatEndsInTheFutureIsWarnedOfButDoesNotHideAnApplicationsOrderDatedTomorrow() throws SQLException {
        LocalDate asOf = LocalDate.now().plusDays(400);
        seed(asOf);

        assertThat(console.warnings())
                .containsExactly(
                        "The seeded history will end on " + asOf + " (brickhouse.asOf), which is in the future:"
                                + " orders will have future dates, and brickhouse:validate will report them");
        assertThat(violated(Severity.ERROR)).isEmpty();
        assertThat(violated(Severity.WARNING)).containsExactly("journal-as-of");

        database.execute(APPLICATION_ORDER.formatted("now() AT TIME ZONE 'UTC' + INTERVAL '1 day'"));

        assertThat(violated(Severity.ERROR)).containsExactly("orders-not-in-the-future");
    }

    @Test
    void aClientWhoseDayHasBegunBeforeTheServersIsInTheRight() throws SQLException {
        seed(LocalDate.now(ZoneOffset.ofHours(14)));
        database.execute(APPLICATION_ORDER.formatted("now() AT TIME ZONE 'Pacific/Kiritimati'"));

        assertThat(violated(Severity.ERROR)).isEmpty();
        assertThat(violated(Severity.WARNING)).doesNotContain("journal-as-of");
    }

    @Test
    void aSeededOrderIsNotPlacedAfterTheAsOfDateWhereverThatLies() throws SQLException {
        seed(LocalDate.now().plusDays(400));
        database.execute("UPDATE orders SET order_date = order_date + INTERVAL '60 days', approved_date = NULL,"
                + " fulfilled_date = NULL, approved_by = NULL WHERE order_id = (SELECT max(order_id) FROM orders"
                + " WHERE order_status = 'pending_review')");

        assertThat(violated(Severity.ERROR)).contains("orders-not-in-the-future", "orders-placed-by-as-of");
    }

    @Test
    void whatAQueryCannotComputeWithIsReportedLikeOtherFaults() throws SQLException {
        seed(LocalDate.of(2026, 11, 24));
        database.execute(
                "DROP MATERIALIZED VIEW analytics.low_stock_alerts; CREATE MATERIALIZED VIEW analytics.low_stock_alerts"
                        + " AS SELECT 1 AS other; UPDATE orders SET order_date = '-infinity' WHERE order_id = 10; UPDATE orders SET order_date ="
                        + " 'infinity', approved_date = 'infinity', fulfilled_date = 'infinity' WHERE order_id = 20");

        assertThat(violated(Severity.ERROR)).contains("orders-not-in-the-future", "orders-placed-by-as-of");
        assertThat(validate().results())
                .flatExtracting(CheckResult::sampleKeys)
                .anyMatch(key -> key.contains("cannot be checked (column \"store_name\" does not exist"));
    }

    /** Also of checks that only warn of what they look for. */
    @Test
    void aColumnThatIsNotThereIsAnErrorAndSaysWhatToDo() throws SQLException {
        seed(LocalDate.of(2026, 11, 24));
        database.execute("ALTER TABLE orders RENAME notes TO note");

        assertThat(validate().results())
                .filteredOn(check -> check.id().equals("orders-notes"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.severity()).isEqualTo(Severity.ERROR);
                    assertThat(check.sampleKeys())
                            .singleElement()
                            .asString()
                            .startsWith("cannot be checked (column \"notes\" does not exist; ")
                            .doesNotContain("Position");
                    assertThat(check.fix())
                            .contains("To fix it, run brickhouse:schema, which creates what is missing or names it.");
                });
    }

    private void seed(LocalDate asOf) {
        new Seeder(
                        new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
                        Catalog.standard(),
                        console,
                        Progress.NONE)
                .seed(SeedFixture.request(
                        HistorySettings.defaults(asOf).withCounts(new OrderCounts(500, 60, 30, 10)),
                        true,
                        new LoadOptions(LoadMethod.COPY, 500, 1, 1_000),
                        false,
                        "test"));
    }

    private ValidationReport validate() {
        return new Validator(RetailSchema.DEFAULT, Checks.all())
                .validate(database.dataSource(), Console.SILENT, Progress.NONE);
    }

    private List<String> violated(Severity severity) {
        return validate().violated(severity).stream()
                .map(CheckResult::id)
                .filter(id -> !id.startsWith("inventory-low-share") && !id.startsWith("order-trends"))
                .toList();
    }
}
