package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static dev.brickhouse.backup.BackupCases.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of a backup or a restore that was told to end, or killed, while it waited for a lock. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the server may not notice that a client has ended")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EndedProcessIT {

    private static final int FIRST_THAT_NOTICES = 14;
    private static final long PAUSE_MILLIS = 50;

    private static final String WAITING = "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND wait_event_type = 'Lock'";

    @TempDir
    private Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeTables() throws SQLException {
        assumeThat(Integer.parseInt(TestServer.postgresVersion())).isGreaterThanOrEqualTo(FIRST_THAT_NOTICES);
        database = TestDatabase.create();
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
    }

    @AfterEach
    void drop() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    /**
     * A lock that another client holds would end the session at some time, but only when the plugin's limit is over.
     */
    @ParameterizedTest
    @CsvSource({"BUILTIN, false", "BUILTIN, true", "PG_DUMP, false"})
    void aRestoreThatEndsGivesItsLocksUp(WriterKind writer, boolean killed) throws Exception {
        assumeWritable(writer);
        // only a statement of the script waits for it, so that psql is what waits
        database.execute(writer == WriterKind.PG_DUMP ? "CREATE TABLE extra (id int)" : "SELECT 1");
        Path backup = BackupTask.backup(
                        database.dataSource(),
                        request(database, BackupContent.FULL, BackupFormat.PLAIN, writer, directory),
                        Console.SILENT)
                .backup();
        database.execute("DROP TABLE IF EXISTS extra");
        try (Connection holder = database.dataSource().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(
                    writer == WriterKind.PG_DUMP ? "CREATE TABLE extra (id int)" : "SELECT count(*) FROM stores");
            endWhileItWaits(BackupProcess.start(database.url(), writer, backup), killed);

            awaitRows(
                    List.of("0"),
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND application_name LIKE 'brickhouse%'");
            assertThat(database.rows("SELECT count(*) FROM orders")).containsExactly("0");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUILTIN", "PG_DUMP"})
    void aBackupThatIsToldToEndLeavesNothing(WriterKind writer) throws Exception {
        assumeWritable(writer);
        try (Connection holder = lock()) {
            endWhileItWaits(BackupProcess.start(database.url(), writer, directory), false);
            holder.rollback();
        }

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatAKilledBackupLeavesIsDeletedByTheNextOneAndWhatAnotherWritesIsNot() throws Exception {
        Process other;
        try (Connection holder = lock()) {
            other = BackupProcess.start(database.url(), WriterKind.BUILTIN, directory);
            awaitRows(List.of("1"), WAITING);
            List<Path> ofTheOther = files();
            Process killed = BackupProcess.start(database.url(), WriterKind.BUILTIN, directory);
            awaitRows(List.of("2"), WAITING);
            end(killed, true);
            assertThat(files()).hasSizeGreaterThan(ofTheOther.size());

            UnfinishedBackup.in(directory).close();

            assertThat(files()).isEqualTo(ofTheOther).isNotEmpty();
            holder.rollback();
        }
        assertThat(other.waitFor()).isZero();
        assertThat(files())
                .hasSize(2)
                .allMatch(file -> file.getFileName().toString().startsWith("brickhouse-"));
    }

    private Connection lock() throws SQLException {
        Connection holder = database.dataSource().getConnection();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("LOCK TABLE stores IN ACCESS EXCLUSIVE MODE");
        }
        return holder;
    }

    private void endWhileItWaits(Process process, boolean killed) throws SQLException, InterruptedException {
        try {
            awaitRows(List.of("1"), WAITING);
        } finally {
            end(process, killed);
        }
    }

    private static void end(Process process, boolean killed) throws InterruptedException {
        if (killed) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        process.waitFor();
    }

    private void awaitRows(List<String> rows, String sql) throws SQLException, InterruptedException {
        while (!database.rows(sql).equals(rows)) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
