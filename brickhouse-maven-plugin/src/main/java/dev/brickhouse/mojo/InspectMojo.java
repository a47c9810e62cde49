package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.inspect.Inspection;
import dev.brickhouse.inspect.InspectionFormat;
import java.io.File;
import java.nio.file.Path;
import java.util.Set;
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
     * What is written besides the tables in the log, with commas in between: <code>html</code> for the report,
     * <code>csv</code> for a file for each query in the directory <code>inspect</code>, <code>json</code> for
     * <code>inspect-data.json</code>, both in <code>${project.build.directory}/brickhouse</code>. Default: html.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.INSPECT_FORMAT)
    private String format;

    /**
     * Whether to write the HTML report. Without any file the goal reads less. Default: true.
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
        Set<InspectionFormat> formats = InspectionFormat.parse(format);
        if (!html) {
            formats.remove(InspectionFormat.HTML);
        }
        try (Database database = open()) {
            Inspection inspection = Inspection.take(
                    database.dataSource(), database.schema().name(), !formats.isEmpty(), console(), progress());
            report(inspection);
            formats.forEach(each -> write(inspection, each));
        }
    }

    private void write(Inspection inspection, InspectionFormat format) {
        Path written = switch (format) {
            case HTML -> {
                Path file = report == null ? outputDirectory().resolve("inspect.html") : report.toPath();
                inspection.page().write(file);
                yield file;
            }
            case CSV -> {
                Path directory = outputDirectory().resolve("inspect");
                inspection.writeCsv(directory);
                yield directory;
            }
            case JSON -> {
                Path file = outputDirectory().resolve("inspect-data.json");
                inspection.writeJson(file);
                yield file;
            }
        };
        console()
                .info((format == InspectionFormat.HTML ? "Report: " : "Figures: ")
                        + written.toAbsolutePath().toUri());
    }
}
