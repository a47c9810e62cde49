package dev.brickhouse.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.CitusDatabase;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.seed.SeedFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of tables that Citus distributes. */
class CitusBackupIT {

    private static final String DISTRIBUTION =
            "SELECT table_name, citus_table_type, distribution_column FROM citus_tables ORDER BY table_name::text";

    @TempDir
    private Path directory;

    @Test
    void theBuiltInWriterCarriesTheDistributionAndPgDumpIsRefused() throws SQLException, IOException {
        try (CitusDatabase source = CitusDatabase.create();
                CitusDatabase target = CitusDatabase.create()) {
            Schemas.migrate(source.dataSource(), RetailSchema.DEFAULT, Layout.CITUS, Console.SILENT);
            SeedFixture.seeder(source.dataSource()).seed(SeedFixture.smallRequest());
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> take(source, BackupContent.FULL, WriterKind.PG_DUMP))
                    .withMessageStartingWith(
                            "A backup by pg_dump of orders that have the layout citus would be one of"
                                    + " ordinary tables, since it does not know how Citus distributes them; let the built-in writer");

            Path full = take(source, BackupContent.FULL, WriterKind.AUTO);
            RestoreTask.restore(target.dataSource(), restore(target, full, false));

            assertThat(target.rows(DISTRIBUTION)).hasSize(5).isEqualTo(source.rows(DISTRIBUTION));
            assertThat(BackupCases.checksums(target.dataSource()))
                    .isEqualTo(BackupCases.checksums(source.dataSource()));
            assertThat(Schemas.migrate(target.dataSource(), RetailSchema.DEFAULT, Layout.CITUS, Console.SILENT)
                            .repairs()
                            .repaired())
                    .isEmpty();

            target.execute("DELETE FROM orders WHERE order_id < 100");
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> RestoreTask.restore(target.dataSource(), restore(target, full, true)))
                    .withMessageContaining(
                            "Citus does not replace distributed tables in one transaction; nothing was changed;");
            RestoreTask.restore(
                    target.dataSource(), restore(target, take(source, BackupContent.DATA, WriterKind.BUILTIN), true));
            assertThat(BackupCases.checksums(target.dataSource()))
                    .isEqualTo(BackupCases.checksums(source.dataSource()));
        }
    }

    @Test
    void aScriptRunsInPsqlAsWell() throws SQLException, IOException {
        try (CitusDatabase source = CitusDatabase.create();
                CitusDatabase target = CitusDatabase.create()) {
            Schemas.migrate(source.dataSource(), RetailSchema.DEFAULT, Layout.CITUS, Console.SILENT);

            BackupCases.psql(target.coordinator(), take(source, BackupContent.FULL, WriterKind.BUILTIN));

            assertThat(target.rows(DISTRIBUTION)).isEqualTo(source.rows(DISTRIBUTION));
        }
    }

    private Path take(CitusDatabase source, BackupContent content, WriterKind writer) {
        return BackupTask.backup(
                        source.dataSource(),
                        BackupCases.request(source.coordinator(), content, BackupFormat.PLAIN, writer, directory),
                        Console.SILENT)
                .backup();
    }

    private static RestoreRequest restore(CitusDatabase target, Path backup, boolean overwrite) {
        return new RestoreRequest(
                RetailSchema.DEFAULT,
                backup,
                overwrite,
                Optional.empty(),
                () -> BackupCases.environment(target.coordinator().dataSource()));
    }
}
