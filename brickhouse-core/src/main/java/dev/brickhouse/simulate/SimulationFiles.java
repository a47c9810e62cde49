package dev.brickhouse.simulate;

import dev.brickhouse.report.ChartPage;
import dev.brickhouse.report.ReportFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * @param problems why the simulation failed, each a sentence without its end; none if it did not
     * @param summary the file of the goal's summary; they are written next to it and take its name
     * @throws dev.brickhouse.problem.EnvironmentException if a file cannot be written
     */
    public static void write(SimulationResult result, List<String> problems, Path summary) {
        for (OperationStats operation : result.operations()) {
            ReportFile.write(beside(summary, "-" + operation.operation().label() + ".hgrm"), distribution(operation));
        }
        page(result, problems).write(page(summary));
    }

    static ChartPage page(SimulationResult result, List<String> problems) {
        Map<String, Object> facts = new LinkedHashMap<>(result.facts());
        facts.put("problems", problems);
        String script = ChartPage.scripts(SimulationFiles.class, "page.js");
        return new ChartPage("Simulation", "Business under load", "simulate", script, facts);
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
