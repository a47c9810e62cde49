package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static dev.brickhouse.backup.BackupCases.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.DatabaseException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Triggers that swallow or change the rows of a restore into the tables that have them. */
@Tag("every-version")
class RestoreTriggersIT extends DatabaseWithOneStore {

    private static final String ROWS = "SELECT store_code, brand, quantity_cases FROM products"
            + " LEFT JOIN inventory USING (product_id) LEFT JOIN stores USING (store_id)";

    @BeforeEach
    void stock() throws SQLException {
        database.execute("INSERT INTO products (product_name, brand, category, package_size, unit_price)"
                + " VALUES ('A', 'B', 'C', 'D', 1); INSERT INTO inventory (store_id, product_id, quantity_cases)"
                + " SELECT store_id, product_id, 1 FROM stores, products");
    }

    /** What the built-in writer wrote is compared before it is committed, and what psql restored is afterwards. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RETURN NULL | BEFORE INSERT ON inventory FOR EACH ROW | inventory | it has 0 rows of 1 | null, B, null
            NEW.quantity_cases := 7; RETURN NEW | BEFORE INSERT ON inventory FOR EACH ROW | inventory | it has 1 rows of 1, with other values | A1, B, 7
            UPDATE public.products SET brand = 'x'; RETURN NULL | AFTER INSERT ON inventory FOR EACH ROW | products | it has 1 rows of 1, with other values | A1, x, 1
            DELETE FROM public.inventory; RETURN NULL | AFTER INSERT ON inventory FOR EACH STATEMENT | inventory | it has 0 rows of 1 | null, B, null
            NEW.store_code := 'x'; RETURN NEW | BEFORE INSERT ON stores FOR EACH ROW | stores | it has 1 rows of 1, with other values | x, B, 1
            """)
    void areNamedWhereTheTablesAreNotWhatTheyWere(String does, String when, String spoiled, String how, String restored)
            throws SQLException {
        String remedy = "; if a trigger changes or rejects rows, disable it for the restore: \"Spoils it\" on "
                + when.replaceFirst(".* ON (\\w+) .*", "$1") + "; otherwise restore another backup.";
        String what = "Table \"public\".\"" + spoiled + "\" is not what it was when the backup was made: " + how + "; ";
        Path builtin = take(BackupContent.DATA, BackupFormat.PLAIN, WriterKind.BUILTIN);
        create(does, when);

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, builtin, true)))
                .isInstanceOf(DatabaseException.class)
                .hasMessage(what + "nothing was changed" + remedy);
        assertThat(database.rows(ROWS)).containsExactly("A1 | B | 1");

        assumeWritable(WriterKind.PG_DUMP);
        for (BackupFormat format : new BackupFormat[] {BackupFormat.PLAIN, BackupFormat.CUSTOM}) {
            Path ofPgDump = take(BackupContent.DATA, format, WriterKind.PG_DUMP);
            assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, ofPgDump, true)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessage(what + "what was restored stays for you to look at" + remedy);
            assertThat(database.rows(ROWS)).containsExactly(restored.replace(", ", " | "));
            database.execute("ALTER TABLE " + when.replaceFirst(".* ON (\\w+) .*", "$1") + " DISABLE TRIGGER USER");
            RestoreTask.restore(database.dataSource(), restore(database, ofPgDump, true));
            assertThat(database.rows(ROWS)).containsExactly("A1 | B | 1");
            database.execute("ALTER TABLE " + when.replaceFirst(".* ON (\\w+) .*", "$1") + " ENABLE TRIGGER USER");
        }
    }

    @ParameterizedTest
    @CsvSource({"BUILTIN, PLAIN", "PG_DUMP, PLAIN", "PG_DUMP, CUSTOM"})
    void areNamedWhereOtherRowsReferToOneThatIsGone(WriterKind writer, BackupFormat format) throws SQLException {
        assumeWritable(writer);
        Path backup = take(BackupContent.DATA, format, writer);
        create("RETURN NULL", "BEFORE INSERT ON stores FOR EACH ROW");

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, backup, true)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Could not restore the backup " + backup
                        + " (nothing was changed): rows refer to others that the backup has and the target has not kept; if a"
                        + " trigger changes or rejects rows, disable it for the restore: \"Spoils it\" on stores.");
        assertThat(database.rows(ROWS)).containsExactly("A1 | B | 1");
    }

    @ParameterizedTest
    @CsvSource({"BUILTIN, PLAIN", "PG_DUMP, PLAIN", "PG_DUMP, CUSTOM"})
    void areQuotedWhereTheyRaiseAnError(WriterKind writer, BackupFormat format) throws SQLException {
        assumeWritable(writer);
        Path backup = take(BackupContent.DATA, format, writer);
        create("RAISE WARNING 'beware'; RAISE 'no % today', TG_TABLE_NAME", "BEFORE INSERT ON stores FOR EACH ROW");

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, backup, true)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith(
                        "Could not restore the backup " + backup + " (nothing was changed): a trigger or"
                                + " function in the database raised an error; fix the cause that it names, or drop it.")
                .hasMessageContaining("no stores today");
        assertThat(database.rows(ROWS)).containsExactly("A1 | B | 1");
    }

    private void create(String does, String when) throws SQLException {
        database.execute("CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + does
                + "; END $$; CREATE TRIGGER \"Spoils it\" " + when + " EXECUTE FUNCTION spoil()");
    }
}
