package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.inspect.Inspection;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows what is in the database: five tables in the log, and one self-contained HTML file with charts.
 *
 * @since 0.1.0
 */
@Mojo(name = "inspect", requiresProject = false, threadSafe = true)
public final class InspectMojo extends AbstractDatabaseMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.INSPECT_SKIP, defaultValue = "false")
    private boolean skipInspect;

    /**
     * Whether to write the HTML report. Without it the goal reads less. Default: true.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.INSPECT_HTML, defaultValue = "true")
    private boolean html;

    /**
     * The file of the HTML report. Default: <code>inspect.html</code> in
     * <code>${project.build.directory}/brickhouse</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.INSPECT_REPORT)
    private File report;

    @Override
    boolean skipGoal() {
        return skipInspect;
    }

    @Override
    void run() {
        try (Database database = open()) {
            Inspection inspection =
                    Inspection.take(database.dataSource(), database.schema().name(), html, console());
            report(inspection);
            if (html) {
                Path file = report == null ? outputDirectory().resolve("inspect.html") : report.toPath();
                inspection.page().write(file);
                console().info("Report: " + file.toAbsolutePath().toUri());
            }
        }
    }
}
