package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static dev.brickhouse.backup.BackupCases.checksums;
import static dev.brickhouse.backup.BackupCases.request;
import static dev.brickhouse.backup.BackupCases.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brickhouse.console.Console;
import dev.brickhouse.embedded.SmallDisk;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.FileFailures;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.report.JsonFile;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.sql.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

class BackupProblemsIT extends DatabaseWithOneStore {

    @Test
    void aDirectoryThatCannotBeMadeIsToldOf() throws IOException {
        Path file = Files.createFile(directory.resolve("a file"));

        assertThatThrownBy(() -> take(file.resolve("below")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("The backup " + file)
                .hasMessageContaining("name another one with brickhouse.backup.directory");
    }

    @Test
    void aDiskThatFillsUpLeavesNoFile() throws IOException {
        BackupRequest request =
                request(database, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN, directory);

        assertThatThrownBy(() -> BackupTask.backup(
                        database.dataSource(),
                        request,
                        snapshot -> new ScriptWriter(request, file -> fullDisk(file, 1_000), true)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("nothing of it was kept")
                .hasMessageContaining("No space left on device");
        assertThat(files()).isEmpty();
    }

    /** The server is still sending rows then, which the next command must not take for its answer. */
    @RepeatedTest(5)
    void aDiskThatFillsUpInTheMiddleOfATableIsWhatIsToldOf() throws Exception {
        database.execute(
                "INSERT INTO stores (store_name, store_code, address, city, state, zip_code, region, store_type)"
                        + " SELECT md5(i::text), i, repeat(md5(i::text), 7), 'a', 'GA', '1', 'South', 'Urban'"
                        + " FROM generate_series(1, 40000) i");
        BackupRequest request =
                request(database, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN, directory);
        ScriptWriter writer = new ScriptWriter(request, file -> fullDisk(file, 100_000), true);

        assertThatThrownBy(() -> BackupTask.backup(database.dataSource(), request, snapshot -> writer))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("No space left on device")
                .hasNoSuppressedExceptions();
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BUILTIN, PLAIN", "PG_DUMP, CUSTOM", "PG_DUMP, DIRECTORY"})
    void aRealDiskThatFillsUpKeepsNothingEither(WriterKind writer, BackupFormat format) throws Exception {
        assumeWritable(writer);
        database.execute(
                "INSERT INTO stores (store_name, store_code, address, city, state, zip_code, region, store_type)"
                        + " SELECT md5(i::text), i, repeat(md5(i::text), 7), 'a', 'GA', '1', 'South', 'Urban'"
                        + " FROM generate_series(1, 5000) i");
        try (SmallDisk disk = SmallDisk.mount(directory, "64k")) {
            BackupRequest request = request(database, BackupContent.FULL, format, writer, disk.root());

            assertThatThrownBy(() -> BackupTask.backup(database.dataSource(), request, Console.SILENT))
                    .isInstanceOf(BrickhouseException.class)
                    .hasMessageContaining("was kept")
                    .hasMessageContaining("No space left on device");
            assertThat(disk.root()).isEmptyDirectory();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
    void aProgramThatIsKilledIsSaidToBe() throws Exception {
        assumeWritable(WriterKind.PG_DUMP);
        Path backup = takeWithTableThatIsGone(BackupFormat.PLAIN);
        try (Connection holder = database.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            Sql.execute(holder, "CREATE TABLE extra (id int)");
            CompletableFuture<Throwable> restoring = CompletableFuture.supplyAsync(() ->
                    catchThrowable(() -> RestoreTask.restore(database.dataSource(), restore(database, backup, true))));
            killWaitingPsql(restoring);

            assertThat(restoring.get())
                    .isInstanceOf(DatabaseException.class)
                    .hasMessage(
                            "psql could not restore the backup " + backup + "; nothing was changed; it was killed by"
                                    + " signal 9 (KILL), as the out-of-memory killer does; make sure that there is enough memory,"
                                    + " and run this again (it gave no reason; exit code 137).");
        }
    }

    private void killWaitingPsql(CompletableFuture<?> restoring) throws Exception {
        while (database.rows("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name = 'psql' AND wait_event_type = 'Lock'")
                .isEmpty()) {
            assertThat(restoring).isNotDone();
            Thread.sleep(20);
        }
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").contains("psql"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    @ParameterizedTest
    @EnumSource(BackupContent.class)
    void somethingElseWithTheNameOfATableOfOursIsToldBeforeAnythingIsChanged(BackupContent content)
            throws SQLException {
        Path backup = take(content, BackupFormat.PLAIN, WriterKind.BUILTIN);
        database.execute("DROP TABLE orders CASCADE;"
                + " CREATE TABLE orders (order_id bigint) PARTITION BY RANGE (order_id);"
                + " CREATE VIEW analytics.order_trends AS SELECT 1");

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, backup, true)))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "The backup cannot be restored here: analytics.order_trends is a view, public.orders is a"
                                + " partitioned table, which a restore neither fills nor replaces; nothing was changed; restore"
                                + " into another database with brickhouse.database (of the embedded server: brickhouse.embeddedDatabase), or rename or drop them first.");
        assertThat(database.rows("SELECT store_code FROM stores")).isEqualTo(List.of("A1"));
    }

    @Test
    void noBackupIsEverOverwritten() throws IOException {
        Path first = take(directory);
        byte[] before = Files.readAllBytes(first);
        Path second = take(directory);

        assertThat(second).isNotEqualTo(first);
        assertThat(first).hasBinaryContent(before);
        assertThat(files()).hasSize(4).noneMatch(name -> name.contains("unfinished"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CREATE TABLE customers (id int); table public.customers",
                "CREATE VIEW v AS SELECT 1; view public.v",
                "CREATE SEQUENCE s; sequence public.s",
                "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'; function public.one()",
                "CREATE TYPE mood AS ENUM ('good'); type public.mood",
                "CREATE RULE r AS ON DELETE TO orders DO INSTEAD NOTHING; rule r on public.orders",
                "CREATE POLICY p ON orders; policy p on public.orders",
                "ALTER TABLE orders ENABLE ROW LEVEL SECURITY; options of public.orders (row security)",
                "ALTER TABLE orders ADD twice int GENERATED ALWAYS AS (quantity_cases * 2) STORED; column twice of public.orders",
                "CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger(); trigger t"
            })
    void theBuiltInWriterRefusesWhatItCannotCarry(String statement, String named) throws SQLException, IOException {
        database.execute(statement);

        assertThatThrownBy(() -> take(directory))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith(
                        "The built-in backup writer only carries what this plugin made, and \"public\" and"
                                + " \"analytics\" hold more: " + named)
                .hasMessageContaining("brickhouse.pgDump");
        assertThat(files()).isEmpty();
    }

    @Test
    void aSchemaThatWasNotSetUpIsRefused() throws SQLException {
        try (TestDatabase empty = TestDatabase.create()) {
            assertThatThrownBy(() -> BackupTask.backup(
                            empty.dataSource(),
                            request(empty, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN, directory),
                            Console.SILENT))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("run the goal brickhouse:schema first");
        }
    }

    @Test
    void aSchemaThatHasLostATableIsToldOf() throws SQLException {
        try (TestDatabase halved = TestDatabase.create()) {
            TestSchemas.migrate(halved.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            halved.execute("DROP TABLE products, brickhouse_chunk CASCADE");

            assertThatThrownBy(() -> BackupTask.backup(
                            halved.dataSource(),
                            request(halved, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN, directory),
                            Console.SILENT))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("Could not take the backup (no file was left): schema \"public\" has lost"
                            + " products, brickhouse_chunk; restore an earlier backup, or drop the schema");
        }
    }

    @Test
    void aUserWhoMayNotReadIsToldSo() throws SQLException, IOException {
        PGSimpleDataSource user = database.dataSourceOfNewUser();

        assertThatThrownBy(() -> BackupTask.backup(
                        user,
                        request(database, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN, directory),
                        Console.SILENT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("the user lacks a privilege");
        assertThat(files()).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script stands in for pg_dump")
    void aPgDumpThatFailsIsToldOfAndNeverSeesThePasswordAmongItsArguments() throws Exception {
        Path programs = Files.createDirectory(directory.resolve("bin"));
        Path program = programs.resolve("pg_dump");
        Files.writeString(program, """
                #!/bin/sh
                if [ "$1" = --version ]; then echo 'pg_dump (PostgreSQL) 99.1'; exit; fi
                echo "$@" > "$(dirname "$0")/arguments"; echo "$PGPASSWORD" > "$(dirname "$0")/password"
                echo 'pg_dump: error: query failed: ERROR:  permission denied for table orders' >&2
                echo 'pg_dump: detail: Query was: LOCK TABLE' >&2
                exit 1
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path reader = programs.resolve("pg_restore");
        Files.writeString(reader, "#!/bin/sh\necho 'pg_restore (PostgreSQL) 99.1'\n");
        assertThat(reader.toFile().setExecutable(true)).isTrue();
        BackupRequest request = BackupRequest.builder()
                .format(BackupFormat.CUSTOM)
                .directory(directory.resolve("backups"))
                .pgDump(program)
                .clientEnvironment(() -> Map.of("PGPASSWORD", "secret"))
                .build();

        assertThatThrownBy(() -> BackupTask.backup(database.dataSource(), request, Console.SILENT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("pg_dump 99.1 (" + program
                        + ") could not write the backup; nothing was kept; the user lacks a privilege;")
                .hasMessageEndingWith(
                        "(pg_dump: error: query failed: ERROR: permission denied for table orders; exit" + " code 1).");
        assertThat(programs.resolve("password")).hasContent("secret");
        assertThat(Files.readString(programs.resolve("arguments")))
                .contains("--snapshot=", "--schema=\"public\"", "--no-password")
                .doesNotContain("secret");
        assertThat(directory.resolve("backups")).isEmptyDirectory();
    }

    @Test
    void rowsThatStandThereAreOnlyReplacedWhenToldTo() throws SQLException {
        Path backup = take(directory);
        database.execute(STORE.replace("A1", "A2"));
        Map<String, TableChecksum> before = checksums(database.dataSource());

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, backup, false)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("holds rows already, in \"public\".\"stores\"; nothing was changed;")
                .hasMessageContaining("-Dbrickhouse.overwrite=true");
        assertThat(checksums(database.dataSource())).isEqualTo(before);

        RestoreTask.restore(database.dataSource(), restore(database, backup, true));
        assertThat(database.rows("SELECT store_code FROM stores")).containsExactly("A1");
    }

    @Test
    void aChangedBackupIsNoticedBeforeAnythingIsWritten() throws Exception {
        Path backup = take(directory);
        String script = Files.readString(backup);
        Files.writeString(backup, script.replace("\tA1\t", "\tA2\t"));

        assertRefusedAsDamaged(backup, "it was changed");
    }

    @Test
    void aTruncatedBackupIsNoticedBeforeAnythingIsWritten() throws Exception {
        Path backup = take(directory);
        byte[] script = Files.readAllBytes(backup);
        Files.write(backup, Arrays.copyOf(script, script.length / 2));

        assertRefusedAsDamaged(backup, "it has " + script.length / 2 + " bytes instead of " + script.length);
    }

    @Test
    void aBackupThatDoesNotGiveTheRowsItPromisesLeavesNothing() throws Exception {
        Path backup = take(directory);
        rewrite(backup, Files.readString(backup).replace("\tA1\t", "\tA2\t"));

        try (TestDatabase target = TestDatabase.create()) {
            assertThatThrownBy(() -> RestoreTask.restore(target.dataSource(), restore(target, backup, false)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(
                            "Table \"public\".\"stores\" is not what it was when the backup was made: it has 1"
                                    + " rows of 1, with other values; nothing was changed;");
            assertThat(target.rows("SELECT 1 FROM pg_tables WHERE schemaname = 'public'"))
                    .isEmpty();
        }
    }

    @Test
    void aScriptThatEndsTooEarlyLeavesNothing() throws Exception {
        Path backup = take(directory);
        String script = Files.readString(backup);
        rewrite(backup, script.substring(0, script.indexOf("COMMIT;")));

        try (TestDatabase target = TestDatabase.create()) {
            assertThatThrownBy(() -> RestoreTask.restore(target.dataSource(), restore(target, backup, false)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("it ends too early");
            assertThat(target.rows("SELECT 1 FROM pg_tables WHERE schemaname = 'public'"))
                    .isEmpty();
        }
    }

    @Test
    void otherSchemaNamesAreRefused() {
        Path backup = take(directory);

        assertThatThrownBy(() -> RestoreTask.restore(
                        database.dataSource(),
                        new RestoreRequest(
                                new RetailSchema("shop", "shop_analytics"),
                                backup,
                                false,
                                Optional.empty(),
                                () -> Map.of())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("set brickhouse.schema=public and brickhouse.analyticsSchema=analytics");
    }

    @Test
    void rowsAloneNeedTables() throws SQLException {
        Path backup = take(BackupContent.DATA, BackupFormat.PLAIN, WriterKind.BUILTIN);
        try (TestDatabase target = TestDatabase.create()) {
            assertThatThrownBy(() -> RestoreTask.restore(target.dataSource(), restore(target, backup, false)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("has no tables for them; run the goal brickhouse:schema first");
        }
    }

    @Test
    void whyTheServerRefusesPgDumpIsTold() throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        try (TestDatabase anyBytes = TestDatabase.createInSqlAscii()) {
            TestSchemas.migrate(anyBytes.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            anyBytes.execute("INSERT INTO products (product_name, brand, category, package_size, unit_price)"
                    + " VALUES (E'caf\\xe9', 'B', 'C', 'D', 1)");
            BackupRequest request =
                    request(anyBytes, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.PG_DUMP, directory);

            assertThatThrownBy(() -> BackupTask.backup(anyBytes.dataSource(), request, Console.SILENT))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(
                            "could not write the backup; nothing was kept; text in the database is not valid in the encoding"
                                    + " that the message names, as in a database with the encoding SQL_ASCII; correct that text"
                                    + " (pg_dump: error: Dumping the contents of table \"products\" failed: PQgetResult() failed:"
                                    + " ERROR: invalid byte sequence for encoding \"UTF8\": 0xe9")
                    .hasMessageEndingWith("; exit code 1).");
        }
    }

    @Test
    void aFullDiskIsNamedWithoutJavasWords() {
        assertThat(FileFailures.words(new IOException("No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileFailures.words(new AccessDeniedException("/backups/x")))
                .isEqualTo("/backups/x: permission denied");
        assertThat(FileFailures.words(new FileSystemException("/backups/x", null, "Read-only file system")))
                .isEqualTo("/backups/x: Read-only file system");
    }

    @Test
    void aFileWithoutAManifestIsRefused() throws IOException {
        Path backup = take(directory);
        Files.delete(BackupManifest.beside(backup));

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, backup, true)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("There is no manifest ");
        assertThatThrownBy(() -> RestoreTask.restore(
                        database.dataSource(), restore(database, directory.resolve("no such file"), true)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("There is no backup ");
    }

    private void assertRefusedAsDamaged(Path backup, String how) throws SQLException {
        try (TestDatabase target = TestDatabase.create()) {
            assertThatThrownBy(() -> RestoreTask.restore(target.dataSource(), restore(target, backup, false)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageStartingWith("The backup " + backup + " is damaged: " + how + "; nothing was changed");
            assertThat(target.rows("SELECT 1 FROM pg_tables WHERE schemaname = 'public'"))
                    .isEmpty();
        }
    }

    /** Changes a script in a way that its digest does not show. */
    private static void rewrite(Path backup, String script) throws IOException {
        Files.writeString(backup, script);
        Map<String, Object> manifest = JsonFile.read(BackupManifest.beside(backup));
        BackupManifest.Part part = BackupFiles.describe(backup).get(0);
        manifest.put("files", List.of(Map.of("path", part.path(), "bytes", part.bytes(), "sha256", part.sha256())));
        JsonFile.write(BackupManifest.beside(backup), manifest);
    }

    private Path take(Path into) {
        return BackupTask.backup(
                        database.dataSource(),
                        request(database, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN, into),
                        Console.SILENT)
                .backup();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static OutputStream fullDisk(Path file, int bytes) throws IOException {
        OutputStream disk = Files.newOutputStream(file);
        return new OutputStream() {

            private int room = bytes;

            @Override
            public void write(int b) throws IOException {
                if (room-- == 0) {
                    throw new IOException("No space left on device");
                }
                disk.write(b);
            }

            @Override
            public void close() throws IOException {
                disk.close();
            }
        };
    }
}
