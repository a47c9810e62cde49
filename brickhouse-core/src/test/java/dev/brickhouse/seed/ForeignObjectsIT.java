package dev.brickhouse.seed;

import static dev.brickhouse.seed.SeedFixture.definitions;
import static dev.brickhouse.seed.SeedFixture.overwriting;
import static dev.brickhouse.seed.SeedFixture.seeder;
import static dev.brickhouse.seed.SeedFixture.smallRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others have made in the database and a seed must get along with. */
class ForeignObjectsIT {

    private static final int FUNCTIONS_OF_INDEXES_HAVE_A_PATH_OF_THEIR_OWN = 170_000;

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
    void aViewThatGroupsByThePrimaryKeyDoesNotHinderAReseed() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        database.execute(
                "CREATE VIEW per_order AS SELECT order_id, order_number, count(*) FROM orders GROUP BY order_id");

        SeedResult summary = seeder(database.dataSource()).seed(overwriting(smallRequest()));

        assertThat(summary.checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
        assertThat(database.rows("SELECT count(*) FROM per_order")).containsExactly("5615");
        FinishedSeed.check(database);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE INDEX, ddl_command_start",
        "DROP INDEX, ddl_command_start",
        "ALTER TABLE, ddl_command_end",
        "'DROP INDEX'', ''ALTER TABLE', sql_drop"
    })
    void whatAnEventTriggerForbidsIsLeftUndone(String tags, String event) throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        List<String> definitions = definitions(database);
        database.execute("CREATE FUNCTION forbids() RETURNS event_trigger LANGUAGE plpgsql AS"
                + " $$BEGIN RAISE 'not today'; END$$; CREATE EVENT TRIGGER guard ON " + event + " WHEN TAG IN ('"
                + tags + "') EXECUTE FUNCTION forbids()");
        RecordingConsole console = new RecordingConsole();

        new Seeder(
                        new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
                        Catalog.standard(),
                        console,
                        Progress.NONE)
                .seed(overwriting(smallRequest()));

        assertThat(definitions(database)).isEqualTo(definitions);
        assertThat(console.shown())
                .anySatisfy(line -> assertThat(line)
                        .contains("since this stays in place: ")
                        .contains("(the server does not let it be made again: not today)"));
        database.execute("DROP EVENT TRIGGER guard");
        FinishedSeed.check(database);
    }

    /** Inserting a row has the session's search path, but since version 17 neither building an index nor ANALYZE. */
    @Test
    void anIndexWhoseFunctionWorksOnlyForRowsThatAreInsertedCostsNoRow() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        database.execute("CREATE FUNCTION half(t text) RETURNS text IMMUTABLE LANGUAGE sql AS $$SELECT left(t, 5)$$;"
                + " CREATE FUNCTION short(t text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS"
                + " $$BEGIN RETURN public.half(t); END$$; CREATE INDEX mine ON orders (short(order_number));"
                + " CREATE OR REPLACE FUNCTION short(t text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS"
                + " $$BEGIN RETURN half(t); END$$");
        List<String> definitions = definitions(database);

        if (versionNumber() >= FUNCTIONS_OF_INDEXES_HAVE_A_PATH_OF_THEIR_OWN) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> seeder(database.dataSource()).seed(overwriting(smallRequest())))
                    .withMessageContaining("the server cannot analyze its rows (function half(text) does not exist")
                    .withMessageEndingWith("disable, drop or undo it: index mine.");
        } else {
            seeder(database.dataSource()).seed(overwriting(smallRequest()));
        }

        assertThat(definitions(database)).isEqualTo(definitions);
        database.execute("DROP INDEX mine");
        FinishedSeed.check(database);
    }

    @Test
    void anIndexThatCannotBeBuiltAgainIsNamedAndTheSeedGoesOnWithoutIt() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        database.execute("CREATE FUNCTION short(t text) RETURNS text IMMUTABLE LANGUAGE sql AS $$SELECT left(t, 5)$$;"
                + " CREATE INDEX mine ON orders (short(order_number)); UPDATE brickhouse_seed SET state = 'finishing',"
                + " completed_at = NULL; INSERT INTO brickhouse_suspended (table_name, object_name, kind, definition)"
                + " VALUES ('orders', 'mine', 'index', pg_get_indexdef('mine'::regclass)); DROP INDEX mine;"
                + " DROP FUNCTION short");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> seeder(database.dataSource()).seed(smallRequest()))
                .withMessageContaining("\"mine\", which was put aside for the load, cannot be made again")
                .withMessageContaining(
                        "run DELETE FROM \"public\".\"brickhouse_suspended\" WHERE object_name = 'mine'");

        database.execute("DELETE FROM \"public\".\"brickhouse_suspended\" WHERE object_name = 'mine'");
        assertThat(seeder(database.dataSource()).seed(smallRequest()).outcome()).isEqualTo(SeedResult.Outcome.RESUMED);
        FinishedSeed.check(database);
    }

    @Test
    void anEventTriggerThatLogsIntoATableOnItsPathWorksInEveryStep() throws SQLException {
        database.execute("""
                CREATE TABLE ddl_log (tag text, dropped text);
                CREATE FUNCTION log_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                    INSERT INTO ddl_log (tag) VALUES (tg_tag);
                END $$;
                CREATE FUNCTION log_drop() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                    INSERT INTO ddl_log SELECT tg_tag, object_identity FROM pg_event_trigger_dropped_objects();
                END $$;
                CREATE EVENT TRIGGER log_ddl ON ddl_command_end EXECUTE FUNCTION log_ddl();
                CREATE EVENT TRIGGER log_drop ON sql_drop EXECUTE FUNCTION log_drop();
                """);
        TestSchemas.migrate(database.dataSource(), new RetailSchema("shop", "shop_analytics"), Console.SILENT);
        assertThat(database.rows("SELECT 1 FROM ddl_log WHERE tag = 'CREATE TABLE'"))
                .isNotEmpty();
        if (versionNumber() < FUNCTIONS_OF_INDEXES_HAVE_A_PATH_OF_THEIR_OWN) {
            database.execute("""
                    CREATE FUNCTION plain(t text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT lower(t)';
                    CREATE FUNCTION plainer(t text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN plain(t); END';
                    CREATE INDEX by_plain_notes ON shop.orders (plainer(notes));
                    """);
        }
        Seeder seeder = seeder(database.dataSource(), new RetailSchema("shop", "shop_analytics"), Progress.NONE);
        List<String> before = database.rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'shop' ORDER BY 1");

        assertThat(seeder.seed(smallRequest()).checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
        database.execute("TRUNCATE ddl_log");
        assertThat(seeder.seed(overwriting(smallRequest())).checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);

        assertThat(database.rows("SELECT DISTINCT tag FROM ddl_log"))
                .contains("DROP INDEX", "ALTER TABLE", "CREATE INDEX");
        assertThat(database.rows("SELECT dropped FROM ddl_log WHERE dropped IS NOT NULL"))
                .contains("shop.idx_orders_status", "orders_pkey on shop.orders");
        assertThat(database.rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'shop' ORDER BY 1"))
                .isEqualTo(before);
    }

    private int versionNumber() throws SQLException {
        return Integer.parseInt(database.rows("SHOW server_version_num").get(0));
    }
}
