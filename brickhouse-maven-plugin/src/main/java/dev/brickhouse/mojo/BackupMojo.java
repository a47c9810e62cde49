package dev.brickhouse.mojo;

import dev.brickhouse.backup.BackupReport;
import dev.brickhouse.backup.BackupRequest;
import dev.brickhouse.backup.BackupTask;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.server.Database;
import java.io.File;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Backs the database up, the state of one moment, into a new file or directory with a time stamp in its name and a
 * manifest beside it, once it was found to hold every row. pg_dump writes it where there is one that is as new as the server; otherwise, and for what this
 * plugin made only, a built-in writer makes an SQL script that psql restores too.
 *
 * @since 0.1.0
 */
@Mojo(name = "backup", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class BackupMojo extends AbstractDatabaseMojo {

    private static final int CONNECTIONS = 1;

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BACKUP_SKIP, defaultValue = "false")
    private boolean skipBackup;

    /**
     * What is backed up: <code>full</code>, <code>schema</code> (definitions only) or <code>data</code> (rows only).
     * Default: full.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BACKUP_CONTENT, defaultValue = "full")
    private String content;

    /**
     * How it is written: <code>plain</code> (an SQL script), <code>custom</code> or <code>directory</code>, which need
     * pg_dump and, to be read back, pg_restore. Default: plain.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BACKUP_FORMAT, defaultValue = "plain")
    private String format;

    /**
     * How much is backed up: <code>schemas</code> (that of the tables and that of the views) or <code>database</code>
     * (everything in it, which needs pg_dump). Default: schemas.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BACKUP_SCOPE, defaultValue = "schemas")
    private String scope;

    /**
     * Who writes: <code>pg_dump</code>, <code>builtin</code>, or <code>auto</code> for pg_dump where it is there and as
     * new as the server. Default: auto.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BACKUP_WRITER, defaultValue = "auto")
    private String writer;

    /**
     * How hard it is compressed, from 0 (not at all) to 9. Default: 0 for the plain format, 6 for the others.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BACKUP_COMPRESSION)
    private String compression;

    /**
     * How many connections write a <code>directory</code> at the same time, from 1 to 64. Default: 1.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BACKUP_JOBS, defaultValue = "1")
    private String jobs;

    /**
     * Where the backup goes. Default: <code>${project.build.directory}/brickhouse/backups</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BACKUP_DIRECTORY)
    private File backupDirectory;

    /**
     * The program pg_dump, or the directory that holds it. Default: the first in the PATH and the usual directories that
     * is as new as the server.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.PG_DUMP)
    private File pgDump;

    @Inject
    BackupMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    @Override
    boolean skipGoal() {
        return skipBackup;
    }

    @Override
    void run() {
        Integer level = NumberParameter.integer(PropertyNames.BACKUP_COMPRESSION, compression);
        Integer connections = NumberParameter.integer(PropertyNames.BACKUP_JOBS, jobs);
        try (Database database = open(CONNECTIONS)) {
            BackupRequest request = BackupRequest.of(
                    database.schema(),
                    content,
                    format,
                    scope,
                    writer,
                    level == null ? BackupRequest.defaultCompression(format) : level,
                    connections,
                    backupDirectory == null ? outputDirectory().resolve("backups") : backupDirectory.toPath(),
                    Optional.ofNullable(pgDump).map(File::toPath),
                    database.clientEnvironment());
            BackupReport report = BackupTask.backup(database.dataSource(), request, console());
            report.facts().forEach(summary()::put);
            report.lines().forEach(console()::info);
        }
    }
}
