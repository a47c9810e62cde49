package dev.brickhouse.analytics;

import dev.brickhouse.console.TextTable;
import java.util.List;
import java.util.Locale;

/** What a refresh did, as lines for the log. */
public final class RefreshReport {

    private static final double NANOS_PER_SECOND = 1e9;

    private RefreshReport() {}

    /** A table with the rows and the time of each view. */
    public static List<String> of(List<ViewRefresh> views) {
        TextTable table = new TextTable().words("view").numbers("rows").numbers("seconds");
        for (ViewRefresh view : views) {
            table.row(
                    view.view(),
                    String.format(Locale.ROOT, "%,d", view.rows()),
                    String.format(Locale.ROOT, "%.2f", view.time().toNanos() / NANOS_PER_SECOND));
        }
        return table.lines();
    }
}
