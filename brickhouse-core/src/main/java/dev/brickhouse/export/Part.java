package dev.brickhouse.export;

import dev.brickhouse.load.Table;
import java.util.Locale;

/**
 * The rows of one file.
 *
 * @param table whose rows
 * @param path the file, relative to the directory of the export, with slashes
 * @param from the first id, and {@code to} the last one, of orders; of other tables all rows are meant
 * @param month of the orders, as 2026-11, or {@link #NO_MONTH} for those without a date; null for all orders of the
 *     range
 * @param rows how many there are
 */
record Part(Table table, String path, long from, long to, String month, long rows) {

    /** What Hive calls the partition of missing values. */
    static final String NO_MONTH = "__HIVE_DEFAULT_PARTITION__";

    /** Wide enough for every id, so that names sort as ids do. */
    private static final String ORDERS_NAME = "orders-%010d-%010d.%s";

    static Part whole(Table table, ExportFormat format, long rows) {
        return new Part(table, table.name() + "/" + table.name() + "." + format.extension(), 1, rows, null, rows);
    }

    static Part orders(Table table, ExportFormat format, long from, long to, String month, long rows) {
        String directory = table.name() + "/" + (month == null ? "" : "order_month=" + month + "/");
        return new Part(
                table,
                directory + String.format(Locale.ROOT, ORDERS_NAME, from, to, format.extension()),
                from,
                to,
                month,
                rows);
    }
}
