package dev.brickhouse.inspect;

import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.report.ReportFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an inspection found, as one HTML file with charts. */
public final class InspectionPage {

    /** In the order in which they use each other. */
    private static final List<String> SCRIPTS = List.of("figures.js", "orders.js", "sales.js", "stock.js", "page.js");

    private InspectionPage() {}

    /**
     * Writes the page, whole or not at all.
     *
     * @param inspection taken with charts
     * @throws EnvironmentException if the file cannot be written
     */
    public static void write(Path file, Inspection inspection) {
        ReportFile.write(file, html(inspection));
    }

    static String html(Inspection inspection) {
        return new ChartPage(
                        "Data inspection",
                        "Retail database",
                        "inspect",
                        SCRIPTS.stream().map(ChartPage::resource).collect(Collectors.joining()),
                        data(inspection))
                .html();
    }

    private static Map<String, Object> data(Inspection inspection) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("schema", inspection.schema());
        inspection.answers().forEach((question, answer) -> data.put(question, answer.asMap()));
        return data;
    }
}
