package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.connection.Relay;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.SettingsResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection that ends while a restore is committed, of which nobody says what has become of it. */
class UnknownCommitIT extends DatabaseWithOneStore {

    @ParameterizedTest
    @CsvSource({"BUILTIN, PLAIN, false", "BUILTIN, PLAIN, true", "PG_DUMP, PLAIN, false", "PG_DUMP, CUSTOM, true"})
    void isNotTakenForNoChange(WriterKind writer, BackupFormat format, boolean commits)
            throws SQLException, IOException {
        assumeWritable(writer);
        Path backup = take(BackupContent.FULL, format, writer);
        database.execute("UPDATE stores SET store_name = 'B'");
        try (Relay way = CutAtCommit.to(
                        database.dataSource().getServerNames()[0],
                        database.dataSource().getPortNumbers()[0],
                        commits);
                Database opened = open(way.port())) {
            assertThatThrownBy(() -> RestoreTask.restore(
                            opened.dataSource(),
                            new RestoreRequest(
                                    RetailSchema.DEFAULT,
                                    backup,
                                    true,
                                    Optional.empty(),
                                    () -> opened.clientEnvironment())))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(backup.toString())
                    .hasMessageContaining("the connection ended during the commit, so that either nothing was changed"
                            + " or everything is done");
        }
        assertThat(database.rows("SELECT store_name FROM stores")).containsExactly(commits ? "A" : "B");
    }

    private Database open(int port) {
        return Databases.open(
                SettingsResolver.resolve(
                        Requests.builder()
                                .commandLine(
                                        PropertyNames.URL,
                                        database.url().replaceFirst("//[^/]+/", "//localhost:" + port + "/"))
                                .build(),
                        Console.SILENT),
                2,
                Console.SILENT);
    }
}
