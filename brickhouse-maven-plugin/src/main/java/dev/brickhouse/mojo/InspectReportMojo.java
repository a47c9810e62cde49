package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.inspect.Inspection;
import dev.brickhouse.problem.BrickhouseException;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;

/**
 * Adds the page that <code>inspect</code> writes to the project's Maven site, as a report.
 *
 * @since 0.1.0
 */
@Mojo(name = "inspect-report", requiresProject = false, threadSafe = true)
public final class InspectReportMojo extends AbstractDatabaseMojo implements MavenReport {

    /** The page's file without its ending. */
    private static final String PAGE = "brickhouse-inspect";

    /**
     * Skips this report. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.INSPECT_REPORT_SKIP, defaultValue = "false")
    private boolean skipInspectReport;

    /** Where the reports of the site are. */
    @Parameter(defaultValue = "${project.reporting.outputDirectory}", readonly = true, required = true)
    private File reportOutputDirectory;

    @Override
    boolean skipGoal() {
        return skipInspectReport;
    }

    @Override
    void run() {
        try (Database database = open()) {
            Inspection inspection =
                    Inspection.take(database.dataSource(), database.schema().name(), true, console(), progress());
            // without a POM, Maven leaves the expression of its reports' directory as it stands
            Path directory = project().getBasedir() == null
                    ? files().buildDirectory().resolve("site")
                    : reportOutputDirectory.toPath();
            inspection.page().write(directory.resolve(PAGE + ".html"));
        }
    }

    @Override
    public boolean canGenerateReport() throws MavenReportException {
        try {
            return prepare();
        } catch (MojoExecutionException | BrickhouseException e) {
            throw new MavenReportException(e.getMessage(), e);
        }
    }

    /** @param sink not used: the page is whole as it is, with its own style and scripts */
    @Override
    public void generate(Sink sink, Locale locale) throws MavenReportException {
        try {
            runWithSummary();
        } catch (MojoFailureException | BrickhouseException e) {
            throw new MavenReportException(e.getMessage(), e);
        }
    }

    @Override
    public boolean isExternalReport() {
        return true;
    }

    @Override
    public String getOutputPath() {
        return PAGE;
    }

    /** What site plugins that were built against an older reporting API ask for. */
    @Deprecated
    @Override
    public String getOutputName() {
        return PAGE;
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public String getName(Locale locale) {
        return "Retail Database";
    }

    @Override
    public String getDescription(Locale locale) {
        return "What the seeded retail database holds, with charts.";
    }

    @Override
    public void setReportOutputDirectory(File directory) {
        reportOutputDirectory = directory;
    }

    @Override
    public File getReportOutputDirectory() {
        return reportOutputDirectory;
    }
}
