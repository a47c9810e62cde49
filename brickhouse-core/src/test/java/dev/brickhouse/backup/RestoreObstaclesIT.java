package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static dev.brickhouse.backup.BackupCases.checksums;
import static dev.brickhouse.backup.BackupCases.definitions;
import static dev.brickhouse.backup.BackupCases.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SearchPath;
import dev.brickhouse.sql.Transactions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others have made in a database into which a backup is restored. */
@Tag("every-version")
class RestoreObstaclesIT extends DatabaseWithOneStore {

    /** What a script of a distributed database calls. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT pg_catalog.create_reference_table('public.stores')",
                "SELECT pg_catalog.create_distributed_table('public.orders', 'product_id')"
            })
    void anExtensionThatTheDatabaseLacksIsNamed(String statement) {
        assertThatThrownBy(() -> database.rows(statement))
                .satisfies(refusal -> assertThat(SqlProblems.explain(
                                RestoreFailure.explained((SQLException) refusal, database.dataSource()),
                                "restore",
                                "nothing"))
                        .hasMessageContaining(
                                "the tables of the backup are distributed by Citus, and the database lacks the"
                                        + " extension citus; run CREATE EXTENSION citus there,")
                        .hasMessageNotContaining("object in another schema"));
    }

    @ParameterizedTest
    @CsvSource({
        "BUILTIN, PLAIN, FULL",
        "BUILTIN, PLAIN, DATA",
        "PG_DUMP, PLAIN, FULL",
        "PG_DUMP, CUSTOM, FULL",
        "PG_DUMP, PLAIN, DATA"
    })
    void triggersThatLogIntoATableOnTheirPathWork(WriterKind writer, BackupFormat format, BackupContent content)
            throws SQLException {
        assumeWritable(writer);
        Path backup = take(content, format, writer);
        database.execute("""
                CREATE TABLE ddl_log (tag text, object text);
                CREATE FUNCTION log_start() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                    INSERT INTO ddl_log VALUES (tg_tag, 'start');
                END $$;
                CREATE FUNCTION log_end() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                    INSERT INTO ddl_log SELECT command_tag, object_identity FROM pg_event_trigger_ddl_commands();
                END $$;
                CREATE FUNCTION log_drop() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                    INSERT INTO ddl_log SELECT tg_tag, object_identity FROM pg_event_trigger_dropped_objects();
                END $$;
                CREATE EVENT TRIGGER log_start ON ddl_command_start EXECUTE FUNCTION log_start();
                CREATE EVENT TRIGGER log_end ON ddl_command_end EXECUTE FUNCTION log_end();
                CREATE EVENT TRIGGER log_drop ON sql_drop EXECUTE FUNCTION log_drop();
                """);
        if (content == BackupContent.DATA) {
            database.execute("""
                    CREATE FUNCTION log_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                        INSERT INTO ddl_log VALUES ('row', tg_table_name);
                        RETURN NEW;
                    END $$;
                    CREATE TRIGGER log_row BEFORE INSERT ON stores FOR EACH ROW EXECUTE FUNCTION log_row();
                    """);
        }
        database.execute("TRUNCATE ddl_log");
        Map<String, TableChecksum> before = checksums(database.dataSource());
        List<String> definitions = definitions(database);

        RestoreTask.restore(database.dataSource(), restore(database, backup, true));

        assertThat(checksums(database.dataSource())).isEqualTo(before);
        assertThat(definitions(database)).isEqualTo(definitions);
        assertThat(database.rows("SELECT DISTINCT object FROM ddl_log"))
                .contains(content == BackupContent.DATA ? "stores" : "public.orders");
    }

    @ParameterizedTest
    @EnumSource(
            value = WriterKind.class,
            names = {"BUILTIN", "PG_DUMP"})
    void anEventTriggerInTheWayIsNamedWithItsRemedy(WriterKind writer) throws SQLException {
        assumeWritable(writer);
        Path backup = take(BackupContent.FULL, BackupFormat.PLAIN, writer);
        database.execute("""
                CREATE FUNCTION "count it"() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                    PERFORM count(*) FROM orders;
                END $$;
                CREATE EVENT TRIGGER counting ON ddl_command_start WHEN TAG IN ('CREATE TABLE')
                    EXECUTE FUNCTION "count it"();
                """);

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, backup, true)))
                .isInstanceOf(DatabaseException.class)
                .hasMessage(
                        "Could not restore the backup " + backup + " (nothing was changed): the event trigger counting"
                                + " fails at what a restore does; correct its function \"count it\"(), or let its owner run ALTER"
                                + " EVENT TRIGGER counting DISABLE for the time of the restore. (relation \"orders\" does not"
                                + " exist)");
        assertThat(database.rows("SELECT store_code FROM stores")).containsExactly("A1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FULL | SELECT 1 | CREATE VIEW mine AS SELECT * FROM stores | other objects depend on the tables or views that a restore replaces; drop them | view mine depends on table stores
            DATA | SELECT 1 | CREATE TABLE mine (id int REFERENCES stores) | other objects depend on the tables or views that a restore replaces; drop them | Table "mine" references "stores"
            FULL | SELECT 1 | ALTER DATABASE NAME SET default_transaction_read_only = on | this session may only read | cannot execute DROP MATERIALIZED VIEW in a read-only transaction
            FULL | CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1' | SELECT 1 | the database holds something else under a name that the backup needs; rename or drop it | function "mine" already exists with same argument types
            FULL | CREATE SCHEMA other; CREATE TYPE other.mine AS ENUM ('a'); ALTER TABLE stores ADD mine other.mine | DROP SCHEMA other CASCADE | the backup needs something that the database lacks, such as an object in another schema | schema "other" does not exist
            """)
    void whatPsqlIsRefusedHasItsRemedy(BackupContent content, String before, String after, String remedy, String words)
            throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        database.execute(before);
        Path backup = take(content, BackupFormat.PLAIN, WriterKind.PG_DUMP);
        String name = database.rows("SELECT current_database()").get(0);
        database.execute(after.replace("NAME", name));

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, backup, true)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Could not restore the backup " + backup + " (nothing was changed): " + remedy)
                .hasMessageContaining(words);
        assertThat(database.rows("SELECT store_code FROM stores")).containsExactly("A1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE orders ENABLE ROW LEVEL SECURITY | row security of orders
            ALTER TABLE brickhouse_seed FORCE ROW LEVEL SECURITY | row security of brickhouse_seed
            CREATE POLICY "p 2" ON orders USING (true) | policy "p 2" on orders
            CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger() | trigger t on users
            CREATE RULE r AS ON DELETE TO orders DO INSTEAD NOTHING | rule r on orders
            ALTER TABLE orders ADD CONSTRAINT few CHECK (quantity_cases < 100000) | constraint few on orders
            CREATE INDEX mine ON orders (notes) | index mine on orders
            CREATE INDEX mine ON analytics.order_trends (order_count) | index mine on order_trends
            CREATE STATISTICS s ON order_status, to_store_id FROM orders | statistics s on orders
            ALTER TABLE orders ALTER notes TYPE varchar(200) | type of column notes of orders
            ALTER TABLE users ALTER avatar_url TYPE text COLLATE "C" | type of column avatar_url of users
            ALTER TABLE orders ALTER notes SET NOT NULL | NOT NULL of column notes of orders
            ALTER TABLE orders ALTER order_id DROP DEFAULT, ALTER order_id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME o) | identity of column order_id of orders
            ALTER TABLE orders SET UNLOGGED | orders, which is unlogged
            CREATE TABLE parent (notes text); ALTER TABLE orders INHERIT parent | orders, which inherits from public.parent
            CREATE PUBLICATION pub FOR TABLE orders | orders in publication pub
            """)
    void whatTheBackupDoesNotHoldIsNotDroppedWithTheTables(String makes, String named) throws SQLException {
        Path full = take(BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN);
        Path rows = take(BackupContent.DATA, BackupFormat.PLAIN, WriterKind.BUILTIN);
        database.execute(makes.replace("order_count", firstColumn("order_trends")));

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, full, true)))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "The tables in schema \"public\" have what the backup does not hold, and a restore would drop it"
                                + " with them: " + named + "; nothing was changed; restore into another database with"
                                + " brickhouse.database (of the embedded server: brickhouse.embeddedDatabase), or drop it first and make it again afterwards, or restore a backup of the"
                                + " rows alone (brickhouse.backup.content=data), which keeps it.");

        RestoreTask.restore(database.dataSource(), restore(database, rows, true));
        assertThat(attachments()).containsExactly(named);
    }

    /** Which rows of a backup cannot be written to either. */
    @ParameterizedTest
    @EnumSource(WriterKind.class)
    void aColumnThatIsGeneratedSinceStaysSo(WriterKind writer) throws SQLException {
        assumeWritable(writer);
        Path full = take(BackupContent.FULL, BackupFormat.PLAIN, writer);
        database.execute(
                "ALTER TABLE orders DROP version, ADD version int GENERATED ALWAYS AS (quantity_cases * 2) STORED");

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, full, true)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "a restore would drop it with them: expression of generated column version of orders;"
                                + " nothing was changed;");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BUILTIN | ALTER TABLE stores ADD tenant int DEFAULT 1; CREATE INDEX mine ON orders (notes)
            PG_DUMP | CREATE POLICY p ON orders USING (true); ALTER TABLE orders ENABLE ROW LEVEL SECURITY
            PG_DUMP | CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()
            PG_DUMP | ALTER TABLE orders ALTER notes TYPE varchar(200), ALTER approved_by SET NOT NULL; CREATE INDEX mine ON orders (notes)
            BUILTIN | ALTER TABLE orders ALTER notes TYPE varchar(200), ALTER approved_by SET NOT NULL; CREATE INDEX mine ON orders (notes)
            """)
    void whatTheBackupHoldsComesBack(WriterKind writer, String makes) throws SQLException {
        assumeWritable(writer);
        database.execute(makes);
        List<String> attachments = attachments();
        Path backup = take(BackupContent.FULL, BackupFormat.PLAIN, writer);

        RestoreTask.restore(database.dataSource(), restore(database, backup, true));

        assertThat(attachments()).isEqualTo(attachments).isNotEmpty();
    }

    /** Whoever changed it since would lose that without a word. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BUILTIN | ALTER TABLE orders ADD CONSTRAINT few CHECK (quantity_cases < 100000) | ALTER TABLE orders DROP CONSTRAINT few, ADD CONSTRAINT few CHECK (quantity_cases < 99999) | constraint few on orders
            BUILTIN | CREATE INDEX mine ON orders (notes) | DROP INDEX mine; CREATE INDEX mine ON orders (notes) WHERE version > 1 | index mine on orders
            BUILTIN | ALTER TABLE stores ADD tenant int | ALTER TABLE stores ALTER tenant TYPE bigint | column tenant of stores
            PG_DUMP | CREATE POLICY p ON orders USING (version > 1) | ALTER POLICY p ON orders TO pg_monitor | policy p on orders
            PG_DUMP | CREATE POLICY p ON orders USING (version > 1) | ALTER POLICY p ON orders USING (version > 2) | policy p on orders
            PG_DUMP | ALTER TABLE orders ENABLE ROW LEVEL SECURITY | ALTER TABLE orders FORCE ROW LEVEL SECURITY | row security of orders
            PG_DUMP | CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger() | DROP TRIGGER t ON users; CREATE TRIGGER t BEFORE UPDATE OF email ON users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger() | trigger t on users
            PG_DUMP | CREATE STATISTICS s ON order_status, to_store_id FROM orders | DROP STATISTICS s; CREATE STATISTICS s ON order_status, notes FROM orders | statistics s on orders
            """)
    void whatTheBackupHoldsOtherwiseIsNotReplaced(WriterKind writer, String makes, String changes, String named)
            throws SQLException {
        assumeWritable(writer);
        database.execute(makes);
        Path backup = take(BackupContent.FULL, BackupFormat.PLAIN, writer);
        database.execute(changes);

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, backup, true)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "drop it with them: " + named + " (the backup holds another one); nothing was changed;");
    }

    @Test
    void aColumnWithItsValuesIsNotDroppedEither() throws SQLException {
        Path backup = take(BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN);
        database.execute("ALTER TABLE stores ADD tenant int DEFAULT 1");

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, backup, true)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("column tenant of stores; nothing was changed;")
                .hasMessageEndingWith("make it again afterwards.");
        assertThat(database.rows("SELECT tenant FROM stores")).containsExactly("1");
    }

    @Test
    void whatAPublicationHoldsIsInNoBackup() throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        database.execute("CREATE PUBLICATION pub FOR TABLE orders");
        Path backup = take(BackupContent.FULL, BackupFormat.PLAIN, WriterKind.PG_DUMP);

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, backup, true)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("orders in publication pub");
    }

    private List<String> attachments() throws SQLException {
        return Transactions.call(database.dataSource(), connection -> {
            SearchPath.set(connection, "");
            return List.copyOf(Attachments.of(connection, RetailSchema.DEFAULT).keySet());
        });
    }

    private String firstColumn(String view) throws SQLException {
        return database.rows("SELECT attname FROM pg_attribute WHERE attnum = 1 AND attrelid = 'analytics." + view
                        + "'::regclass")
                .get(0);
    }
}
