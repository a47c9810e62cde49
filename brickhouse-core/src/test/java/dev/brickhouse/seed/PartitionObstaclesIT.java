package dev.brickhouse.seed;

import static dev.brickhouse.seed.SeedFixture.checksums;
import static dev.brickhouse.seed.SeedFixture.overwriting;
import static dev.brickhouse.seed.SeedFixture.seeder;
import static dev.brickhouse.seed.SeedFixture.smallRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What a user has put on one partition alone counts as what stands on the table of the orders. */
class PartitionObstaclesIT {

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
    void aForeignKeyToAPartitionIsNamedAndItsRowsAreKept() throws SQLException {
        PGSimpleDataSource owner = database.dataSourceOfNewUser();
        String role = owner.getUser();
        database.execute("GRANT CREATE ON DATABASE "
                + database.rows("SELECT current_database()").get(0) + " TO " + role);
        database.execute("ALTER SCHEMA public OWNER TO " + role);
        seedPartitioned(owner);
        database.execute(
                "CREATE TABLE claims (order_id integer, order_date timestamp, FOREIGN KEY (order_id, order_date)"
                        + " REFERENCES orders_2026_10 ON DELETE CASCADE);"
                        + " INSERT INTO claims SELECT order_id, order_date FROM orders_2026_10 LIMIT 5;"
                        + " REVOKE TRUNCATE ON ALL TABLES IN SCHEMA public FROM " + role);
        String obstacle = "table claims refers to table orders_2026_10 by the foreign key"
                + " claims_order_id_order_date_fkey; run ALTER TABLE claims DROP CONSTRAINT"
                + " claims_order_id_order_date_fkey";

        for (SeedRequest request : List.of(smallRequest(), overwriting(smallRequest()))) {
            assertThat(seeder(owner).dryRun(request).lines()).contains("A seed would be refused: " + obstacle);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> seeder(owner).seed(request))
                    .withMessageContaining("nothing was changed: " + obstacle);
        }
        assertThat(database.rows("SELECT count(*) FROM claims")).containsExactly("5");

        database.execute("ALTER TABLE claims DROP CONSTRAINT claims_order_id_order_date_fkey;"
                + " ALTER TABLE orders_2026_10 ADD CONSTRAINT mine FOREIGN KEY (approved_by) REFERENCES users");
        assertThat(seeder(owner).seed(smallRequest()).checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ALTER TABLE orders_2026_05 ADD CONSTRAINT "Only this" CHECK (order_id <> LATE) | constraint "Only this" of partition orders_2026_05
            CREATE UNIQUE INDEX one ON orders_2026_05 ((CASE WHEN order_id IN (LATE, LATE + 1) THEN 0 ELSE order_id END)) | index one of partition orders_2026_05
            ALTER TABLE orders_2026_05 ALTER notes SET NOT NULL | column notes of partition orders_2026_05
            CREATE TRIGGER late BEFORE INSERT ON orders_2026_05 FOR EACH ROW WHEN (NEW.order_id = LATE) EXECUTE FUNCTION fails() | trigger late of partition orders_2026_05
            CREATE CONSTRAINT TRIGGER late AFTER INSERT ON orders_2026_05 DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.order_id = LATE) EXECUTE FUNCTION fails() | trigger late of partition orders_2026_05
            CREATE TRIGGER late BEFORE INSERT ON orders FOR EACH ROW WHEN (NEW.order_id = LATE) EXECUTE FUNCTION fails(); ALTER TABLE ONLY orders DISABLE TRIGGER late; ALTER TABLE orders_2026_06 DISABLE TRIGGER late | trigger late of partition orders_2026_05
            """)
    void whatRejectsASingleOrderOfAPartitionCostsNoOldRow(String makes, String actor) throws SQLException {
        seedPartitioned(database.dataSource());
        String late = database.rows("SELECT order_id FROM orders_2026_05 ORDER BY 1 OFFSET 7 LIMIT 1")
                .get(0);
        // as if a former seed had had other rows in that month
        database.execute("DELETE FROM orders_2026_05; CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$BEGIN RAISE 'not this one'; END$$");
        for (String statement : makes.replace("LATE", late).split("; ")) {
            database.execute(statement);
        }
        TreeMap<String, String> before = checksums(database);
        SeedRequest request = overwriting(smallRequest());

        assertThat(seeder(database.dataSource()).dryRun(request).lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("what may reject rows: ", actor)
                        .contains("all 5,615 orders would be tried first")
                        .doesNotContain("orders_2026_06"));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seeder(database.dataSource()).seed(request))
                .withMessageContaining("and nothing was changed: ")
                .withMessageContaining(actor);

        assertThat(checksums(database)).isEqualTo(before);
    }

    @Test
    void whatComesToAPartitionDuringTheLoadIsNamed() throws SQLException {
        seedPartitioned(database.dataSource());
        String late = database.rows("SELECT max(order_id) FROM orders_2026_05").get(0);
        database.execute("DELETE FROM orders; UPDATE brickhouse_seed SET state = 'loading', completed_at = NULL;"
                + " UPDATE brickhouse_chunk SET loaded_at = NULL, loaded_by = NULL, checksum = NULL;"
                + " ALTER TABLE orders_2026_05 ADD CONSTRAINT \"Only this\" CHECK (order_id <> " + late
                + "), ADD CONSTRAINT other CHECK (order_id > 0)");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> seeder(database.dataSource()).seed(smallRequest()))
                .withMessageContaining(
                        "run the same goal again: constraint \"Only this\" of partition orders_2026_05. (");
    }

    @Test
    void aTriggerThatAPartitionHasOfTheTableIsNamedOnce() throws SQLException {
        seedPartitioned(database.dataSource());
        database.execute("CREATE FUNCTION notes() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;"
                + " CREATE TRIGGER mine BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION notes();"
                + " CREATE TRIGGER statements BEFORE INSERT ON orders_2026_05 FOR EACH STATEMENT EXECUTE FUNCTION notes();"
                + " ALTER TABLE orders ADD CONSTRAINT sane CHECK (quantity_cases > 0)");

        assertThat(seeder(database.dataSource())
                        .dryRun(overwriting(smallRequest()))
                        .lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("what may reject rows: constraint sane, trigger mine; all 5,615 orders"));
    }

    private static void seedPartitioned(PGSimpleDataSource owner) {
        Schemas.migrate(owner, RetailSchema.DEFAULT, Layout.PARTITIONED, Console.SILENT);
        seeder(owner).seed(smallRequest());
    }
}
