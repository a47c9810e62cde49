package dev.brickhouse.schema;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import java.util.List;

/** What a refresh did, as lines for the log. */
public final class RefreshReport {

    private RefreshReport() {}

    /** A table with the rows and the time of each view. */
    public static List<String> of(List<ViewRefresh> views) {
        TextTable table = new TextTable().words("view").numbers("rows").numbers("seconds");
        for (ViewRefresh view : views) {
            table.row(view.view(), NumberFormats.count(view.rows()), NumberFormats.seconds(view.time()));
        }
        return table.lines();
    }
}
