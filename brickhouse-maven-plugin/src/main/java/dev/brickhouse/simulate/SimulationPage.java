package dev.brickhouse.simulate;

import dev.brickhouse.inspect.ChartPage;
import dev.brickhouse.report.ReportFile;
import dev.brickhouse.sql.SqlText;
import java.nio.file.Path;

/** What a simulation came to, as one HTML file with charts over time. */
final class SimulationPage {

    private SimulationPage() {}

    /**
     * Writes the page, whole or not at all.
     *
     * @throws dev.brickhouse.problem.EnvironmentException if the file cannot be written
     */
    static void write(Path file, SimulationResult result) {
        ReportFile.write(file, html(result));
    }

    static String html(SimulationResult result) {
        // browsers read every line end as a line feed before they take a digest
        String script = SqlText.read(SimulationPage.class, "page.js").replace("\r\n", "\n");
        return new ChartPage("Simulation", "Business under load", "simulate", script, SimulationFiles.json(result))
                .html();
    }
}
