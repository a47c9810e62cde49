package dev.brickhouse.maintain;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What maintenance did, as lines for the log. */
public final class MaintenanceReport {

    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    private MaintenanceReport() {}

    /** A table with dead rows and sizes before and after. */
    public static List<String> of(List<MaintainedRelation> relations) {
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
                    megabytes(relation.bytesBefore()),
                    megabytes(relation.bytesAfter()));
        }
        return table.lines();
    }

    /** The same for the summary of the goal. */
    public static List<Map<String, Object>> facts(List<MaintainedRelation> relations) {
        return relations.stream().map(MaintenanceReport::facts).toList();
    }

    private static Map<String, Object> facts(MaintainedRelation relation) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", relation.name());
        facts.put("done", relation.done());
        facts.put("deadRowsBefore", relation.deadRowsBefore());
        facts.put("deadRowsAfter", relation.deadRowsAfter());
        facts.put("bytesBefore", relation.bytesBefore());
        facts.put("bytesAfter", relation.bytesAfter());
        return facts;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.2f", bytes / BYTES_PER_MEGABYTE);
    }
}
