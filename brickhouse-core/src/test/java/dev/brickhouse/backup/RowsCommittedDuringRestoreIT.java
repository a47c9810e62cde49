package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static dev.brickhouse.backup.BackupCases.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.Writer;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.Transactions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that an application commits while a restore waits for it are as safe as those it committed before. */
@Tag("every-version")
class RowsCommittedDuringRestoreIT extends DatabaseWithOneStore {

    @ParameterizedTest
    @CsvSource({
        "BUILTIN, PLAIN, FULL, read committed",
        "BUILTIN, PLAIN, FULL, serializable",
        "BUILTIN, PLAIN, DATA, read committed",
        "PG_DUMP, PLAIN, FULL, serializable",
        "PG_DUMP, CUSTOM, FULL, read committed",
        "PG_DUMP, PLAIN, DATA, read committed"
    })
    void areKept(WriterKind writer, BackupFormat format, BackupContent content, String isolation) throws Exception {
        assumeWritable(writer);
        Path backup = take(content, format, writer);
        database.execute("DELETE FROM stores");
        database.execute(
                "ALTER DATABASE \"" + database.name() + "\" SET default_transaction_isolation TO '" + isolation + "'");
        try (Writer application = new Writer(database, STORE.replace("'A1'", "'B1'"))) {
            assertThat(application.commitsWhile(
                            () -> RestoreTask.restore(database.dataSource(), restore(database, backup, false))))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("holds rows already, in \"public\".\"stores\"; nothing was changed");
        }
        assertThat(database.rows("SELECT store_code FROM stores")).containsExactly("B1");
    }

    /** What psql's session does later than the goal's own has looked. */
    @ParameterizedTest
    @EnumSource(BackupContent.class)
    void areSeenByAnotherSession(BackupContent content) throws SQLException {
        Path backup = take(content, BackupFormat.PLAIN, WriterKind.BUILTIN);
        database.execute("DELETE FROM stores");
        List<String> statements = Transactions.readCommitted(
                database.dataSource(),
                connection -> RestoreTarget.preparation(connection, BackupManifest.read(backup), false)
                        .locks());
        database.execute(STORE);

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() ->
                        Transactions.run(database.dataSource(), connection -> Sql.execute(connection, statements)))
                .satisfies(refusal -> assertThat(RestoreTarget.ROWS_APPEARED.isFailure(refusal))
                        .isTrue())
                .withMessageContaining("\"public\".\"stores\"");

        assertThat(database.rows("SELECT store_code FROM stores")).containsExactly("A1");
    }
}
