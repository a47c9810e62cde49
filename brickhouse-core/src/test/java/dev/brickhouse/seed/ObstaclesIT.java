package dev.brickhouse.seed;

import static dev.brickhouse.seed.SeedFixture.checksums;
import static dev.brickhouse.seed.SeedFixture.definitions;
import static dev.brickhouse.seed.SeedFixture.overwriting;
import static dev.brickhouse.seed.SeedFixture.seeder;
import static dev.brickhouse.seed.SeedFixture.smallRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.load.Journal;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Whatever would stop a seed on its way stops it before the old rows are gone, and is named with its remedy. */
class ObstaclesIT {

    private static TestDatabase database;
    private static PGSimpleDataSource owner;
    private static String role;
    private static TreeMap<String, String> seeded;
    private static List<String> definitions;

    @BeforeAll
    static void seed() throws SQLException {
        database = TestDatabase.create();
        owner = database.dataSourceOfNewUser();
        role = owner.getUser();
        database.execute("GRANT CREATE ON DATABASE "
                + database.rows("SELECT current_database()").get(0) + " TO " + role);
        database.execute("ALTER SCHEMA public OWNER TO " + role);
        seeder(owner).seed(smallRequest());
        seeded = checksums(database);
        definitions = definitions(database);
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    @AfterEach
    void everythingIsAsItWas() throws SQLException {
        assertThat(checksums(database)).isEqualTo(seeded);
        assertThat(definitions(database)).isEqualTo(definitions);
        assertThat(database.rows("SELECT state FROM brickhouse_seed")).containsExactly("complete");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ALTER TABLE orders ENABLE ROW LEVEL SECURITY; ALTER TABLE orders FORCE ROW LEVEL SECURITY | ALTER TABLE orders DISABLE ROW LEVEL SECURITY; ALTER TABLE orders NO FORCE ROW LEVEL SECURITY | row security of table orders applies to user | NO FORCE ROW LEVEL SECURITY
            ALTER TABLE brickhouse_chunk ENABLE ROW LEVEL SECURITY; ALTER TABLE brickhouse_chunk FORCE ROW LEVEL SECURITY | ALTER TABLE brickhouse_chunk DISABLE ROW LEVEL SECURITY; ALTER TABLE brickhouse_chunk NO FORCE ROW LEVEL SECURITY | row security of table brickhouse_chunk | BYPASSRLS
            ALTER TABLE brickhouse_schema_history ENABLE ROW LEVEL SECURITY; ALTER TABLE brickhouse_schema_history FORCE ROW LEVEL SECURITY | ALTER TABLE brickhouse_schema_history DISABLE ROW LEVEL SECURITY; ALTER TABLE brickhouse_schema_history NO FORCE ROW LEVEL SECURITY | row security of table brickhouse_schema_history | BYPASSRLS
            REVOKE INSERT ON orders FROM USER | GRANT INSERT ON orders TO USER | lacks INSERT on table orders | GRANT INSERT ON public.orders TO
            REVOKE SELECT ON inventory FROM USER | GRANT SELECT ON inventory TO USER | lacks SELECT on table inventory | GRANT SELECT ON
            REVOKE TRUNCATE, DELETE ON users FROM USER | GRANT TRUNCATE, DELETE ON users TO USER | has neither TRUNCATE nor DELETE on table users | GRANT TRUNCATE, DELETE ON
            REVOKE UPDATE ON brickhouse_chunk FROM USER | GRANT UPDATE ON brickhouse_chunk TO USER | lacks UPDATE on table brickhouse_chunk | GRANT UPDATE ON
            REVOKE UPDATE ON SEQUENCE orders_order_id_seq FROM USER | GRANT UPDATE ON SEQUENCE orders_order_id_seq TO USER | lacks UPDATE on sequence public.orders_order_id_seq | GRANT UPDATE ON SEQUENCE
            ALTER SEQUENCE orders_order_id_seq OWNED BY NONE; ALTER SEQUENCE orders_order_id_seq OWNER TO postgres | ALTER SEQUENCE orders_order_id_seq OWNER TO USER; ALTER SEQUENCE orders_order_id_seq OWNED BY orders.order_id | lacks UPDATE on sequence public.orders_order_id_seq | GRANT UPDATE ON SEQUENCE
            CREATE TABLE invoices (order_id integer REFERENCES orders) | DROP TABLE invoices | table invoices refers to table orders | DROP CONSTRAINT invoices_order_id_fkey
            CREATE TABLE invoices (store_id integer REFERENCES stores ON DELETE CASCADE) | DROP TABLE invoices | table invoices refers to table stores | DROP CONSTRAINT
            CREATE TABLE parted (order_id integer REFERENCES orders) PARTITION BY RANGE (order_id); CREATE TABLE part PARTITION OF parted DEFAULT | DROP TABLE parted | nothing was changed: table parted refers to table orders by the foreign key parted_order_id_fkey | run ALTER TABLE parted DROP CONSTRAINT parted_order_id_fkey; or choose another schema
            CREATE RULE mine AS ON INSERT TO products DO INSTEAD NOTHING | DROP RULE mine ON products | rule mine of table products | DISABLE RULE mine
            ALTER TABLE orders ADD COLUMN tenant int; UPDATE orders SET tenant = 1; ALTER TABLE orders ALTER tenant SET NOT NULL | ALTER TABLE orders DROP COLUMN tenant | column tenant of table orders is required and has no default | SET DEFAULT
            CREATE TABLE more () INHERITS (orders) | DROP TABLE more | table orders has other tables that inherit from it | ordinary table
            ALTER TABLE orders SET UNLOGGED | ALTER TABLE orders SET LOGGED | table orders is unlogged | SET LOGGED
            ALTER ROLE USER SET default_transaction_read_only = on | ALTER ROLE USER RESET default_transaction_read_only | default_transaction_read_only is on for user | ALTER ROLE
            ALTER ROLE USER SET session_replication_role = replica | ALTER ROLE USER RESET session_replication_role | session_replication_role is replica for user | SET session_replication_role = origin
            ALTER MATERIALIZED VIEW analytics.order_trends OWNER TO postgres | ALTER MATERIALIZED VIEW analytics.order_trends OWNER TO USER | materialized view analytics.order_trends can only be refreshed by its owner, postgres | OWNER TO
            CREATE ROLE USER_writer ROLE USER; ALTER MATERIALIZED VIEW analytics.low_stock_alerts OWNER TO USER_writer | ALTER MATERIALIZED VIEW analytics.low_stock_alerts OWNER TO USER; DROP ROLE USER_writer | materialized view analytics.low_stock_alerts is refreshed with the rights of its owner USER_writer, who lacks SELECT on public.inventory, public.products, public.stores | run GRANT SELECT ON public.inventory, public.products, public.stores TO USER_writer, or ALTER MATERIALIZED VIEW analytics.low_stock_alerts OWNER TO USER
            CREATE ROLE USER_writer ROLE USER; GRANT SELECT ON orders, products, stores TO USER_writer; ALTER MATERIALIZED VIEW analytics.order_trends OWNER TO USER_writer; ALTER TABLE orders ENABLE ROW LEVEL SECURITY | ALTER MATERIALIZED VIEW analytics.order_trends OWNER TO USER; DROP OWNED BY USER_writer; DROP ROLE USER_writer; ALTER TABLE orders DISABLE ROW LEVEL SECURITY | row security of table public.orders applies to USER_writer, the owner of materialized view analytics.order_trends | a role with BYPASSRLS the owner of analytics.order_trends
            CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'not today'; END$$; CREATE TRIGGER audit AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION fails() | DROP FUNCTION fails CASCADE | not today | trigger audit
            CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'not today'; END$$; CREATE CONSTRAINT TRIGGER late AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fails() | DROP FUNCTION fails CASCADE | not today | trigger late
            CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'no stock'; END$$; CREATE CONSTRAINT TRIGGER late AFTER INSERT ON inventory DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fails() | DROP FUNCTION fails CASCADE | a deferred trigger or constraint rejects what a seed does to the tables before it writes the orders (no stock | disable, drop or undo it: trigger late of table inventory.
            ALTER TABLE users ADD CONSTRAINT late FOREIGN KEY (user_id) REFERENCES orders DEFERRABLE INITIALLY DEFERRED NOT VALID | ALTER TABLE users DROP CONSTRAINT late | insert or update on table "users" violates foreign key constraint "late" | disable, drop or undo it: constraint late of table users.
            CREATE FUNCTION drops() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$; CREATE TRIGGER swallow BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION drops() | DROP FUNCTION drops CASCADE | The server took 0 rows of 1000 | trigger swallow
            CREATE FUNCTION stamps() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.notes = 'stamped'; RETURN NEW; END$$; CREATE TRIGGER stamp BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION stamps() | DROP FUNCTION stamps CASCADE | it stores rows other than those that it was sent | trigger stamp
            ALTER TABLE orders ADD CONSTRAINT dozens CHECK (quantity_cases % 12 = 0) NOT VALID | ALTER TABLE orders DROP CONSTRAINT dozens | violates check constraint "dozens" | constraint dozens
            ALTER TABLE orders ADD CONSTRAINT late CHECK (order_id <> 3456) NOT VALID | ALTER TABLE orders DROP CONSTRAINT late | violates check constraint "late" | constraint late
            ALTER SEQUENCE orders_order_id_seq MAXVALUE 2000 RESTART 1 | ALTER SEQUENCE orders_order_id_seq NO MAXVALUE | sequence public.orders_order_id_seq can only go from 1 to 2000, and the rows of this seed have the ids 1 to 5615 | run ALTER SEQUENCE public.orders_order_id_seq NO MAXVALUE
            ALTER SEQUENCE inventory_inventory_id_seq MAXVALUE 300 RESTART 1 | ALTER SEQUENCE inventory_inventory_id_seq NO MAXVALUE | sequence public.inventory_inventory_id_seq can only go from 1 to 300 | NO MAXVALUE
            ALTER SEQUENCE users_user_id_seq MINVALUE 1000 START 1000 RESTART 1000 | ALTER SEQUENCE users_user_id_seq NO MINVALUE START 1 RESTART 34 | sequence public.users_user_id_seq can only go from 1000 to 2147483647, and the rows of this seed have the ids 1 to 33 | run ALTER SEQUENCE public.users_user_id_seq MINVALUE 1
            CREATE FUNCTION fails(r text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS $$BEGIN RETURN r; END$$; CREATE INDEX mine ON analytics.inventory_summary (fails(region)); CREATE OR REPLACE FUNCTION fails(r text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS $$BEGIN RAISE 'not today'; END$$ | DROP FUNCTION fails CASCADE | materialized view "analytics"."inventory_summary" cannot be refreshed (not today) | index mine
            CREATE FUNCTION fails() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'not today'; END$$; CREATE EVENT TRIGGER night ON ddl_command_start WHEN TAG IN ('REFRESH MATERIALIZED VIEW') EXECUTE FUNCTION fails() | DROP EVENT TRIGGER night; DROP FUNCTION fails | cannot be refreshed (not today) | event trigger night
            ALTER TABLE orders ALTER version TYPE bigint | ALTER TABLE orders ALTER version TYPE integer | insufficient data left in message | disable, drop or undo it: column version
            """)
    void isNamedWhileTheOldRowsAreStillThere(String makes, String removes, String named, String remedy)
            throws SQLException {
        database.execute(makes.replace("USER", role));
        try {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> seeder(owner).seed(smallRequest()))
                    .withMessageContaining("Schema \"public\" cannot be seeded as it is, and nothing was changed: ")
                    .withMessageContaining(named.replace("USER", role))
                    .withMessageContaining(remedy.replace("USER", role));
        } finally {
            database.execute(removes.replace("USER", role));
        }
    }

    /** A seed draws from it like any other INSERT, and never moves it. */
    @Test
    void aSequenceOfSomebodyElsesForAColumnOfTheUsersNeedsNoMoreThanUsage() throws SQLException {
        database.execute("CREATE SEQUENCE tick; GRANT USAGE ON SEQUENCE tick TO " + role
                + "; ALTER TABLE orders ADD ticket int DEFAULT nextval('tick')");
        try {
            seeder(owner).seed(overwriting(smallRequest()));

            assertThat(database.rows("SELECT count(DISTINCT ticket) FROM orders"))
                    .containsExactly(
                            Long.toString(smallRequest().history().counts().total()));
        } finally {
            database.execute("ALTER TABLE orders DROP ticket; DROP SEQUENCE tick");
        }
    }

    /** They are written in one transaction with the emptying. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE inventory ADD CONSTRAINT late CHECK (quantity_cases < 0) NOT VALID | ALTER TABLE inventory DROP CONSTRAINT late | constraint late of table inventory, which this plugin did not make, rejects rows of this seed; disable, drop or undo it, and run the same goal again.
            CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'not today'; END$$; CREATE TRIGGER keep BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION fails() | DROP FUNCTION fails CASCADE | something on table users that this plugin did not make, such as a trigger or statistics on an expression, rejects rows of this seed; disable, drop or undo it, and run the same goal again. (not today)
            CREATE STATISTICS ratio ON (1 / (quantity_cases - quantity_cases)) FROM inventory | DROP STATISTICS ratio | something on table inventory that this plugin did not make, such as a trigger or statistics on an expression, rejects rows of this seed; disable, drop or undo it, and run the same goal again. (division by zero)
            CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'not today'; END$$; CREATE TRIGGER keep BEFORE TRUNCATE ON inventory EXECUTE FUNCTION fails() | DROP FUNCTION fails CASCADE | a trigger or function in the database raised an error; fix the cause that it names, or drop it. (not today)
            """)
    void whatRejectsTheRowsOfAnotherTableIsTold(String makes, String removes, String sentence) throws SQLException {
        database.execute(makes);
        try {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> seeder(owner).seed(overwriting(smallRequest())))
                    .withMessageStartingWith("Could not seed schema \"public\" (no row was changed): " + sentence);
        } finally {
            database.execute(removes);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INSERT, brickhouse_seed",
        "UPDATE, brickhouse_seed",
        "DELETE, brickhouse_seed",
        "INSERT, brickhouse_chunk",
        "UPDATE, brickhouse_chunk",
        "DELETE, brickhouse_chunk",
        "INSERT, brickhouse_suspended",
        "UPDATE, brickhouse_suspended",
        "DELETE, brickhouse_suspended",
        "INSERT, brickhouse_schema_history",
        "DELETE, orders"
    })
    void aRuleOnWhatASeedWritesIsNamedWhileTheOldRowsAreStillThere(String command, String table) throws SQLException {
        database.execute("CREATE RULE rr AS ON " + command + " TO " + table + " DO INSTEAD NOTHING");
        String named = "rule rr of table " + table + " would act on the rows; run ALTER TABLE public." + table
                + " DISABLE RULE rr";
        try {
            assertThat(seeder(owner).dryRun(overwriting(smallRequest())).lines())
                    .contains("A seed would be refused: " + named);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> seeder(owner).seed(overwriting(smallRequest())))
                    .withMessageStartingWith(
                            "Schema \"public\" cannot be seeded as it is, and nothing was changed: " + named);
        } finally {
            database.execute("DROP RULE rr ON " + table);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INSERT ON brickhouse_seed | NULL
            UPDATE ON brickhouse_seed | NULL
            UPDATE ON brickhouse_seed | OLD
            UPDATE ON brickhouse_seed WHEN (NEW.state = 'complete') | NULL
            DELETE ON brickhouse_seed | NULL
            INSERT ON brickhouse_chunk | NULL
            INSERT ON brickhouse_chunk WHEN (NEW.chunk_no = 2) | NULL
            UPDATE ON brickhouse_chunk WHEN (NEW.chunk_no = 2) | NULL
            UPDATE ON brickhouse_chunk WHEN (NEW.chunk_no = 2) | OLD
            DELETE ON brickhouse_chunk | NULL
            INSERT ON brickhouse_suspended | NULL
            UPDATE ON brickhouse_suspended | NULL
            UPDATE ON brickhouse_suspended | OLD
            DELETE ON brickhouse_suspended | NULL
            """)
    void aTriggerThatSwallowsRowsOfTheJournalIsNamedWhileTheOldRowsAreStillThere(String event, String returned)
            throws SQLException {
        String[] parts = event.split(" WHEN ");
        database.execute("CREATE FUNCTION swallows() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN " + returned
                + "; END$$; CREATE TRIGGER swallow BEFORE " + parts[0] + " FOR EACH ROW"
                + (parts.length == 1 ? "" : " WHEN " + parts[1]) + " EXECUTE FUNCTION swallows()");
        try {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> seeder(owner).seed(overwriting(smallRequest())))
                    .withMessage(
                            "Schema \"public\" cannot be seeded as it is, and nothing was changed: the tables of the"
                                    + " journal were tested with what a seed writes into them, and do not keep it; look at what"
                                    + " acts on their rows, and disable or drop it: trigger swallow of table "
                                    + parts[0].substring(parts[0].lastIndexOf(' ') + 1) + ".");
        } finally {
            database.execute("DROP FUNCTION swallows CASCADE");
        }
    }

    @Test
    void triggersOfTheJournalThatOnlyLogAreNoObstacle() throws SQLException {
        database.execute(
                "CREATE TABLE log (what text); GRANT INSERT ON log TO " + role
                        + "; CREATE FUNCTION logs() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$BEGIN INSERT INTO public.log VALUES (TG_OP || ' ' || TG_TABLE_NAME); RETURN COALESCE(NEW, OLD); END$$");
        for (String table : Journal.TABLES) {
            database.execute("CREATE TRIGGER before BEFORE INSERT OR UPDATE OR DELETE ON " + table
                    + " FOR EACH ROW EXECUTE FUNCTION logs(); CREATE CONSTRAINT TRIGGER late AFTER INSERT OR UPDATE ON "
                    + table + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION logs()");
        }
        try {
            seeder(owner).seed(overwriting(smallRequest()));
            assertThat(database.rows("SELECT count(*) FROM log WHERE what = 'INSERT brickhouse_seed'"))
                    .containsExactly("2");
        } finally {
            database.execute("DROP TABLE log; DROP FUNCTION logs CASCADE");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE orders (LIKE whole) PARTITION BY RANGE (order_id); CREATE TABLE part PARTITION OF orders DEFAULT | table orders is partitioned, which a seed cannot load
            CREATE TABLE parent (LIKE whole) PARTITION BY RANGE (order_id); CREATE TABLE orders PARTITION OF parent DEFAULT | table orders is a partition of another table
            CREATE TABLE parent (LIKE whole); CREATE TABLE orders () INHERITS (parent) | table orders inherits from another table
            CREATE VIEW orders AS SELECT * FROM whole | table orders is a view
            CREATE MATERIALIZED VIEW orders AS SELECT * FROM whole | table orders is a materialized view
            CREATE FOREIGN DATA WRAPPER other; CREATE SERVER s FOREIGN DATA WRAPPER other; CREATE FOREIGN TABLE orders (order_id int) SERVER s | table orders is a foreign table
            """)
    void aLayoutThatASeedCannotLoadIsRefused(String makes, String named) throws SQLException {
        database.execute("ALTER TABLE orders RENAME TO whole");
        try {
            database.execute(makes);
            for (SeedRequest request : List.of(smallRequest(), overwriting(smallRequest()))) {
                assertThatExceptionOfType(RefusedException.class)
                        .isThrownBy(() -> seeder(database.dataSource()).seed(request))
                        .withMessageContaining(named)
                        .withMessageContaining("nothing was changed");
            }
            assertThat(seeder(database.dataSource()).dryRun(smallRequest()).lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("A seed would be refused: ")
                            .contains(named));
        } finally {
            restoreOrders();
        }
    }

    @Test
    void anEmptyHypertableIsRefused() throws SQLException {
        // what TimescaleDB's catalog says of a hypertable without chunks
        database.execute("CREATE SCHEMA _timescaledb_catalog; GRANT USAGE ON SCHEMA _timescaledb_catalog TO PUBLIC;"
                + " CREATE TABLE _timescaledb_catalog.hypertable AS SELECT name 'public' AS schema_name, name 'orders' AS"
                + " table_name; GRANT SELECT ON _timescaledb_catalog.hypertable TO PUBLIC");
        try {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> seeder(owner).seed(smallRequest()))
                    .withMessageContaining("table orders is a hypertable of TimescaleDB");
        } finally {
            database.execute("DROP SCHEMA _timescaledb_catalog CASCADE");
        }
    }

    /** The superuser may refresh the view, and yet its owner has to read the tables. */
    @Test
    void anOwnerOfAViewWhoCannotReadTheTablesStopsTheSuperuserAsWell() throws SQLException {
        String writer = role + "_writer";
        database.execute("CREATE ROLE " + writer + "; ALTER MATERIALIZED VIEW analytics.order_trends OWNER TO " + writer
                + "; GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + writer + "; REVOKE SELECT ON orders FROM "
                + writer);
        String named = "materialized view analytics.order_trends is refreshed with the rights of its owner " + writer
                + ", who lacks SELECT on public.orders; run GRANT SELECT ON public.orders TO " + writer
                + ", or ALTER MATERIALIZED VIEW analytics.order_trends OWNER TO postgres";
        try {
            Seeder seeder = seeder(database.dataSource());
            assertThat(seeder.dryRun(overwriting(smallRequest())).lines())
                    .contains("A seed would be refused: " + named, "Nothing was changed (dry run).");
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> seeder.seed(overwriting(smallRequest())))
                    .withMessageContaining("cannot be seeded as it is, and nothing was changed: " + named);
        } finally {
            database.execute("ALTER MATERIALIZED VIEW analytics.order_trends OWNER TO " + role + "; DROP OWNED BY "
                    + writer + "; DROP ROLE " + writer);
        }
    }

    @Test
    void severalObstaclesAreNamedAtOnce() throws SQLException {
        database.execute("REVOKE INSERT ON orders, users FROM " + role);
        try {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> seeder(owner).seed(smallRequest()))
                    .withMessageContaining("lacks INSERT on table orders")
                    .withMessageContaining("; moreover, user " + role + " lacks INSERT on table users");
        } finally {
            database.execute("GRANT INSERT ON orders, users TO " + role);
        }
    }

