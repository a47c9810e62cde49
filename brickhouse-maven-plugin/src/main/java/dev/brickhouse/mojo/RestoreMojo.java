package dev.brickhouse.mojo;

import dev.brickhouse.backup.RestoreReport;
import dev.brickhouse.backup.RestoreRequest;
import dev.brickhouse.backup.RestoreTask;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.problem.ConfigurationException;
import java.io.File;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Restores a backup that the goal backup wrote: verifies its files, restores it in one transaction and compares every
 * table with the manifest.
 *
 * @since 0.1.0
 */
@Mojo(name = "restore", requiresProject = false, threadSafe = true)
public final class RestoreMojo extends AbstractDatabaseMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.RESTORE_SKIP, defaultValue = "false")
    private boolean skipRestore;

    /**
     * The backup: a file, or a directory for the directory format, with its manifest next to it. Default: none; it is required.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.RESTORE_FILE)
    private File file;

    /**
     * Replaces everything that this plugin made in the two schemas, including rows in its tables that others wrote.
     * Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.OVERWRITE, defaultValue = "false")
    private boolean overwrite;

    /**
     * The program pg_dump, next to psql and pg_restore, or their directory. Default: the first ones on the PATH and in
     * the usual directories that are at least as new as the backup.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.PG_DUMP)
    private File pgDump;

    @Override
    boolean skipGoal() {
        return skipRestore;
    }

    /** Maven takes a property without a value for the directory of the project. */
    private boolean isWithoutName() {
        File directory = project() == null ? null : project().getBasedir();
        return file.equals(directory == null ? new File(session().getExecutionRootDirectory()) : directory);
    }

    @Override
    void run() {
        if (file == null || isWithoutName()) {
            throw new ConfigurationException("Nothing says what to restore; name the file or directory that"
                    + " brickhouse:backup wrote with " + PropertyNames.RESTORE_FILE + ".");
        }
        try (Database database = open()) {
            RestoreRequest request = new RestoreRequest(
                    database.schema(),
                    file.toPath(),
                    overwrite,
                    Optional.ofNullable(pgDump).map(File::toPath),
                    database::clientEnvironment);
            RestoreReport report = RestoreTask.restore(database.dataSource(), request);
            report(report);
        }
    }
}
