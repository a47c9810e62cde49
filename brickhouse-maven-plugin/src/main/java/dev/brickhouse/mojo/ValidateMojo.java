package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.validate.CheckResult;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.FailOn;
import dev.brickhouse.validate.JUnitXml;
import dev.brickhouse.validate.ReportTable;
import dev.brickhouse.validate.ValidationReport;
import dev.brickhouse.validate.Validator;
import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Checks the consistency of the database: keys, stock, order workflow, dates, people, sequences, constraints, indexes,
 * views and the journal of the seed. It changes nothing and fails the build if a check fails.
 *
 * <p>The result goes to the log, to <code>validate.json</code> and, as JUnit XML for CI servers, to
 * <code>TEST-brickhouse-validate.xml</code>.
 *
 * @since 0.1.0
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class ValidateMojo extends AbstractDatabaseMojo {

    private static final int IDS_SHOWN = 3;
    private static final ParameterReader<FailOn> FAIL_ON =
            ParameterReader.option(PropertyNames.VALIDATE_FAIL_ON, FailOn.class);

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.VALIDATE_SKIP, defaultValue = "false")
    private boolean skipValidate;

    /**
     * The checks to run: ids separated by commas, such as <code>orders-quantity,views-present</code>, or with a
     * <code>!</code> or <code>-</code> in front the ones to leave out, such as <code>!inventory-low-share</code>.
     * Default: all.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.VALIDATE_CHECKS)
    private String checks;

    /**
     * Which violations fail the build: <code>error</code>, <code>warning</code> (errors and warnings) or
     * <code>never</code>. Default: error.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.VALIDATE_FAIL_ON, defaultValue = "error")
    private String failOn;

    /**
     * The directory of <code>TEST-brickhouse-validate.xml</code>. Set it to <code>target/surefire-reports</code> for a
     * CI server that collects reports there. Default: <code>${project.build.directory}/brickhouse</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.VALIDATE_JUNIT_DIRECTORY)
    private File junitDirectory;

    @Override
    boolean skipGoal() {
        return skipValidate;
    }

    @Override
    void run() throws MojoFailureException {
        Checks selected = Checks.all().select(checks);
        FailOn limit = FAIL_ON.readOr(failOn, FailOn.ERROR);
        ValidationReport report;
        try (Database database = open()) {
            report = new Validator(database.schema(), selected).validate(database.dataSource(), console(), progress());
        }
        report.facts().forEach(summary()::put);
        ReportTable.show(report, limit, console());
        if (junitDirectory == null) {
            writeOrWarn(() -> JUnitXml.write(report, limit, outputDirectory()));
        } else {
            JUnitXml.write(report, limit, junitDirectory.toPath());
        }
        List<CheckResult> failures = limit.failures(report);
        if (!failures.isEmpty()) {
            throw new MojoFailureException(sentence(report, failures));
        }
    }

    private String sentence(ValidationReport report, List<CheckResult> failures) {
        int more = failures.size() - IDS_SHOWN;
        String advice = failures.stream()
                .map(CheckResult::advice)
                .filter(Objects::nonNull)
                .distinct()
                .map(text -> "; " + text)
                .collect(Collectors.joining());
        return (report.unfinished() == null ? "" : report.unfinished() + ". ")
                + failures.size()
                + (failures.size() == 1 ? " check of the database failed: " : " checks of the database failed: ")
                + failures.stream().limit(IDS_SHOWN).map(CheckResult::id).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "")
                + "; the violations are listed above" + (writesSummary() ? " and in " + summaryFile() : "")
                + (report.unfinished() == null ? advice : "") + ".";
    }
}
