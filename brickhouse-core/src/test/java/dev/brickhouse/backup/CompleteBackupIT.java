package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static dev.brickhouse.backup.BackupCases.request;
import static dev.brickhouse.backup.BackupCases.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompleteBackupIT {

    private static final String PARTITIONED = "DROP TABLE orders CASCADE; CREATE SCHEMA archive;"
            + " CREATE TABLE orders (order_id bigint, order_date date) PARTITION BY RANGE (order_date);"
            + " CREATE TABLE archive.orders_2026 PARTITION OF orders FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
            + " INSERT INTO orders SELECT i, '2026-11-24' FROM generate_series(1, 100) i";

    /** As a hypertable keeps its rows. */
    private static final String IN_CHUNKS =
            "CREATE SCHEMA chunks; ALTER TABLE stores DROP CONSTRAINT stores_pkey CASCADE;"
                    + " CREATE TABLE chunks._hyper_1_1_chunk () INHERITS (stores); WITH moved AS (DELETE FROM ONLY stores RETURNING *)"
                    + " INSERT INTO chunks._hyper_1_1_chunk SELECT * FROM moved";

    @TempDir
    private Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeTables() throws SQLException {
        database = TestDatabase.create();
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        database.execute(
                "INSERT INTO stores (store_name, store_code, address, city, state, zip_code, region, store_type)"
                        + " SELECT 'A', 'A' || i, 'a', 'a', 'GA', '1', 'South', 'Urban' FROM generate_series(1, 3) i");
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"PG_DUMP, PLAIN", "PG_DUMP, CUSTOM", "PG_DUMP, DIRECTORY", "BUILTIN, PLAIN"})
    void rowsInSchemasThatAreNotBackedUpAreNamed(WriterKind writer, BackupFormat format) throws SQLException {
        assumeWritable(writer);
        database.execute(PARTITIONED + "; " + IN_CHUNKS);

        assertThatThrownBy(() -> take(writer, format))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "The backup would lose rows: archive.orders_2026 holds rows of public.orders in another schema,"
                                + " chunks._hyper_1_1_chunk holds rows of public.stores in another schema; nothing was written;"
                                + " back up everything with brickhouse.backup.scope=database.");
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CREATE FOREIGN DATA WRAPPER w, CREATE SERVER s FOREIGN DATA WRAPPER w, CREATE FOREIGN TABLE far () INHERITS (orders) SERVER s;"
                        + " public.far holds rows of public.orders on another server",
                "CREATE TABLE chunk () INHERITS (orders), ALTER EXTENSION plpgsql ADD TABLE chunk;"
                        + " public.chunk holds rows of public.orders and belongs to an extension",
                "ALTER EXTENSION plpgsql ADD TABLE orders; public.orders belongs to an extension"
            })
    void soAreRowsThatPgDumpNeverWrites(String statements, String named) throws SQLException {
        for (String statement : statements.split(", ")) {
            database.execute(statement);
        }

        for (BackupScope scope : BackupScope.values()) {
            assumeWritable(WriterKind.PG_DUMP);
            assertThatThrownBy(() -> take(scope, BackupFormat.CUSTOM, Optional.empty()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("The backup would lose rows: " + named + "; nothing was written; take them out of these"
                            + " tables, or back up the whole server with pg_basebackup.");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(BackupFormat.class)
    @Tag("every-version")
    void theWholeDatabaseHoldsThemAll(BackupFormat format) throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        database.execute(PARTITIONED + "; " + IN_CHUNKS);

        BackupReport backup = take(BackupScope.DATABASE, format, Optional.empty());

        long migrations = Long.parseLong(
                database.rows("SELECT count(*) FROM brickhouse_schema_history").get(0));
        assertThat(backup.manifest().tables())
                .filteredOn(table -> table.rows() > 1)
                .extracting(BackupManifest.Rows::schema, BackupManifest.Rows::table, BackupManifest.Rows::rows)
                .containsExactlyInAnyOrder(
                        tuple("archive", "orders_2026", 100L),
                        tuple("chunks", "_hyper_1_1_chunk", 3L),
                        tuple("public", RetailSchema.HISTORY_TABLE, migrations));
        try (TestDatabase target = TestDatabase.create()) {
            RestoreTask.restore(target.dataSource(), restore(target, backup.backup(), false));
            assertThat(target.rows("SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM stores)"))
                    .containsExactly("100 | 3");
        }
    }

    @ParameterizedTest
    @EnumSource(BackupFormat.class)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "shell scripts stand in for the programs")
    void whatComesOutIsComparedBeforeItGetsItsName(BackupFormat format) throws SQLException, IOException {
        assumeWritable(WriterKind.PG_DUMP);
        Path programs = Files.createDirectory(directory.resolve("bin"));
        Path real = BackupCases.pgDumps().get(0).path();
        program(programs.resolve("pg_dump"), real + " \"$@\" --exclude-table-data=public.stores");
        program(programs.resolve("pg_restore"), real.resolveSibling("pg_restore") + " \"$@\"");

        assertThatThrownBy(() -> take(BackupScope.SCHEMAS, format, Optional.of(programs)))
                .isInstanceOf(DatabaseException.class)
                .hasMessage(
                        "The backup came out incomplete: it holds no rows of \"public\".\"stores\", which has 3; nothing"
                                + " was kept; take it with another program by brickhouse.pgDump, or with"
                                + " brickhouse.backup.writer=builtin.");
        assertThat(directory.resolve("backups")).isEmptyDirectory();
    }

    @Test
    void tablesOfAnExtensionAreItsOwn() throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        database.execute("CREATE TABLE reference_systems AS SELECT 7 AS id;"
                + " ALTER EXTENSION plpgsql ADD TABLE reference_systems");

        BackupReport backup = take(WriterKind.PG_DUMP, BackupFormat.PLAIN);

        assertThat(backup.manifest().tables())
                .extracting(BackupManifest.Rows::table)
                .doesNotContain("reference_systems");
        try (TestDatabase target = TestDatabase.create()) {
            RestoreTask.restore(target.dataSource(), restore(target, backup.backup(), false));
            assertThat(target.rows("SELECT count(*) FROM stores")).containsExactly("3");
        }
    }

    private BackupReport take(WriterKind writer, BackupFormat format) {
        return BackupTask.backup(
                database.dataSource(),
                request(database, BackupContent.FULL, format, writer, directory),
                Console.SILENT);
    }

    private BackupReport take(BackupScope scope, BackupFormat format, Optional<Path> pgDump) {
        BackupRequest request = BackupRequest.builder()
                .format(format)
                .scope(scope)
                .writer(WriterKind.PG_DUMP)
                .compression(0)
                .directory(pgDump.isPresent() ? directory.resolve("backups") : directory)
                .pgDump(pgDump.orElse(null))
                .clientEnvironment(() -> BackupCases.environment(database.dataSource()))
                .build();
        return BackupTask.backup(database.dataSource(), request, Console.SILENT);
    }

    private static void program(Path path, String command) throws IOException {
        Files.writeString(path, "#!/bin/sh\nexec " + command + "\n");
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }
}
