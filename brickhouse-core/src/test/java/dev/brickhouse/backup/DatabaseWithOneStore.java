package dev.brickhouse.backup;

import dev.brickhouse.console.Console;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database with a single store, and a directory for its backups. */
abstract class DatabaseWithOneStore {

    static final String STORE = "INSERT INTO stores (store_name, store_code, address, city, state, zip_code,"
            + " region, store_type) VALUES ('A', 'A1', 'a', 'a', 'GA', '1', 'South', 'Urban')";

    @TempDir
    Path directory;

    TestDatabase database;

    @BeforeEach
    void makeTables() throws SQLException {
        database = TestDatabase.create();
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        database.execute(STORE);
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    /**
     * Takes a backup by pg_dump with a table that is gone then: of a restore only a statement of the script waits for
     * whoever makes it again, so that psql is what waits.
     */
    final Path takeWithTableThatIsGone(BackupFormat format) throws SQLException {
        database.execute("CREATE TABLE extra (id int)");
        Path backup = take(BackupContent.FULL, format, WriterKind.PG_DUMP);
        database.execute("DROP TABLE extra");
        return backup;
    }

    final Path take(BackupContent content, BackupFormat format, WriterKind writer) {
        return BackupTask.backup(
                        database.dataSource(),
                        BackupCases.request(database, content, format, writer, directory),
                        Console.SILENT)
                .backup();
    }
}