    @Test
    void whatDoesNotStopASeedIsNoObstacle() throws SQLException {
        database.execute("CREATE TABLE log (order_id integer);"
                + " CREATE FUNCTION logs() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$BEGIN INSERT INTO public.log VALUES (NEW.order_id); RETURN NEW; END$$;"
                + " CREATE TRIGGER log BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION logs();"
                + " ALTER TABLE orders ADD COLUMN tenant int NOT NULL DEFAULT 1;"
                + " ALTER TABLE orders ENABLE ROW LEVEL SECURITY;"
                + " GRANT INSERT ON log TO " + role);
        try {
            seeder(owner).seed(smallRequest());
            assertThat(database.rows("SELECT count(*) FROM log")).containsExactly("5615");
        } finally {
            database.execute("DROP TABLE log; DROP FUNCTION logs CASCADE; ALTER TABLE orders DROP COLUMN tenant;"
                    + " ALTER TABLE orders DISABLE ROW LEVEL SECURITY");
        }
    }

    @Test
    void anOwnerWhoMayNotMakeIndexesAnewLeavesThemInPlace() throws SQLException {
        database.execute("ALTER SCHEMA public OWNER TO postgres; REVOKE CREATE ON SCHEMA public FROM PUBLIC, " + role
                + "; GRANT USAGE ON SCHEMA public TO " + role);
        try {
            seeder(owner).seed(smallRequest());
        } finally {
            database.execute("ALTER SCHEMA public OWNER TO " + role);
        }
    }

    @Test
    void theTrialTakesTheWayOfTheLoad() throws SQLException {
        database.execute("ALTER TABLE orders ADD CONSTRAINT dozens CHECK (quantity_cases % 12 = 0) NOT VALID");
        try {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> seeder(owner)
                            .seed(SeedFixture.request(smallRequest().history().counts(), LoadMethod.INSERT, 1, 1_000)))
                    .withMessageContaining("constraint dozens");
        } finally {
            database.execute("ALTER TABLE orders DROP CONSTRAINT dozens");
        }
    }

    private static void restoreOrders() throws SQLException {
        List<String> drops = database.rows("SELECT format('DROP %s %I CASCADE', CASE relkind WHEN 'v' THEN 'VIEW'"
                + " WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, relname)"
                + " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname IN ('orders', 'parent')"
                + " ORDER BY relname");
        for (String drop : drops) {
            database.execute(drop.replace(" public.", " "));
        }
        database.execute("ALTER TABLE whole RENAME TO orders; DROP FOREIGN DATA WRAPPER IF EXISTS other CASCADE");
    }
}
