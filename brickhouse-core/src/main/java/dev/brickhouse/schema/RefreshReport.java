package dev.brickhouse.schema;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import dev.brickhouse.report.GoalResult;
import java.util.List;
import java.util.Map;

/**
 * What a refresh did.
 *
 * @param views one entry for each view, in the order of the refresh
 */
public record RefreshReport(List<ViewRefresh> views) implements GoalResult {

    public RefreshReport {
        views = List.copyOf(views);
    }

    /** A table with the rows and the time of each view. */
    @Override
    public List<String> lines() {
        TextTable table = new TextTable().words("view").numbers("rows").numbers("seconds");
        for (ViewRefresh view : views) {
            table.row(view.view(), NumberFormats.count(view.rows()), NumberFormats.seconds(view.time()));
        }
        return table.lines();
    }

    /** None besides the steps of the summary, which the views are. */
    @Override
    public Map<String, Object> facts() {
        return Map.of();
    }
}
