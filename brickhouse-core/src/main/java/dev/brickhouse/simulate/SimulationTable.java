package dev.brickhouse.simulate;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** The result of a simulation as lines for the log. */
final class SimulationTable {

    private static final int MOST_ERRORS = 10;

    private SimulationTable() {}

    /** A row for each operation with its latencies in milliseconds, and a sentence for every other fact. */
    static List<String> of(SimulationResult result) {
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
        for (OperationStats row : result.operations()) {
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
        lines.add(NumberFormats.count(result.done(), "step") + " in " + NumberFormats.seconds(result.time()) + " s ("
                + decimal(result.perSecond(result.done())) + " per second)");
        lines.add("Included in every latency: " + milliseconds(result.server().roundTrip())
                + " for each statement's way to the server and back (median; the longest "
                + milliseconds(result.server().slowestRoundTrip()) + "), and "
                + milliseconds(OperationStats.millis(result.connectionWaits(), 50)) + " to get a connection (p99 "
                + milliseconds(OperationStats.millis(result.connectionWaits(), 99)) + ")");
        lines.addAll(errors(result.errorKinds()));
        if (result.notBegun() > 0) {
            lines.add(NumberFormats.count(result.notBegun(), "more step")
                    + " due at the end but not begun: the server could not keep up with the rate");
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
        lines.add("Errors by reason:");
        lines.addAll(table.lines());
        int more = errors.size() - MOST_ERRORS;
        if (more > 0) {
            lines.add("and " + NumberFormats.count(more, "more reason") + "; the JSON summary has all of them");
        }
        return lines;
    }

    private static String refreshes(SimulationResult result) {
        DoubleSummaryStatistics seconds =
                result.refreshes().stream().mapToDouble(RefreshSample::seconds).summaryStatistics();
        return String.format(
                Locale.ROOT,
                "%s of the views under load: %.2f s on average, %.2f s at most%s",
                NumberFormats.count(seconds.getCount(), "refresh"),
                seconds.getAverage(),
                Math.max(0, seconds.getMax()),
                result.failedRefreshes() == 0
                        ? ""
                        : "; " + NumberFormats.count(result.failedRefreshes(), "refresh") + " failed");
    }

    private static String milliseconds(double number) {
        return String.format(Locale.ROOT, "%,.2f ms", number);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%,.1f", number);
    }
}
