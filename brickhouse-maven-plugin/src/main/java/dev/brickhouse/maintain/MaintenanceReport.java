package dev.brickhouse.maintain;

import dev.brickhouse.console.Figures;
import dev.brickhouse.console.TextTable;
import java.util.List;
import java.util.Locale;

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
                    Figures.count(relation.deadRowsBefore()),
                    Figures.count(relation.deadRowsAfter()),
                    megabytes(relation.bytesBefore()),
                    megabytes(relation.bytesAfter()));
        }
        return table.lines();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.2f", bytes / BYTES_PER_MEGABYTE);
    }
}
