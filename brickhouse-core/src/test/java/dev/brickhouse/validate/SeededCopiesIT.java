package dev.brickhouse.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.inspect.Inspection;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.seed.SeedFixture;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code validate} says of a seeded database that is not finished, hides rows, has strange settings or is damaged.
 */
class SeededCopiesIT {

    private static final List<String> LEFT_OUT = List.of(
            "sequences-past-ids",
            "journal-orders",
            "journal-status-counts",
            "inventory-of-open-orders",
            "inventory-was-ordered",
            "inventory-reserved-as-approved",
            "orders-duplicates-have-twins",
            "views-present",
            "inventory-summary-current",
            "order-trends-current",
            "low-stock-alerts-current");

    private static TestDatabase seeded;

    private final RecordingConsole console = new RecordingConsole();
    private TestDatabase database;

    @BeforeAll
    static void seed() throws SQLException {
        seeded = TestDatabase.create();
        SeedFixture.seeder(seeded.dataSource()).seed(SeedFixture.smallRequest());
    }

    @AfterAll
    static void dropSeeded() throws SQLException {
        seeded.close();
    }

    @BeforeEach
    void copy() throws SQLException {
        database = seeded.copy();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void aSeedThatIsNotFinishedIsSaidFirstAndWhatCannotHoldYetIsLeftOut() throws SQLException {
        database.execute("""
                UPDATE brickhouse_seed SET state = 'loading', completed_at = NULL, checksum = NULL;
                UPDATE brickhouse_chunk SET loaded_at = NULL, loaded_by = NULL, checksum = NULL WHERE chunk_no = 2;
                DELETE FROM orders WHERE order_id BETWEEN 2001 AND 3000;
                DROP INDEX idx_orders_status;
                INSERT INTO brickhouse_suspended (table_name, object_name, kind, definition)
                        VALUES ('orders', 'idx_orders_status', 'index', 'CREATE INDEX idx_orders_status ON orders (order_status)');
                REFRESH MATERIALIZED VIEW analytics.order_trends WITH NO DATA;
                """);
        String sentence =
                "The seed of schema \"public\" up to 2026-11-24 is not finished (4,615 of 5,615 orders loaded,"
                        + " 1 indexes and constraints suspended): run brickhouse:seed with the same settings to resume it"
                        + "";

        ValidationReport report = validate(database.dataSource());

        assertThat(console.shown()).first().isEqualTo(sentence);
        assertThat(report.unfinished()).isEqualTo(sentence);
        assertThat(report.violated(Severity.ERROR))
                .extracting(CheckResult::id, CheckResult::sampleKeys)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "journal-complete",
                        List.of(
                                "state=loading: wanted complete",
                                "chunk_no=2: orders 2001 to 3000 are not loaded",
                                "index idx_orders_status: is suspended")));
        assertThat(report.violated(Severity.WARNING)).isEmpty();
        assertThat(report.skipped())
                .allMatch(result -> result.skipReason().equals("the seed is not finished"))
                .extracting(CheckResult::id)
                .containsExactlyElementsOf(LEFT_OUT);
    }

    @Test
    void everyCheckIsAStepOfItsProgress() {
        List<String> shown = new ArrayList<>();
        Progress progress = (phase, total, done) -> new Progress.Task() {
            private long steps = done;

            @Override
            public void advance(long more) {
                steps += more;
            }

            @Override
            public void close() {
                shown.add(phase + " " + steps + " of " + total);
            }
        };

        new Validator(RetailSchema.DEFAULT, Checks.all()).validate(database.dataSource(), Console.SILENT, progress);

        int checks = Checks.all().list().size();
        assertThat(shown).containsExactly("checks " + checks + " of " + checks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "standard_conforming_strings = off",
                "quote_all_identifiers = on",
                "search_path = pg_catalog",
                "DateStyle = 'SQL, DMY'",
                "IntervalStyle = sql_standard",
                "timezone = 'Pacific/Kiritimati'",
                "transform_null_equals = on",
                "extra_float_digits = -15"
            })
    void theDatabasesOwnSettingsAreOfNoConsequence(String setting) throws SQLException {
        String name = database.rows("SELECT current_database()").get(0);
        database.execute("ALTER DATABASE " + name + " SET " + setting);

        assertThat(validate(database.dataSource()).results())
                .filteredOn(result -> !result.outcome().equals("passed"))
                .isEmpty();
        assertThat(TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, console)
                        .repairs()
                        .repaired())
                .isEmpty();
        assertThat(console.warnings()).isEmpty();
    }

    @Test
    void aReaderWhoSeesAPartOfTheRowsIsRefused() throws SQLException {
        var reader = database.dataSourceOfNewUser();
        database.execute("GRANT USAGE ON SCHEMA public, analytics TO PUBLIC;"
                + " GRANT SELECT ON ALL TABLES IN SCHEMA public, analytics TO PUBLIC;"
                + " ALTER TABLE orders ENABLE ROW LEVEL SECURITY; ALTER TABLE stores ENABLE ROW LEVEL SECURITY;"
                + " CREATE POLICY half ON orders USING (order_id % 2 = 0)");

        refused(reader, "stores, orders");
        assertThat(validate(database.dataSource()).violated(Severity.ERROR)).isEmpty();
    }

    @Test
    void theOwnerIsRefusedOnlyWhereRowSecurityIsForced() throws SQLException {
        var owner = database.dataSourceOfNewUser();
        database.execute("GRANT USAGE ON SCHEMA public, analytics TO PUBLIC;"
                + " GRANT SELECT ON ALL TABLES IN SCHEMA public, analytics TO PUBLIC;"
                + " ALTER TABLE orders OWNER TO " + owner.getUser() + "; ALTER TABLE orders ENABLE ROW LEVEL SECURITY;"
                + " CREATE POLICY half ON orders USING (order_id % 2 = 0)");
        Inspection.take(owner, "public", false, Console.SILENT, Progress.NONE);
        assertThat(validate(owner).violated(Severity.ERROR)).isEmpty();

        database.execute("ALTER TABLE orders FORCE ROW LEVEL SECURITY");

        refused(owner, "orders");
    }

    private void refused(DataSource reader, String tables) {
        String sentence = "row-level security can hide rows of " + tables + " from user";
        String remedy = "connect as the owner of the tables with brickhouse.user; where row-level security is forced,"
                + " connect as a superuser or a role with BYPASSRLS, or let the owner run ALTER TABLE … NO FORCE ROW LEVEL"
                + " SECURITY.";
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> validate(reader))
                .withMessageStartingWith("Could not validate schema \"public\": " + sentence)
                .withMessageEndingWith(remedy);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Inspection.take(reader, "public", false, Console.SILENT, Progress.NONE))
                .withMessageStartingWith("Could not inspect schema \"public\": " + sentence)
                .withMessageEndingWith(remedy);
    }

    @Test
    void schemaMendsWhatItIsNamedFor() throws SQLException {
        database.execute("ALTER TABLE orders DROP CONSTRAINT orders_product_id_fkey; DROP INDEX idx_orders_status;"
                + " ALTER TABLE products ALTER brand DROP NOT NULL; ALTER TABLE orders ALTER order_date DROP DEFAULT");
        assertThat(validate(database.dataSource()).violated(Severity.ERROR))
                .allMatch(result -> result.advice().equals("run brickhouse:schema"))
                .extracting(CheckResult::id)
                .containsExactly("constraints-valid", "indexes-valid", "columns-not-null", "columns-default");

        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);

        assertThat(validate(database.dataSource()).violated(Severity.ERROR)).isEmpty();
    }

    @Test
    void rowsThatKeepAKeyFromComingBackAreToBeCorrectedFirst() throws SQLException {
        database.execute("ALTER TABLE users DROP CONSTRAINT users_email_key;"
                + " UPDATE users SET email = (SELECT min(email) FROM users) WHERE user_id <= 2");
        String advice = validate(database.dataSource()).violated(Severity.ERROR).stream()
                .filter(result -> result.id().equals("constraints-valid"))
                .findFirst()
                .orElseThrow()
                .advice();
        assertThat(advice)
                .startsWith("correct or delete the rows of users-email-unique first, then run brickhouse:schema;"
                        + " all of these rows are shown by, in schema \"public\": SELECT format(");
        String query = advice.substring(advice.indexOf("SELECT"));
        assertThat(database.rows(query)).singleElement().asString().endsWith(" rows");

        database.execute("UPDATE users SET email = user_id || '@example.com' WHERE user_id <= 2");
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);

        assertThat(validate(database.dataSource()).violated(Severity.ERROR)).isEmpty();
    }

    private ValidationReport validate(DataSource dataSource) {
        return new Validator(RetailSchema.DEFAULT, Checks.all()).validate(dataSource, console, Progress.NONE);
    }
}
