package dev.brickhouse.simulate;

import static dev.brickhouse.simulate.SimulatedDatabase.of;
import static dev.brickhouse.simulate.SimulatedDatabase.request;
import static dev.brickhouse.simulate.SimulatedDatabase.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Steps that fail are reported with their reasons, and exceed the limit of errors. */
class SimulationErrorsIT {

    private static final ErrorLimit LIMIT = new ErrorLimit(ErrorLimit.DEFAULT_PERCENT);

    private static TestDatabase database;
    private static PGSimpleDataSource reader;

    @BeforeAll
    static void seed() throws SQLException {
        database = TestDatabase.create();
        SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
        database.execute("""
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'store % is closed', NEW.store_id USING ERRCODE = 'P0001', DETAIL = 'until Monday';
                END $$""");
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    @Test
    void aTriggerThatRaisesIsTooManyErrorsWithItsMessage() throws SQLException {
        database.execute("CREATE TRIGGER closed BEFORE UPDATE ON inventory FOR EACH ROW EXECUTE FUNCTION refuse()");
        SimulationResult result;
        try {
            result = simulate(database.dataSource(), request(4, "place=1,receive=3", 20, 0));
        } finally {
            database.execute("DROP TRIGGER closed ON inventory");
        }

        long errors = of(result, Operation.RECEIVE).errors();
        assertThat(errors).isPositive();
        assertThat(result.errorKinds()).singleElement().satisfies(error -> {
            assertThat(error.operation()).isEqualTo("receive");
            assertThat(error.sqlState()).isEqualTo(SqlState.RAISE_EXCEPTION);
            assertThat(error.message()).matches("store \\d+ is closed");
            assertThat(error.count()).isEqualTo(errors);
        });
        assertThat(LIMIT.exceededBy(result)).hasSize(2).contains("all steps of receive");
        assertThat(result.lines())
                .contains("Errors by reason:")
                .anyMatch(line -> line.contains(SqlState.RAISE_EXCEPTION) && line.contains("is closed"));
        assertThat(result.facts()).containsEntry("errors", errors);
        assertThat(result.problems())
                .singleElement()
                .asString()
                .startsWith("Too many errors: ")
                .contains("all steps of receive", "is closed");
        assertThat(result.facts()).containsEntry("problems", result.problems());
        assertThat(SimulationFiles.page(result).html()).contains("is closed", "Too many errors: ");
    }

    @ParameterizedTest
    @CsvSource({
        "orders, NULL, approve",
        "orders, OLD, approve",
        "orders, OLD, cancel",
        "orders, OLD, fulfill",
        "inventory, NULL, receive",
        "inventory, OLD, receive",
        "inventory, OLD, approve"
    })
    void aStepWhoseChangeATriggerSwallowsIsNotDone(String table, String returned, String step) throws SQLException {
        try (TestDatabase own = database.copy()) {
            own.execute("CREATE FUNCTION swallows() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN " + returned
                    + "; END$$; CREATE TRIGGER swallow BEFORE UPDATE ON " + table
                    + " FOR EACH ROW EXECUTE FUNCTION swallows()");
            String rows = "SELECT (SELECT md5(string_agg(o::text, '' ORDER BY order_id)) FROM orders o),"
                    + " (SELECT md5(string_agg(i::text, '' ORDER BY inventory_id)) FROM inventory i)";
            List<String> before = own.rows(rows);

            SimulationResult result = simulate(own.dataSource(), request(1, step + "=1", 0, 0));

            Operation operation = Operation.valueOf(step.toUpperCase(Locale.ROOT));
            assertThat(of(result, operation).done()).isZero();
            assertThat(of(result, operation).retries()).isPositive();
            assertThat(own.rows(rows)).isEqualTo(before);
        }
    }

    @Test
    void anOrderThatATriggerSwallowsIsAnError() throws SQLException {
        database.execute("CREATE FUNCTION swallows() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;"
                + " CREATE TRIGGER swallow BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION swallows()");
        SimulationResult result;
        try {
            result = simulate(database.dataSource(), request(1, "place=1", 0, 0));
        } finally {
            database.execute("DROP FUNCTION swallows CASCADE");
        }

        assertThat(of(result, Operation.PLACE).done()).isZero();
        assertThat(result.errorKinds()).singleElement().satisfies(error -> {
            assertThat(error.sqlState()).isEqualTo(SqlState.DATA_EXCEPTION);
            assertThat(error.message()).isEqualTo("The server did not take the order");
        });
        assertThat(LIMIT.exceededBy(result)).isNotEmpty();
    }

    @Test
    void refreshesThatFailAreReportedWithTheirReason() throws SQLException {
        SimulationRequest request = SimulationRequest.builder()
                .workers(1)
                .mix(Mix.parse("list=1"))
                .duration(Duration.ofSeconds(3))
                .refreshEvery(Duration.ofMillis(50))
                .build();
        SimulationResult result = simulate(reader(), request);

        assertThat(result.refreshes()).isEmpty();
        assertThat(result.errorKinds()).singleElement().satisfies(error -> {
            assertThat(error.operation()).isEqualTo("refresh");
            assertThat(error.sqlState()).isEqualTo(SqlState.INSUFFICIENT_PRIVILEGE);
            assertThat(error.count()).isEqualTo(result.failedRefreshes());
        });
        assertThat(LIMIT.exceededBy(result)).containsExactly("all refreshes of the views");
    }

    @Test
    void stepsThatFindTooLittleStockAreNotErrors() throws SQLException {
        database.execute("UPDATE inventory SET quantity_cases = 0, reserved_cases = 0 WHERE store_id <> 1");
        SimulationResult result = simulate(database.dataSource(), request(2, "place=1,sell=5", 20, 0));

        assertThat(of(result, Operation.SELL).withoutStock()).isPositive();
        assertThat(result.errorKinds()).isEmpty();
        assertThat(LIMIT.exceededBy(result)).isEmpty();
    }

    /** Other steps than the one that is stopped may come first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GRANT SELECT ON ALL TABLES IN SCHEMA public TO USER | user USER lacks INSERT and UPDATE on table orders; let an administrator run GRANT INSERT, UPDATE ON public.orders TO USER; moreover,
            GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO USER; REVOKE UPDATE ON inventory FROM USER | user USER lacks UPDATE on table inventory;
            GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO USER; REVOKE SELECT ON products FROM USER | user USER lacks SELECT on table products;
            GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO USER | user USER lacks USAGE on sequence public.orders_order_id_seq;
            GRANT ALL ON ALL TABLES IN SCHEMA public TO USER; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO USER; ALTER TABLE inventory ENABLE ROW LEVEL SECURITY; CREATE POLICY theirs ON inventory TO USER USING (true) | row security of table inventory applies to user USER;
            GRANT ALL ON ALL TABLES IN SCHEMA public TO USER; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO USER; ALTER TABLE products ENABLE ROW LEVEL SECURITY; CREATE POLICY theirs ON products USING (true) | row security of table products applies to user USER;
            GRANT ALL ON ALL TABLES IN SCHEMA public TO USER; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO USER; CREATE RULE frozen AS ON UPDATE TO inventory DO INSTEAD NOTHING | rule frozen of table inventory would act on the rows; run ALTER TABLE public.inventory DISABLE RULE frozen
            GRANT ALL ON ALL TABLES IN SCHEMA public TO USER; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO USER; CREATE RULE frozen AS ON UPDATE TO orders DO INSTEAD NOTHING | rule frozen of table orders would act on the rows;
            GRANT ALL ON ALL TABLES IN SCHEMA public TO USER; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO USER; CREATE RULE frozen AS ON INSERT TO orders DO INSTEAD NOTHING | rule frozen of table orders would act on the rows;
            """)
    void whatStopsALaterStepIsSaidBeforeTheFirst(String makes, String obstacle) throws SQLException {
        try (TestDatabase own = database.copy()) {
            PGSimpleDataSource user = own.dataSourceOfNewUser();
            own.execute("GRANT USAGE ON SCHEMA public, analytics TO " + user.getUser() + "; "
                    + makes.replace("USER", user.getUser()));
            String rows = "SELECT (SELECT md5(string_agg(o::text, '' ORDER BY order_id)) FROM orders o),"
                    + " (SELECT md5(string_agg(i::text, '' ORDER BY inventory_id)) FROM inventory i)";
            List<String> before = own.rows(rows);

            try (Database opened = SeedFixture.open(user, ConnectionNeed.of(4))) {
                assertThatExceptionOfType(RefusedException.class)
                        .isThrownBy(() -> SimulatedDatabase.simulation(opened.dataSource())
                                .run(request(2, "place=90,approve=1,list=1", 20, 0)))
                        .withMessageStartingWith(
                                "Schema \"public\" cannot be simulated in as it is, and nothing was changed: ")
                        .withMessageContaining(obstacle.replace("USER", user.getUser()));
            }
            assertThat(own.rows(rows)).isEqualTo(before);
        }
    }

    /** What no step does needs no right. */
    @Test
    void aReaderSimulatesReaders() throws SQLException {
        assertThat(simulate(reader(), request(1, "list=1,kpis=1,trends=1,low-stock=1", 0, 0))
                        .errorKinds())
                .isEmpty();
    }

    private static PGSimpleDataSource reader() throws SQLException {
        if (reader == null) {
            reader = database.dataSourceOfNewUser();
            String role = reader.getUser();
            database.execute("GRANT USAGE ON SCHEMA public, analytics TO " + role
                    + "; GRANT SELECT ON ALL TABLES IN SCHEMA public, analytics TO " + role);
        }
        return reader;
    }
}
