package dev.brickhouse.advance;

import static dev.brickhouse.advance.AdvancedDatabase.AS_OF;
import static dev.brickhouse.advance.AdvancedDatabase.TODAY;
import static dev.brickhouse.advance.AdvancedDatabase.advance;
import static dev.brickhouse.advance.AdvancedDatabase.number;
import static dev.brickhouse.advance.AdvancedDatabase.request;
import static dev.brickhouse.advance.AdvancedDatabase.requireValid;
import static dev.brickhouse.advance.AdvancedDatabase.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.ExistingSeedPolicy;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.seed.SeedResult;
import dev.brickhouse.seed.SeedTarget;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A seeded business goes on. */
class AdvanceIT {

    private static final String OPEN =
            "SELECT count(*) FROM orders WHERE order_status IN ('pending_review', 'approved')";

    private static TestDatabase seeded;

    @BeforeAll
    static void seed() throws SQLException {
        seeded = TestDatabase.create();
        SeedFixture.seeder(seeded.dataSource()).seed(request());
    }

    @AfterAll
    static void drop() throws SQLException {
        seeded.close();
    }

    @Test
    void oneStepAndManyLeaveTheSameRows() throws SQLException {
        try (TestDatabase once = seeded.copy();
                TestDatabase often = seeded.copy()) {
            AdvanceResult result = advance(once, AS_OF.plusDays(16));
            int done = 0;
            for (int day : List.of(1, 2, 3, 5, 9, 16)) {
                done += advance(often, AS_OF.plusDays(day)).done().days();
            }

            assertThat(result.done().days()).isEqualTo(16).isEqualTo(done);
            assertThat(result.done().placed()).isGreaterThan(900);
            assertThat(rows(once)).isEqualTo(rows(often)).isNotEqualTo(rows(seeded));
            requireValid(once);
        }
    }

