package dev.brickhouse.seed;

import static dev.brickhouse.seed.SeedFixture.overwriting;
import static dev.brickhouse.seed.SeedFixture.seeder;
import static dev.brickhouse.seed.SeedFixture.smallRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.schema.Writer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Rows that an application commits while a seed waits for it are as safe as those it committed before. */
@Tag("every-version")
class RowsCommittedMeanwhileIT {

    private static final String MINE = "INSERT INTO products (product_id, product_name, brand, category, package_size,"
            + " unit_price) VALUES (999999, 'Mine', 'Me', 'x', 'x', 1)";

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
    @CsvSource({"false, read committed", "true, read committed", "true, serializable"})
    void areKept(boolean seeded, String isolation) throws Exception {
        if (seeded) {
            seeder(database.dataSource()).seed(smallRequest());
        } else {
            TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        }
        database.execute(
                "ALTER DATABASE \"" + database.name() + "\" SET default_transaction_isolation TO '" + isolation + "'");
        assertKept(database.dataSource());
    }

    @Test
    void areKeptFromWhoMayOnlyDelete() throws Exception {
        seeder(database.dataSource()).seed(smallRequest());
        PGSimpleDataSource user = database.dataSourceOfNewUser();
        String role = user.getUser();
        database.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + role
                + "; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO " + role
                + "; GRANT USAGE ON SCHEMA analytics TO " + role
                + "; GRANT SELECT ON ALL TABLES IN SCHEMA analytics TO " + role);
        for (String view : RetailSchema.VIEWS) {
            database.execute("GRANT CREATE ON SCHEMA analytics TO " + role + "; ALTER MATERIALIZED VIEW analytics."
                    + view + " OWNER TO " + role);
        }
        assertKept(user);
    }

    private void assertKept(PGSimpleDataSource user) throws Exception {
        try (Writer application = new Writer(database, MINE)) {
            assertThat(application.commitsWhile(() -> seeder(user).seed(smallRequest())))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining(
                            "holds rows that brickhouse:seed did not write, in products (by brickhouse:simulate or by others); nothing was changed");
        }
        assertThat(database.rows("SELECT product_name FROM products WHERE product_id = 999999"))
                .containsExactly("Mine");
    }

    @Test
    void areReplacedIfTheyMayBe() throws Exception {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        try (Writer application = new Writer(database, MINE)) {
            assertThat(application.commitsWhile(
                            () -> seeder(database.dataSource()).seed(overwriting(smallRequest()))))
                    .isNull();
        }
        assertThat(database.rows("SELECT product_name FROM products WHERE product_id = 999999"))
                .isEmpty();
    }
}
