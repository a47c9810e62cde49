package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.backup.BackupFormat;
import dev.brickhouse.backup.BackupRequest;
import dev.brickhouse.backup.BackupTask;
import dev.brickhouse.backup.PgDumpHere;
import dev.brickhouse.backup.RestoreRequest;
import dev.brickhouse.backup.RestoreTask;
import dev.brickhouse.backup.WriterKind;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.SettingsResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Where there are few connections, pg_dump and psql get one in addition to ours, or it is told at once how many they need. */
class ConnectionBudgetIT {

    @TempDir
    private Path temporary;

    private final RecordingConsole console = new RecordingConsole();
    private TestDatabase database;
    private PGSimpleDataSource owner;

    @BeforeEach
    void makeTables() throws SQLException {
        PgDumpHere.assumeNewEnough();
        database = TestDatabase.create();
        owner = database.dataSourceOfNewUser();
        database.execute("ALTER DATABASE " + owner.getDatabaseName() + " OWNER TO " + owner.getUser()
                + "; ALTER SCHEMA public OWNER TO " + owner.getUser());
        TestSchemas.migrate(owner, RetailSchema.DEFAULT, Console.SILENT);
        database.execute(
                "INSERT INTO stores (store_name, store_code, address, city, state, zip_code, region, store_type)"
                        + " VALUES ('A', 'A1', 'a', 'a', 'GA', '1', 'South', 'Urban')");
    }

    @AfterEach
    void drop() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void aRoleWithOneConnectionIsToldHowManyABackupNeeds() throws SQLException {
        limit(1);
        try (Database opened = openAsOwner()) {
            assertThatThrownBy(() -> backUp(opened, BackupFormat.PLAIN, 1))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith(
                            "This goal needs 2 connections at the same time with pg_dump, and the server"
                                    + " gives only 1; set brickhouse.backup.writer=builtin, which needs one, raise the limit of"
                                    + " the user");
            assertThatThrownBy(() -> backUp(opened, BackupFormat.DIRECTORY, 4))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("This goal needs 2 connections at the same time with pg_dump, even with"
                            + " brickhouse.backup.jobs=1, and the server gives only 1; take a plain backup of the"
                            + " plugin's schemas by brickhouse.backup.writer=builtin, which needs one, raise");
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1", "4, 2", "5, 3", "6, 4", "7, 4"})
    void aDirectoryIsWrittenWithAsManyJobsAsThereAreConnectionsFor(int limit, int jobs) throws SQLException {
        limit(limit);
        try (Database opened = openAsOwner()) {
            assertThat(backUp(opened, BackupFormat.DIRECTORY, 4)).exists();
        }
        if (jobs == 4) {
            assertThat(console.warnings()).isEmpty();
        } else {
            assertThat(console.warnings())
                    .containsExactly(
                            "Backing up with brickhouse.backup.jobs=" + jobs + " rather than 4, since there are"
                                    + " only " + limit + " connections of the 6 that it takes");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aRestoreByPsqlDoesWithOneConnection(int limit) throws SQLException {
        Path backup;
        try (Database opened = openAsOwner()) {
            backup = backUp(opened, BackupFormat.CUSTOM, 1);
        }
        limit(limit);
        try (Database opened = openAsOwner()) {
            restore(opened, backup);
        }
        assertThat(database.rows("SELECT store_code FROM stores")).containsExactly("A1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "session"})
    void aPoolerWithOneSessionIsToldAndRestoresAllTheSame(String mode) throws SQLException, IOException {
        Path backup;
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, 2, mode, 100);
                Database opened = open(bouncer.url(), "postgres", null)) {
            backup = backUp(opened, BackupFormat.PLAIN, 1);
        }
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, 1, mode, 100)) {
            try (Database opened = open(bouncer.url(), "postgres", null)) {
                assertThatThrownBy(() -> backUp(opened, BackupFormat.PLAIN, 1))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageStartingWith("This goal needs 2 connections at the same time with pg_dump, and the"
                                + " connection pooler in between lets only 1 through; set"
                                + " brickhouse.backup.writer=builtin, which needs one, raise the pooler's limits");
                restore(opened, backup);
            }
            assertThat(settingsOfTheNextClient(bouncer)).isEmpty();
        }
        assertThat(database.rows("SELECT store_code FROM stores")).containsExactly("A1");
    }

    /** What a script of pg_dump's sets, and what the plugin does, in the only session that the pooler has. */
    private static List<String> settingsOfTheNextClient(PgBouncer bouncer) throws SQLException {
        PGSimpleDataSource next = new PGSimpleDataSource();
        next.setUrl(bouncer.url());
        next.setUser("postgres");
        try (Connection connection = next.getConnection()) {
            return TestDatabase.rows(
                    connection,
                    "SELECT name, setting FROM pg_settings WHERE source = 'session' AND name NOT IN"
                            + " ('transaction_isolation', 'application_name', 'client_encoding', 'DateStyle', 'TimeZone',"
                            + " 'standard_conforming_strings', 'extra_float_digits')"
                            + " OR name = 'standard_conforming_strings' AND setting = 'off'");
        }
    }

    private void limit(int connections) throws SQLException {
        database.execute("ALTER ROLE " + owner.getUser() + " CONNECTION LIMIT " + connections);
    }

    private Path backUp(Database opened, BackupFormat format, int jobs) {
        return BackupTask.backup(
                        opened.dataSource(),
                        BackupRequest.builder()
                                .writer(WriterKind.PG_DUMP)
                                .format(format)
                                .jobs(jobs)
                                .directory(temporary)
                                .clientEnvironment(() -> opened.clientEnvironment())
                                .build(),
                        console)
                .backup();
    }

    private static void restore(Database opened, Path backup) {
        RestoreTask.restore(
                opened.dataSource(),
                new RestoreRequest(
                        RetailSchema.DEFAULT, backup, true, Optional.empty(), () -> opened.clientEnvironment()));
    }

    private Database openAsOwner() {
        return open(owner.getURL(), owner.getUser(), owner.getPassword());
    }

    private Database open(String url, String user, String password) {
        DatabaseSettings.Builder settings =
                Requests.builder().commandLine("brickhouse.url", url).commandLine("brickhouse.user", user);
        if (password != null) {
            settings.commandLine("brickhouse.password", password);
        }
        return Databases.open(SettingsResolver.resolve(settings.build(), Console.SILENT), 1, Console.SILENT);
    }
}