    @Test
    void whatWasKilledIsResumed() throws SQLException {
        try (TestDatabase whole = seeded.copy();
                TestDatabase killed = seeded.copy()) {
            advance(whole, AS_OF.plusDays(6));
            killed.execute("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                    + " IF NEW.settings LIKE '%advancedTo=" + AS_OF.plusDays(4) + "%' THEN"
                    + " PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END $$;"
                    + " CREATE TRIGGER die BEFORE UPDATE ON brickhouse_seed FOR EACH ROW EXECUTE FUNCTION die()");

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> advance(killed, AS_OF.plusDays(6)))
                    .withMessageContaining(
                            "everything up to " + AS_OF.plusDays(3) + " is kept, and the next run goes on from there");
            killed.execute("DROP FUNCTION die CASCADE");
            AdvanceResult rest = advance(killed, AS_OF.plusDays(6));

            assertThat(rest.from()).isEqualTo(AS_OF.plusDays(3));
            assertThat(rows(killed)).isEqualTo(rows(whole));
            requireValid(killed);
        }
    }

    @Test
    void goesOnAsItWas() throws SQLException {
        try (TestDatabase database = seeded.copy()) {
            double aWeek = number(database, placedFrom(AS_OF.minusDays(28), 28)) / 4.0;
            long openBefore = number(database, OPEN);

            advance(database, AS_OF.plusDays(30));
            long openThen = number(database, OPEN);
            advance(database, AS_OF.plusDays(60));

            for (int week = 0; week < 5; week++) {
                assertThat((double) number(database, placedFrom(AS_OF.plusDays(7L * week), 7)))
                        .as("orders of week " + week)
                        .isBetween(0.75 * aWeek, 1.25 * aWeek);
            }
            assertThat(openThen).isLessThan((long) (1.25 * openBefore));
            assertThat(number(database, OPEN)).isLessThan((long) (0.85 * openBefore));
            assertThat(database.rows(
                            "SELECT 1 FROM orders WHERE order_status <> 'fulfilled' AND order_status <> 'cancelled'"
                                    + " AND order_date < '" + AS_OF + "'"))
                    .isEmpty();
            requireValid(database);
        }
    }

    private static String placedFrom(LocalDate day, int days) {
        return "SELECT count(*) FROM orders WHERE order_date >= '" + day + "' AND order_date < '" + day.plusDays(days)
                + "'";
    }

    @Test
    void keepsWhatOthersHaveWritten() throws SQLException {
        try (TestDatabase database = seeded.copy()) {
            database.execute("""
                    INSERT INTO products (product_name, brand, category, package_size, unit_price)
                    VALUES ('Own Cola', 'Own', 'Cola', 'keg', 9.50);
                    INSERT INTO inventory (product_id, store_id, quantity_cases) VALUES (157, 1, 500);
                    INSERT INTO orders (order_number, from_store_id, to_store_id, product_id, quantity_cases, requested_by,
                                        order_date)
                    SELECT 'OWN-1', 1, 2, 157, 7, min(user_id), '2026-08-19 10:00' FROM users WHERE store_id = 2;
                    UPDATE orders SET order_status = 'cancelled', notes = 'mine'
                     WHERE order_id = (SELECT min(order_id) FROM orders WHERE order_status = 'pending_review');
                    """);
            String own = "SELECT * FROM orders WHERE order_number = 'OWN-1' OR notes = 'mine'";
            List<String> before = database.rows(own);

            advance(database, AS_OF.plusDays(7));

            assertThat(before).hasSize(2).isEqualTo(database.rows(own));
            assertThat(database.rows("SELECT quantity_cases, version FROM inventory WHERE product_id = 157"))
                    .containsExactly("500 | 1");
            assertThat(database.rows("SELECT count(*) FROM orders WHERE order_date >= '" + AS_OF + "'"))
                    .isNotEqualTo(List.of("0"));
            requireValid(database);
        }
    }

    /** The views are refreshed when the days are committed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO USER | materialized view analytics.inventory_summary can only be refreshed by its owner
            GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO USER | user USER lacks UPDATE on sequence public.inventory_inventory_id_seq;
            REVOKE UPDATE ON orders FROM USER | user USER lacks UPDATE on table orders;
            ALTER TABLE inventory ENABLE ROW LEVEL SECURITY; CREATE POLICY theirs ON inventory USING (true) | row security of table inventory applies to user USER;
            CREATE RULE frozen AS ON UPDATE TO inventory DO INSTEAD NOTHING | rule frozen of table inventory would act on the rows; run ALTER TABLE public.inventory DISABLE RULE frozen;
            CREATE RULE frozen AS ON INSERT TO inventory DO INSTEAD NOTHING | rule frozen of table inventory would act on the rows;
            CREATE RULE frozen AS ON UPDATE TO orders DO INSTEAD NOTHING | rule frozen of table orders would act on the rows;
            CREATE RULE frozen AS ON INSERT TO orders DO INSTEAD NOTHING | rule frozen of table orders would act on the rows;
            CREATE RULE frozen AS ON UPDATE TO brickhouse_seed DO INSTEAD NOTHING | rule frozen of table brickhouse_seed would act on the rows;
            """)
    void whatStopsItAtAnyTimeIsSaidBeforeTheFirstDay(String makes, String obstacle) throws SQLException {
        try (TestDatabase database = seeded.copy()) {
            PGSimpleDataSource user = database.dataSourceOfNewUser();
            database.execute(
                    ("GRANT USAGE ON SCHEMA public, analytics TO USER; GRANT ALL ON ALL TABLES IN SCHEMA public"
                                    + " TO USER; " + makes)
                            .replace("USER", user.getUser()));
            List<String> before = rows(database);

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(
                            () -> new Advance(new SeedTarget(user, RetailSchema.DEFAULT), Console.SILENT, Progress.NONE)
                                    .run(AS_OF.plusDays(1), TODAY))
                    .withMessageStartingWith(
                            "Schema \"public\" cannot be carried on as it is, and nothing was changed: ")
                    .withMessageContaining(obstacle.replace("USER", user.getUser()));
            assertThat(rows(database)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE | inventory | NULL | kept 0 of
            UPDATE | inventory | OLD | kept 0 of
            INSERT | inventory | NULL | kept 0 of
            UPDATE | orders | NULL | kept 0 of
            UPDATE | orders | OLD | kept 0 of
            INSERT | orders | NULL | kept 0 of
            INSERT | orders | CASE WHEN NEW.order_id % 2 = 0 THEN NULL ELSE NEW END | rows
            UPDATE | brickhouse_seed | NULL | did not keep the row
            UPDATE | brickhouse_seed | OLD | did not keep the row
            """)
    void aTriggerThatSwallowsRowsTakesTheDayBack(String event, String table, String returned, String kept)
            throws SQLException {
        try (TestDatabase database = seeded.copy()) {
            // so that deliveries make positions anew
            database.execute("DELETE FROM inventory WHERE store_id <> 1");
            database.execute("CREATE FUNCTION swallows() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN "
                    + returned + "; END$$; CREATE TRIGGER frozen BEFORE "
                    + event + " ON " + table + " FOR EACH ROW EXECUTE FUNCTION swallows()");
            List<String> before = rows(database);

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> advance(database, AS_OF.plusDays(2)))
                    .withMessageStartingWith("Table \"public\".\"" + table + "\" ")
                    .withMessageContaining(kept)
                    .withMessageContaining("that day was rolled back, and everything up to " + AS_OF + " is kept, and")
                    .withMessageEndingWith(
                            "; look at what acts on the rows, and disable or drop it: trigger frozen of table " + table
                                    + ".");
            assertThat(rows(database)).isEqualTo(before);
        }
    }

    @Test
    void theDaysBeforeTheOneThatIsSwallowedAreKept() throws SQLException {
        try (TestDatabase database = seeded.copy();
                TestDatabase whole = seeded.copy()) {
            database.execute(
                    "CREATE FUNCTION swallows() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;"
                            + " CREATE TRIGGER frozen BEFORE INSERT ON orders FOR EACH ROW WHEN (NEW.order_date >= '"
                            + AS_OF.plusDays(2) + "') EXECUTE FUNCTION swallows()");

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> advance(database, AS_OF.plusDays(4)))
                    .withMessageContaining("everything up to " + AS_OF.plusDays(2) + " is kept");
            database.execute("DROP FUNCTION swallows CASCADE");
            advance(whole, AS_OF.plusDays(2));
            assertThat(rows(database)).isEqualTo(rows(whole));
        }
    }

    @Test
    void triggersThatOnlyLogOrStampAreNoObstacle() throws SQLException {
        try (TestDatabase database = seeded.copy()) {
            database.execute("CREATE TABLE log (what text); CREATE FUNCTION logs() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$BEGIN INSERT INTO public.log VALUES (TG_OP || ' ' || TG_TABLE_NAME); RETURN NEW; END$$;"
                    + " CREATE FUNCTION stamps() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$BEGIN NEW.version = OLD.version + 1; RETURN NEW; END$$;"
                    + " CREATE TRIGGER stamp BEFORE UPDATE ON inventory FOR EACH ROW EXECUTE FUNCTION stamps()");
            for (String table : List.of("orders", "inventory", "brickhouse_seed")) {
                database.execute("CREATE TRIGGER before BEFORE INSERT OR UPDATE ON " + table
                        + " FOR EACH ROW EXECUTE FUNCTION logs(); CREATE TRIGGER late AFTER INSERT OR UPDATE ON "
                        + table
                        + " FOR EACH ROW EXECUTE FUNCTION logs()");
            }

            advance(database, AS_OF.plusDays(2));

            assertThat(database.rows("SELECT DISTINCT what FROM log"))
                    .contains("INSERT orders", "UPDATE orders", "UPDATE inventory", "UPDATE brickhouse_seed");
            requireValid(database);
        }
    }

    @Test
    void goesNeitherBackNorIntoTheFuture() throws SQLException {
        try (TestDatabase database = seeded.copy()) {
            advance(database, AS_OF.plusDays(2));
            List<String> before = rows(database);

            assertThat(advance(database, AS_OF.plusDays(2)).lines())
                    .containsExactly("The business already goes up to 2026-08-22; nothing was changed");
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> advance(database, AS_OF))
                    .withMessage("The business in schema \"public\" already goes up to 2026-08-22, and"
                            + " brickhouse.advance.to is 2026-08-20, before that; nothing was changed; choose that day or a"
                            + " later one.");
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> advance(database, TODAY.plusDays(1)))
                    .withMessage(
                            "brickhouse.advance.to is 2026-11-25, which is after today, 2026-11-24, and nothing can"
                                    + " have happened in the future; nothing was changed; choose a day up to today.");
            assertThat(rows(database)).isEqualTo(before);
        }
    }

    @Test
    void aSeedKeepsItOrRefusesToReplaceIt() throws SQLException {
        try (TestDatabase database = seeded.copy()) {
            advance(database, AS_OF.plusDays(3));
            List<String> before = rows(database);

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> SeedFixture.seeder(database.dataSource()).seed(request()))
                    .withMessageContaining("rows that brickhouse:seed did not write, in orders (brickhouse:advance has"
                            + " carried the business on to 2026-08-23; -Dbrickhouse.seedOnce=true keeps it)");
            SeedResult kept = SeedFixture.seeder(database.dataSource())
                    .seed(SeedFixture.with(request(), ExistingSeedPolicy.SEED_ONCE));

            assertThat(SeedFixture.seeder(database.dataSource())
                            .dryRun(request())
                            .lines())
                    .anyMatch(line -> line.contains(" as of 2026-08-20 (carried on to 2026-08-23), complete"));
            assertThat(kept.outcome()).isEqualTo(SeedResult.Outcome.KEPT);
            assertThat(rows(database)).isEqualTo(before);
        }
    }

    @Test
    void needsASeed() throws SQLException {
        try (TestDatabase empty = TestDatabase.create()) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> advance(empty, TODAY))
                    .withMessage("There is no seed in schema \"public\"; run brickhouse:seed first.");
        }
    }
}
