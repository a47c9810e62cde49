package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static dev.brickhouse.backup.BackupCases.checksums;
import static dev.brickhouse.backup.BackupCases.environment;
import static dev.brickhouse.backup.BackupCases.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.SettingsResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** How pg_dump and psql get at the database, and what is told when they do not. */
class ClientConnectionIT extends DatabaseWithOneStore {

    @ParameterizedTest
    @EnumSource(BackupFormat.class)
    void aNameThatLooksLikeAConnectionStringIsAName(BackupFormat format) throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        String name = "host=nowhere port=1 " + UUID.randomUUID();
        database.execute("CREATE DATABASE \"" + name + "\"");
        try {
            PGSimpleDataSource odd = new PGSimpleDataSource();
            odd.setUrl(TestServer.url());
            odd.setDatabaseName(name);
            Path backup = take(BackupContent.FULL, format, WriterKind.PG_DUMP);

            restore(odd, backup, false);
            Path again = BackupTask.backup(odd, requestOf(odd, format), Console.SILENT)
                    .backup();
            restore(odd, again, true);

            assertThat(checksums(odd)).isEqualTo(checksums(database.dataSource()));
        } finally {
            database.execute("DROP DATABASE \"" + name + "\" WITH (FORCE)");
        }
    }

    @Test
    void aServerThatDoesNotListenIsNoMatterOfPrivileges() throws IOException {
        assumeWritable(WriterKind.PG_DUMP);
        Map<String, String> environment = new HashMap<>(environment(database.dataSource()));
        environment.put("PGHOST", "127.0.0.1");
        environment.put("PGPORT", Integer.toString(closedPort()));

        assertThatThrownBy(() -> BackupTask.backup(database.dataSource(), pgDump(environment), Console.SILENT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("could not write the backup; nothing was kept; it does not reach the server; make"
                        + " sure that the server is running, and check brickhouse.host and brickhouse.port (pg_dump: error:"
                        + " connection to server at \"127.0.0.1\"")
                .hasMessageEndingWith("Connection refused; exit code 1).");
    }

    @Test
    void aLockThatSomebodyHoldsIsWaitedForAsLongAsTheSessionWaits() throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        database.execute("ALTER DATABASE " + database.dataSource().getDatabaseName() + " SET lock_timeout = '100ms'");
        try (Connection holder = database.dataSource().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE stores IN ACCESS EXCLUSIVE MODE");

            assertThatThrownBy(() -> BackupTask.backup(
                            database.dataSource(), pgDump(environment(database.dataSource())), Console.SILENT))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("another session holds a lock on the tables; end it and run this again");
        }
    }

    /** One that is waited for before psql is started, and one that only a statement of the script waits for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT count(*) FROM stores | a lock on public.stores
            CREATE TABLE extra (id int) | a lock
            """)
    void whoHoldsTheLockThatARestoreWaitsForIsToldMeanwhileAndInTheEnd(String holds, String lock) throws SQLException {
        assumeWritable(WriterKind.PG_DUMP);
        Path backup = takeWithTableThatIsGone(BackupFormat.CUSTOM);
        RecordingConsole console = new RecordingConsole();
        try (Database opened = Databases.open(
                        SettingsResolver.resolve(
                                DatabaseSettings.builder()
                                        .commandLine("brickhouse.url", database.url())
                                        .commandLine("brickhouse.lockTimeout", "4")
                                        .environment(Map.of())
                                        .envFile(directory.resolve(".env"), false)
                                        .embeddedDirectory(directory)
                                        .binaries((version, platform) -> directory)
                                        .build(),
                                Console.SILENT),
                        2,
                        console);
                Connection holder = database.dataSource().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(holds);

            assertThatThrownBy(() -> RestoreTask.restore(
                            opened.dataSource(),
                            new RestoreRequest(
                                    RetailSchema.DEFAULT,
                                    backup,
                                    true,
                                    Optional.empty(),
                                    () -> opened.clientEnvironment())))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("(nothing was changed): it waited 4 s (brickhouse.lockTimeout) for " + lock
                            + " that server process ");
            assertThat(console.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("Waiting for " + lock + " that server process ");
        }
    }

    @Test
    void aUserFromWhomRowsAreHiddenGetsNoBackupOfTheRest() throws SQLException {
        PGSimpleDataSource user = database.dataSourceOfNewUser();
        database.execute("ALTER TABLE stores ENABLE ROW LEVEL SECURITY;"
                + " CREATE POLICY nobody ON stores USING (store_code = 'A2');"
                + " GRANT USAGE ON SCHEMA public, analytics TO PUBLIC;"
                + " GRANT SELECT ON ALL TABLES IN SCHEMA public, analytics TO PUBLIC;"
                + " GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO PUBLIC");

        assertThatThrownBy(() -> BackupTask.backup(
                        user,
                        request(database, BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN, directory),
                        Console.SILENT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("(row security)");
        assumeWritable(WriterKind.PG_DUMP);
        assertThatThrownBy(() -> BackupTask.backup(user, pgDump(environment(user)), Console.SILENT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("; nothing was kept; row security hides rows from this user; connect as one");
        assertThat(directory).isEmptyDirectory();
    }

    private static void restore(PGSimpleDataSource target, Path backup, boolean overwrite) {
        RestoreTask.restore(
                target,
                new RestoreRequest(
                        RetailSchema.DEFAULT, backup, overwrite, Optional.empty(), () -> environment(target)));
    }

    private BackupRequest requestOf(PGSimpleDataSource dataSource, BackupFormat format) {
        return BackupRequest.builder()
                .format(format)
                .writer(WriterKind.PG_DUMP)
                .compression(0)
                .jobs(format == BackupFormat.DIRECTORY ? 2 : 1)
                .directory(directory)
                .clientEnvironment(() -> environment(dataSource))
                .build();
    }

    private BackupRequest pgDump(Map<String, String> environment) {
        return BackupRequest.builder()
                .writer(WriterKind.PG_DUMP)
                .directory(directory)
                .clientEnvironment(() -> environment)
                .build();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
