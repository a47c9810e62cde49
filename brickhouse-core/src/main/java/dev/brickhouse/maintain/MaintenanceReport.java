package dev.brickhouse.maintain;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import dev.brickhouse.report.GoalResult;
import java.util.List;
import java.util.Map;

/**
 * What maintenance did.
 *
 * @param relations each table and view before and after
 */
public record MaintenanceReport(List<MaintainedRelation> relations) implements GoalResult {

    public MaintenanceReport {
        relations = List.copyOf(relations);
    }

    /** A table with dead rows and sizes before and after. */
    @Override
    public List<String> lines() {
        TextTable table = new TextTable()
                .words("table or view")
                .words("done")
                .numbers("dead rows")
                .numbers("after")
                .numbers("MB")
                .numbers("after");
        for (MaintainedRelation relation : relations) {
            table.row(
                    relation.name(),
                    relation.done(),
                    NumberFormats.count(relation.deadRowsBefore()),
                    NumberFormats.count(relation.deadRowsAfter()),
                    NumberFormats.megabytes(relation.bytesBefore()),
                    NumberFormats.megabytes(relation.bytesAfter()));
        }
        return table.lines();
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "relations", relations.stream().map(MaintainedRelation::facts).toList());
    }
}
