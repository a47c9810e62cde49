package dev.brickhouse.validate;

import dev.brickhouse.report.ReportFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report as files for other programs. */
public final class ReportFiles {

    private static final String JUNIT_FILE = "TEST-brickhouse-validate.xml";

    private ReportFiles() {}

    /** The report as a JSON object, for {@link dev.brickhouse.report.JsonFile}. */
    public static Map<String, Object> json(ValidationReport report) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("checks", report.results().size());
        summary.put("passed", report.passed());
        summary.put("errors", report.violated(Severity.ERROR).size());
        summary.put("warnings", report.violated(Severity.WARNING).size());
        summary.put("skipped", report.skipped().size());

        List<Map<String, Object>> checks = new ArrayList<>();
        for (CheckResult result : report.results()) {
            Map<String, Object> check = new LinkedHashMap<>();
            check.put("id", result.id());
            check.put("severity", result.severity().label());
            check.put("rule", result.rule());
            check.put("advice", result.advice());
            check.put("result", result.skipped() ? "skipped" : result.violated() ? "violated" : "passed");
            check.put("violations", result.skipped() ? null : result.violations());
            check.put("sampleKeys", result.sampleKeys());
            check.put("skipReason", result.skipReason());
            check.put("milliseconds", result.time().toMillis());
            checks.add(check);
        }

        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", report.schema());
        document.put("analyticsSchema", report.analyticsSchema());
        document.put("asOf", report.asOf());
        document.put("unfinished", report.unfinished());
        document.put("startedAt", report.startedAt().toString());
        document.put("milliseconds", report.time().toMillis());
        document.put("summary", summary);
        document.put("checks", checks);
        return document;
    }

    /**
     * Writes the report as the XML in which JUnit's results reach a CI server: a test case for each check.
     *
     * @param failOn which violations are failures there; with {@link FailOn#NEVER} still the errors
     * @return the file
     * @throws dev.brickhouse.problem.EnvironmentException if it cannot be written
     */
    public static Path writeJUnit(ValidationReport report, FailOn failOn, Path directory) {
        Path file = directory.resolve(JUNIT_FILE);
        ReportFile.write(file, JUnitXml.of(report, failOn));
        return file;
    }
}
