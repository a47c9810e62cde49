package dev.brickhouse.simulate;

import dev.brickhouse.report.ChartPage;
import dev.brickhouse.report.ReportFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The files that a simulation writes besides the summary of the goal, and named like it. */
public final class SimulationFiles {

    private static final int TICKS_PER_HALF_DISTANCE = 5;

    private SimulationFiles() {}

    /** The file of the page with the charts, beside the goal's summary. */
    public static Path page(Path summary) {
        return beside(summary, ".html");
    }

    /**
     * Writes the page with the charts, and for each operation the distribution of its latencies in milliseconds in the
     * format of HdrHistogram's own tools.
     *
     * @param summary the file of the goal's summary; they are written next to it and take its name
     * @throws dev.brickhouse.problem.EnvironmentException if a file cannot be written
     */
    public static void write(SimulationResult result, Path summary) {
        for (OperationStats operation : result.operations()) {
            ReportFile.write(beside(summary, "-" + operation.operation().label() + ".hgrm"), distribution(operation));
        }
        page(result).write(page(summary));
    }

    static ChartPage page(SimulationResult result) {
        String script = ChartPage.scripts(SimulationFiles.class, "page.js");
        return new ChartPage("Simulation", "Business under load", "simulate", script, result.facts());
    }

    private static String distribution(OperationStats operation) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        operation
                .latencies()
                .outputPercentileDistribution(
                        new PrintStream(text, false, StandardCharsets.UTF_8),
                        TICKS_PER_HALF_DISTANCE,
                        OperationStats.MICROS_PER_MILLI);
        return text.toString(StandardCharsets.UTF_8);
    }

    private static Path beside(Path summary, String ending) {
        return summary.resolveSibling(summary.getFileName().toString().replaceFirst("\\.json$", "") + ending);
    }
}
