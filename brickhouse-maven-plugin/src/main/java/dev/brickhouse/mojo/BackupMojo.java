package dev.brickhouse.mojo;

import dev.brickhouse.backup.BackupRequest;
import dev.brickhouse.backup.BackupTask;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import java.io.File;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Backs up the database, as of one moment, to a new file or directory with a timestamp in its name and a manifest next
 * to it, and verifies that it holds every row. It uses pg_dump if there is one at least as new as the server. Otherwise
 * a built-in writer saves what this plugin made as an SQL script that psql can restore, too.
 *
 * @since 0.1.0
 */
@Mojo(name = "backup", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class BackupMojo extends AbstractDatabaseMojo {

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
     * How it is written: <code>plain</code> (an SQL script), <code>custom</code> or <code>directory</code>. The last
     * two need pg_dump, and pg_restore to restore them. Default: plain.
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
     * Who writes: <code>pg_dump</code>, <code>builtin</code>, or <code>auto</code> for pg_dump if there is one at least
     * as new as the server. Default: auto.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BACKUP_WRITER, defaultValue = "auto")
    private String writer;

    /**
     * The compression level, from 0 (none) to 9. Default: 0 for the plain format, 6 for the others.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BACKUP_COMPRESSION)
    private String compression;

    /**
     * The number of connections that write a <code>directory</code> in parallel, from 1 to 64; fewer do it where the server
     * allows fewer. Default: 1.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BACKUP_JOBS, defaultValue = "1")
    private String jobs;

    /**
     * The directory for backups. Default: <code>${project.build.directory}/brickhouse/backups</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.BACKUP_DIRECTORY)
    private File backupDirectory;

    /**
     * The program pg_dump, or the directory that holds it. Default: the first one on the PATH and in the usual
     * directories that is at least as new as the server.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.PG_DUMP)
    private File pgDump;

    @Override
    boolean skipGoal() {
        return skipBackup;
    }

    @Override
    void run() {
        BackupRequest.Builder request = BackupRequest.builder()
                .content(BackupRequest.CONTENT.read(content))
                .format(BackupRequest.FORMAT.read(format))
                .scope(BackupRequest.SCOPE.read(scope))
                .writer(BackupRequest.WRITER.read(writer))
                .compression(BackupRequest.COMPRESSION.read(compression))
                .jobs(BackupRequest.JOBS.read(jobs))
                .directory(backupDirectory == null ? outputDirectory().resolve("backups") : backupDirectory.toPath())
                .pgDump(pgDump == null ? null : pgDump.toPath());
        try (Database database = open()) {
            request.schema(database.schema()).clientEnvironment(database::clientEnvironment);
            report(BackupTask.backup(database.dataSource(), request.build(), console()));
        }
    }
}
