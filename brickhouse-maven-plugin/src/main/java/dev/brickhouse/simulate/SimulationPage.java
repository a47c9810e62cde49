package dev.brickhouse.simulate;

import dev.brickhouse.report.ChartPage;
import dev.brickhouse.report.ReportFile;
import java.nio.file.Path;

/** What a simulation came to, as one HTML file with charts over time. */
final class SimulationPage {

    private SimulationPage() {}

    /**
     * Writes the page, whole or not at all.
     *
     * @throws dev.brickhouse.problem.DatabaseException if the file cannot be written
     */
    static void write(Path file, SimulationResult result) {
        ReportFile.write(file, html(result));
    }

    static String html(SimulationResult result) {
        String script = ChartPage.scripts(SimulationPage.class, "page.js");
        return new ChartPage("Simulation", "Business under load", "simulate", script, SimulationFiles.json(result))
                .html();
    }
}
