package dev.brickhouse.simulate;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a simulation came to, as lines for the log. */
public final class SimulationTable {

    private static final int MOST_ERRORS = 10;

    private SimulationTable() {}

    /** A row for each operation with its latencies in milliseconds, and a sentence for whatever else there is to know. */
    public static List<String> of(SimulationResult result) {
        TextTable table = new TextTable()
                .words("operation")
                .numbers("done")
                .numbers("per second")
                .numbers("p50 ms")
                .numbers("p95 ms")
                .numbers("p99 ms")
                .numbers("max ms")
                .numbers("retries")
                .numbers("no order")
                .numbers("no stock")
                .numbers("errors");
        for (OperationResult row : result.operations()) {
            table.row(
                    row.operation().label(),
                    NumberFormats.count(row.done()),
                    decimal(result.perSecond(row.done())),
                    decimal(row.millis(50)),
                    decimal(row.millis(95)),
                    decimal(row.millis(99)),
                    decimal(row.millis(100)),
                    NumberFormats.count(row.retries()),
                    NumberFormats.count(row.withoutOrder()),
                    NumberFormats.count(row.withoutStock()),
                    NumberFormats.count(row.errors()));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add(NumberFormats.count(result.done()) + " steps in " + NumberFormats.seconds(result.time()) + " s, "
                + decimal(result.perSecond(result.done())) + " a second");
        lines.addAll(errors(result.errorKinds()));
        if (result.notBegun() > 0) {
            lines.add(NumberFormats.count(result.notBegun())
                    + " more steps were due and had not begun: the server was slower than the rate asks for");
        }
        if (result.request().refreshEvery() != null) {
            lines.add(refreshes(result));
        }
        return lines;
    }

    private static List<String> errors(List<StepError> errors) {
        if (errors.isEmpty()) {
            return List.of();
        }
        TextTable table = new TextTable()
                .words("operation")
                .numbers("errors")
                .words("SQLSTATE")
                .words("message");
        for (StepError error : errors.subList(0, Math.min(errors.size(), MOST_ERRORS))) {
            table.row(error.operation(), NumberFormats.count(error.count()), error.sqlState(), error.message());
        }
        List<String> lines = new ArrayList<>();
        lines.add("What steps were given up for:");
        lines.addAll(table.lines());
        if (errors.size() > MOST_ERRORS) {
            lines.add("and " + (errors.size() - MOST_ERRORS) + " more reasons, which are in the JSON summary");
        }
        return lines;
    }

    private static String refreshes(SimulationResult result) {
        double longest = result.refreshes().stream()
                .mapToDouble(RefreshSample::seconds)
                .max()
                .orElse(0);
        double mean = result.refreshes().stream()
                .mapToDouble(RefreshSample::seconds)
                .average()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "The views were refreshed %,d times beside the load, in %.2f s on average and %.2f s at most%s",
                result.refreshes().size(),
                mean,
                longest,
                result.failedRefreshes() == 0 ? "" : "; " + result.failedRefreshes() + " refreshes failed");
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%,.1f", number);
    }
}
